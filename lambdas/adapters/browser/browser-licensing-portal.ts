import type { LicensingPortal } from '../../ports/licensing-portal.ts';
import type { BrowserRunner } from './browser-runner.ts';
import { signInToClp } from './sign-in-to-consoles.ts';

/** The Customer Licensing Portal by its pages. */
export function browserLicensingPortal(runner: BrowserRunner): LicensingPortal {
  return {
    readLicence: (access) =>
      runner.run({ what: 'readLicence', access, sessions: ['clp'] }, async (session) => {
        session.guideStep = '1-1';
        const products = await signInToClp(session, access);
        const licence = await products.readLicence();
        await session.photograph('1-1-licence');
        return licence;
      }),
  };
}
