import type { GivenPurpose, Purpose } from '../ports/vault.ts';

/** Whether a secret is one that only the customer can give: every vault keeps a list of these across tenants. */
export function isGiven(purpose: Purpose): purpose is GivenPurpose {
  return purpose === 'clp-password' || purpose === 'totp-seed' || purpose.startsWith('user-password:');
}
