import type { LicensingPortal } from '../../ports/licensing-portal.ts';
import type { Visits } from './visits.ts';
import { enterClp } from './ways-in.ts';

/** The Customer Licensing Portal by its pages. */
export function browserLicensingPortal(visits: Visits): LicensingPortal {
  return {
    readLicence: (access) =>
      visits.run({ what: 'readLicence', access, sessions: ['clp'] }, async (visit) => {
        visit.guideStep = '1-1';
        const products = await enterClp(visit, access);
        const licence = await products.readLicence();
        await visit.photograph('1-1-licence');
        return licence;
      }),
  };
}
