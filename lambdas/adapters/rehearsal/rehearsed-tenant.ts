import * as z from 'zod';
import type { Shape } from '../dynamo/parse-item.ts';

/** What the vendor of a rehearsal knows of a tenant: what was asked of it, and when (UTC ISO strings). */
export interface RehearsedTenant {
  /** Guide 2-8: from here on the sign-in name is this address. */
  primaryEmail?: string;
  /** Guide 2-11, and the region that it fixed. */
  provisionRequestedAt?: string;
  region?: string;
  /** Guide 3-3: of the newest registration token; the token itself is kept in the vault only. */
  tokenFingerprint?: string;
  /** Guide 3-5. */
  transferredAt?: string;
  /** Guide 3-9. */
  registeredAt?: string;
  /** Guide 3-14. */
  updateStartedAt?: string;
}

const instant = z.iso.datetime().optional();

/** `REHEARSAL#<id> / VENDOR` as it is stored. */
export const rehearsedTenantSchema: z.ZodType<RehearsedTenant> = z.object({
  primaryEmail: z.string().optional(),
  provisionRequestedAt: instant,
  region: z.string().optional(),
  tokenFingerprint: z.string().optional(),
  transferredAt: instant,
  registeredAt: instant,
  updateStartedAt: instant,
} satisfies Shape<RehearsedTenant>);
