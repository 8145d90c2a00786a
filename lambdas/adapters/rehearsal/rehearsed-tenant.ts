import * as z from '../../domain/zod.ts';
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

const instant = z.optional(z.iso.datetime());

/** `REHEARSAL#<id> / VENDOR` as it is stored. */
export const rehearsedTenantSchema: z.ZodMiniType<RehearsedTenant> = z.object({
  primaryEmail: z.optional(z.string()),
  provisionRequestedAt: instant,
  region: z.optional(z.string()),
  tokenFingerprint: z.optional(z.string()),
  transferredAt: instant,
  registeredAt: instant,
  updateStartedAt: instant,
} satisfies Shape<RehearsedTenant>);
