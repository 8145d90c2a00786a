import { covers } from '../../domain/consent.ts';
import { ConsentNotGivenError } from '../../domain/errors.ts';
import { names, pointAt, type PointOfNoReturn } from '../../domain/points-of-no-return.ts';
import type { Tenant } from '../../domain/tenant.ts';

/** Stands in front of every point of no return, although `AskForConsent` has been there: a step may be run by hand. */
export function requireConsent(tenant: Tenant): void {
  if (!coversPlan(tenant)) {
    throw new ConsentNotGivenError({ code: 'consentNotGiven' });
  }
}

/** Whether the recorded consent also names this point: one at the desk covers what its text named. */
export function isConsentedTo(tenant: Tenant, guideStep: PointOfNoReturn['guideStep']): boolean {
  return coversPlan(tenant) && tenant.consent !== undefined && names(tenant.consent, pointAt(guideStep));
}

function coversPlan({ consent, row }: Tenant): boolean {
  return covers(consent, row);
}
