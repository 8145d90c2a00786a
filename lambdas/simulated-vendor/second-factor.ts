import * as OTPAuth from 'otpauth';
import { digitsOf } from '../domain/one-time-code.ts';
import { bytesOf } from './made-up.ts';
import type { VendorTenant } from './vendor-tenant.ts';

/** Of an authenticator app's seed, as such apps recommend it. */
const SEED_BYTES = 20;

/** `MFA`, `MFA_WITH_SEED`: whether the primary account needs a code of six digits at Vision One. */
export function asksForSecondFactor(tenant: VendorTenant): boolean {
  return tenant.has('MFA') || tenant.has('MFA_WITH_SEED');
}

/** The seed of the primary account's authenticator app, in base 32. */
export function totpSeedOf({ id }: VendorTenant, seed: string): string {
  const bytes = Uint8Array.from(bytesOf('totp', seed, id).subarray(0, SEED_BYTES));
  return new OTPAuth.Secret({ buffer: bytes.buffer }).base32;
}

/** What the authenticator app shows. */
export function oneTimeCodeOf(totpSeed: string, now: Date): string {
  return totp(totpSeed).generate({ timestamp: now.getTime() });
}

/** Also takes the code before and after, for clocks that differ. */
export function isOneTimeCode(totpSeed: string, typed: string, now: Date): boolean {
  const token = digitsOf(typed);
  // The library throws on what is not as many bytes as characters.
  return /^\d{6}$/u.test(token) && totp(totpSeed).validate({ token, timestamp: now.getTime(), window: 1 }) !== null;
}

function totp(totpSeed: string): OTPAuth.TOTP {
  return new OTPAuth.TOTP({ secret: OTPAuth.Secret.fromBase32(totpSeed) });
}
