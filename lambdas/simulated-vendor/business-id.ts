import { tokenOf } from './made-up.ts';
import type { VendorTenant } from './vendor-tenant.ts';

/** Guide 3-6, 3-11: ビジネスID, which the guide has blurred. */
export function businessIdOf({ id }: VendorTenant): string {
  return `b-${tokenOf('business', id)
    .replace(/[^a-z0-9]/giu, '')
    .slice(0, 16)
    .toLowerCase()}`;
}
