import { PageChangedError } from '../../domain/errors.ts';
import type { LicensingPortal } from '../../ports/licensing-portal.ts';
import { PRODUCT_NAMES } from '../../simulated-vendor/labels.ts';
import type { Vendor } from '../../simulated-vendor/vendor.ts';
import { withSession } from './refusals.ts';

/** The Customer Licensing Portal without a browser: asks the simulated vendor directly. */
export function scriptedLicensingPortal(vendor: Vendor): LicensingPortal {
  const { clp } = vendor;
  return {
    readLicence: ({ account, password }) =>
      withSession(
        vendor,
        () => clp.signIn(account, password.reveal()),
        (session) => {
          const licence = clp.products(session).find(({ product }) => product === PRODUCT_NAMES.licence);
          if (!licence) {
            throw new PageChangedError({ code: 'controlNotShown', control: PRODUCT_NAMES.licence });
          }
          return licence;
        },
      ),
  };
}
