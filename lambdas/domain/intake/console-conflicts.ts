import type { IntakeRow } from './intake-row.ts';
import type { LocalizedText } from '../language.ts';

/**
 * Apex Central consoles that would be migrated for two tenants: a host is one tenant's, so one of the two is wrong, and
 * which of them only the operator knows.
 */
export interface ConsoleConflicts {
  /** By host: the first two rows of the file that have it. */
  readonly repeated: ReadonlyMap<string, readonly [first: number, second: number]>;
  /** By host: the tenant that has it in the records, which is not in this row. */
  readonly owned: ReadonlyMap<string, string>;
}

/** Of those of these rows whose host is another tenant's in the records: the id of that tenant, by host. */
export type OtherOwners = (rows: readonly IntakeRow[]) => Promise<ReadonlyMap<string, string>>;

/**
 * How a problem names the other one that has the console: a row of the file by its number, or a tenant of the records.
 */
export function otherTenant(tenantId: string): string {
  return `tenant ${tenantId}`;
}

export function ownerOf(other: string): LocalizedText & { tenantId?: string } {
  const tenantId = /^tenant (.+)$/u.exec(other)?.[1];
  return tenantId === undefined
    ? { en: `row ${other}`, ja: `${other}行目` }
    : { en: `the tenant ${tenantId}`, ja: `登録済みのテナント ${tenantId} `, tenantId };
}
