import type { LicensingPortal } from '../../ports/licensing-portal.ts';
import { agentCountsOf } from './made-up.ts';
import type { RehearsalVendor } from './rehearsal-vendor.ts';

/** Guide 1-1 of a rehearsal: a licence with a seat for every agent, and a year to go. */
export function rehearsalLicensingPortal(vendor: RehearsalVendor): LicensingPortal {
  return {
    readLicence: async (access) => {
      await vendor.signIn(access);
      return {
        product: 'Apex One SaaS',
        seats: Math.ceil(agentCountsOf(access.tenantId).managedAgents / 10) * 10,
        kind: '製品版',
        expiresOn: aYearAfter(vendor.now()),
        status: 'valid',
      };
    },
  };
}

function aYearAfter(instant: string): string {
  const day = new Date(instant);
  day.setUTCFullYear(day.getUTCFullYear() + 1);
  return day.toISOString().slice(0, 10);
}
