import type { Clock } from '../../ports/clock.ts';
import type { ConsolePorts } from '../../ports/index.ts';
import type { TenantStore } from '../../ports/tenant-store.ts';
import type { TableAccess } from '../dynamo/dynamo-table.ts';
import { madeUpSecret } from './made-up.ts';
import { rehearsalApexCentral } from './rehearsal-apex-central.ts';
import { rehearsalLicensingPortal } from './rehearsal-licensing-portal.ts';
import { RehearsalVendor } from './rehearsal-vendor.ts';
import { rehearsalVisionOne } from './rehearsal-vision-one.ts';

export interface RehearsalHandsOptions extends TableAccess {
  clock: Pick<Clock, 'now'>;
  /** A console does not say which accounts it should have; the row of the tenant does. */
  tenants: Pick<TenantStore, 'read'>;
}

/**
 * The hands of a deployment for rehearsals: every console step, and no console. No browser, no password and no code mail
 * is needed, and nothing outside of the deployment's own table is changed.
 */
export function rehearsalHands({ clock, tenants, ...table }: RehearsalHandsOptions): ConsolePorts {
  const vendor = new RehearsalVendor(table, clock);
  return {
    licensingPortal: rehearsalLicensingPortal(vendor),
    apexCentral: rehearsalApexCentral(vendor, tenants),
    visionOne: rehearsalVisionOne(vendor),
    // No mail is sent, and any code is the right one.
    mailbox: { open: async () => undefined, waitForCode: async () => madeUpSecret() },
  };
}
