import { createHash } from 'node:crypto';
import type { IntakeRow } from './intake/intake-row.ts';

/** A person's recorded yes to every point of no return of one plan. */
export interface Consent {
  kind: 'written';
  reference: string;
  by: string;
  on: string;
  /** The plan it was given for: another plan needs another consent. */
  planHash: string;
  recordedAt: string;
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
export function writtenConsent(row: IntakeRow, now: Date): Consent | undefined {
  if (!row.consent) return undefined;
  return { kind: 'written', ...row.consent, planHash: planHash(row), recordedAt: now.toISOString() };
}
