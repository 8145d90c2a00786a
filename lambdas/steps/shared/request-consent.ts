import { planHash } from '../../domain/consent.ts';
import { ASK_FOR_CONSENT } from '../../domain/desk-task.ts';
import type { IntakeRow } from '../../domain/intake/intake-row.ts';
import { consentRequestMail } from '../../domain/mails/consent-mails.ts';
import type { Ports } from '../../ports/index.ts';

/** As long as the state waits, which says so in its TimeoutSeconds. */
const ANSWER_WITHIN = 30 * 24 * 60 * 60_000;

export interface RequestedConsent {
  batchId: string;
  row: IntakeRow;
  approver: string;
  /** When the consent was first asked for. */
  askedAt: Date;
  /** How often this approver has been asked before: a request that the operator repeats is a mail of its own. */
  repeated?: number;
}

/** Mails the approver a link to the consent; the same request only once, however often its step runs. */
export async function requestConsent(
  { links, mailer, settings }: Pick<Ports, 'links' | 'mailer' | 'settings'>,
  { batchId, row, approver, askedAt, repeated = 0 }: RequestedConsent,
): Promise<void> {
  const expiresAt = new Date(askedAt.getTime() + ANSWER_WITHIN);
  const task = { subject: row.tenantId, step: ASK_FOR_CONSENT };
  const url = await links.linkTo({ task, purpose: 'consent', recipient: approver, expiresAt });
  const key = ['consent', batchId, row.tenantId, planHash(row), approver, String(repeated)].join('#');
  const request = { row, to: approver, url, expiresAt: expiresAt.toISOString() };
  await mailer.sendOnce(key, consentRequestMail(request, settings));
}
