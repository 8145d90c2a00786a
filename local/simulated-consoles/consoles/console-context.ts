import type { Clock } from '../../../lambdas/ports/clock.ts';
import type { VendorTenant } from '../../../lambdas/simulated-vendor/vendor-tenant.ts';
import type { Vendor } from '../../../lambdas/simulated-vendor/vendor.ts';
import type { Tickets } from './web/tickets.ts';

/** What the pages of all three consoles share. */
export interface ConsoleContext {
  vendor: Vendor;
  clock: Pick<Clock, 'now'>;
  tickets: Tickets;
  origins: ConsoleOrigins;
}

/** Where the other consoles are; known once all three listen. */
export interface ConsoleOrigins {
  readonly visionOne: string;
  apexCentralOf(tenant: VendorTenant): string;
}
