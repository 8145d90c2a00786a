import type { ConsolePorts } from '../../ports/index.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Vendor } from '../../simulated-vendor/vendor.ts';
import { scriptedApexCentral } from './scripted-apex-central.ts';
import { scriptedMailbox } from './scripted-mailbox.ts';
import { scriptedVisionOne } from './scripted-vision-one.ts';
import { PageChangedError } from '../../domain/errors.ts';
import type { LicensingPortal } from '../../ports/licensing-portal.ts';
import { PRODUCT_NAMES } from '../../simulated-vendor/labels.ts';
import { withSession } from './refusals.ts';

interface ScriptedHandsOptions {
  vendor: Vendor;
  clock: Clock;
  /** Ends the process of the hands, as `CRASH_AFTER_RESET` wants it; the promise never resolves. */
  crash: () => Promise<never>;
}

/** All console steps by a script, for tests and large simulations: each call signs in, does its step and signs out. */
export function scriptedHands({ vendor, clock, crash }: ScriptedHandsOptions): ConsolePorts {
  return {
    licensingPortal: scriptedLicensingPortal(vendor),
    apexCentral: scriptedApexCentral(vendor),
    visionOne: scriptedVisionOne(vendor, clock, crash),
    mailbox: scriptedMailbox(vendor.mails, clock),
  };
}

/** The Customer Licensing Portal without a browser: asks the simulated vendor directly. */
function scriptedLicensingPortal(vendor: Vendor): LicensingPortal {
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
