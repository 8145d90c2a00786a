import type { ConsolePorts } from '../../ports/index.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Vendor } from '../../simulated-vendor/vendor.ts';
import { scriptedApexCentral } from './scripted-apex-central.ts';
import { scriptedLicensingPortal } from './scripted-licensing-portal.ts';
import { scriptedMailbox } from './scripted-mailbox.ts';
import { scriptedVisionOne } from './scripted-vision-one.ts';

export interface ScriptedHandsOptions {
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
