import { createHash } from 'node:crypto';

/**
 * A share from 0 to below 1 that depends on the tenant only: what is spread by it is spread evenly over thousands of
 * tenants, and is the same for one of them each time it is calculated.
 */
export function shareOf(tenantId: string): number {
  return createHash('sha256').update(tenantId).digest().readUInt32BE(0) / 2 ** 32;
}
