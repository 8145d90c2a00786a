import { MAILBOX, READY, readerOf } from '../../domain/mailbox-answers.ts';
import { isAtDomain } from '../../domain/is-at-domain.ts';
import { MailRefusedError, PersonNeededError } from '../../domain/errors.ts';
import { mailboxTaskMail } from '../../domain/mails/desk-mails.ts';
import type { Tenant } from '../../domain/tenant.ts';
import type { Ports } from '../../ports/index.ts';

const STEP = 'ClaimPrimaryAccount';
/** As long as the state waits, which says so in its TimeoutSeconds. */
const WITHIN = 7 * 24 * 60 * 60_000;

export type ReaderPorts = Pick<Ports, 'desk' | 'links' | 'mailer' | 'settings' | 'clock'>;

/**
 * Opens a mailbox; where that needs somebody who reads it, they get a link by mail before the step is left at the desk.
 * Each time that they were there in vain they are asked once more.
 */
export async function askingReader<T>(ports: ReaderPorts, tenant: Tenant, open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    if (error instanceof PersonNeededError && error.ask === READY) await ask(ports, tenant);
    throw error;
  }
}

async function ask({ desk, links, mailer, settings, clock }: ReaderPorts, { tenantId, row, batchId }: Tenant) {
  const task = await desk.read(tenantId, STEP);
  const rounds = readerOf(task)?.rounds ?? 0;
  const expiresAt = new Date(clock.now().getTime() + WITHIN);
  const to = row.primaryEmail;
  // Nobody reads that mailbox but us: the operator, who has the task, is shown its mails.
  if (isAtDomain(to, settings.receivingDomain)) return;
  const link = { task: { subject: tenantId, step: STEP }, purpose: MAILBOX, recipient: to, expiresAt } as const;
  const url = await links.linkTo(link);
  const mail = mailboxTaskMail({ row, to, stage: 'ready', url, dueAt: expiresAt.toISOString() }, settings);
  try {
    await mailer.sendOnce(['mailbox', batchId, tenantId, to, String(rounds)].join('#'), mail);
  } catch (error) {
    // The operator has the task, and can reach the person who reads that mailbox otherwise.
    if (!(error instanceof MailRefusedError)) throw error;
  }
}
