import { createHash } from 'node:crypto';
import * as z from './zod.ts';
import type { IntakeRow } from './intake/intake-row.ts';
import { domainOf } from './is-at-domain.ts';
import type { Reason } from './statements/catalogue.ts';

/** A consent on paper that the row of the CSV names. */
export interface WrittenConsent {
  kind: 'written';
  reference: string;
  by: string;
  on: string;
  /** The plan it was given for: another plan needs another consent. */
  planHash: string;
  recordedAt: string;
}

/** Which text somebody has read: its version, its language, and SHA-256 (hex) of all its words. */
export const consentTextNameSchema = z.object({
  version: z.string(),
  language: z.enum(['ja', 'en']),
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/u)),
});
export type ConsentTextName = z.infer<typeof consentTextNameSchema>;

/** What an approver has decided at the desk, with what shows later who it was and what they had read. */
export const decisionSchema = z.object({
  /** The name as the approver typed it. */
  by: z.string(),
  /** The address that the link and the one-time code were mailed to. */
  address: z.string(),
  /** When the code was typed in. */
  at: z.iso.datetime(),
  /** Address that the answer came from. */
  sourceAddress: z.string(),
  text: consentTextNameSchema,
  tenantId: z.string(),
  batchId: z.string(),
  planHash: z.string(),
});
export type Decision = z.infer<typeof decisionSchema>;

export interface DeskConsent extends Decision {
  kind: 'desk';
  recordedAt: string;
  /** The deployment's reason, where the approver is one of the operator's own people. */
  ownApproverBecause?: string | undefined;
}

/** A person's recorded yes to every point of no return of one plan. */
export type Consent = WrittenConsent | DeskConsent;

/** A person's recorded no. */
export interface Decline extends Decision {
  why?: string | undefined;
  /** ARN of the execution that it ended. */
  execution: string;
}

/**
 * A short name for what is consented to: which account, under which address, in which region, of which console. Whom we
 * tell and when we work is not part of it.
 */
export function planHash(row: IntakeRow): string {
  const plan = [row.tenantId, row.clpLoginId, row.primaryEmail, row.apexCentralHost, row.region];
  return createHash('sha256').update(JSON.stringify(plan)).digest('hex').slice(0, 16);
}

export function covers(consent: Consent | undefined, row: IntakeRow): boolean {
  return consent?.planHash === planHash(row);
}

/** The consent given in writing that the row names, if it names one. */
export function writtenConsent(row: IntakeRow, now: Date): WrittenConsent | undefined {
  if (!row.consent) return undefined;
  return { kind: 'written', ...row.consent, planHash: planHash(row), recordedAt: now.toISOString() };
}

/** What is not part of the plan: who may say yes to it. */
export interface OwnPeople {
  operatorEmail: string;
  sender: string;
  replyTo: string;
  /** Why people of the operator may approve; without it they may not. */
  ownApproversBecause?: string | undefined;
}

/** Whether the address is at one of the operator's own mail domains: anyone who does the work must not approve it. */
function isOwnAddress(address: string, { operatorEmail, sender, replyTo }: OwnPeople): boolean {
  return [operatorEmail, sender, replyTo].some((own) => domainOf(own) === domainOf(address));
}

/** Why this address may not be asked for a consent; `undefined` where it may. */
export function whyNotApprover(address: string, own: OwnPeople): Reason | undefined {
  if (own.ownApproversBecause !== undefined || !isOwnAddress(address, own)) return undefined;
  return { code: 'approverIsOwn', address };
}
