import type { IntakeRow } from '../../domain/intake/intake-row.ts';
import * as z from '../../domain/zod.ts';
import type { TenantScenario } from '../../simulated-vendor/tenant-scenario.ts';
import { newTenantState, TenantState } from '../../simulated-vendor/tenant-state.ts';
import type { Shape } from '../dynamo/parse-item.ts';

/**
 * `REHEARSAL#<id> / VENDOR` as it is stored: what the simulated vendor remembers of a tenant, and how often it was written.
 * The other fields are those of rehearsals that had a vendor of their own: what was asked of
 * it, and when (UTC ISO strings).
 */
export interface RehearsedTenant {
  state?: TenantState;
  revision?: number;
  /** Of the last write, whose answer may have been lost. */
  writtenBy?: string;
  primaryEmail?: string;
  provisionRequestedAt?: string;
  region?: string;
  tokenFingerprint?: string;
  transferredAt?: string;
  registeredAt?: string;
  updateStartedAt?: string;
}

const text = z.optional(z.string());
const instant = z.optional(z.iso.datetime());

export const rehearsedTenantSchema: z.ZodMiniType<RehearsedTenant> = z.object({
  state: z.optional(TenantState),
  revision: z.optional(z.number()),
  writtenBy: text,
  primaryEmail: text,
  provisionRequestedAt: instant,
  region: text,
  tokenFingerprint: text,
  transferredAt: instant,
  registeredAt: instant,
  updateStartedAt: instant,
} satisfies Shape<RehearsedTenant>);

/** A tenant that has no state yet: nobody has touched it, or an earlier version has. */
export function firstStateOf(
  { primaryEmail, state: _, revision: __, writtenBy: ___, ...asked }: RehearsedTenant,
  row: IntakeRow,
  scenario: TenantScenario,
  now: Date,
): TenantState {
  return {
    ...newTenantState(row, scenario, now),
    ...asked,
    // No password was kept then: any opens it.
    ...(primaryEmail !== undefined && { primary: { email: primaryEmail } }),
  };
}
