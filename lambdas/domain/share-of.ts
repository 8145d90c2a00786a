import { hash } from 'node:crypto';

/**
 * A share from 0 to below 1 that depends on the tenant only: what is spread by it is spread evenly over thousands of
 * tenants, and is the same for one of them each time it is calculated.
 */
export function shareOf(tenantId: string): number {
  return hash('sha256', tenantId, 'buffer').readUInt32BE(0) / 2 ** 32;
}
