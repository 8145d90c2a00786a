import { covers } from '../../domain/consent.ts';
import { ConsentNotGivenError } from '../../domain/errors.ts';
import type { Tenant } from '../../domain/tenant.ts';

/** Stands in front of every point of no return, although `AskForConsent` has been there: a step may be run by hand. */
export function requireConsent(tenant: Tenant): void {
  if (!covers(tenant.consent, tenant.row)) {
    throw new ConsentNotGivenError({ code: 'consentNotGiven' });
  }
}
