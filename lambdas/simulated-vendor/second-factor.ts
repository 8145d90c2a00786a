import * as OTPAuth from 'otpauth';
import { digitsOf } from '../domain/one-time-code.ts';
import { bytesOf } from './made-up.ts';
import type { VendorTenant } from './vendor-tenant.ts';

/** Of an authenticator app's seed, as such apps recommend it. */
const SEED_BYTES = 20;
/** Milliseconds for which an app shows one code. */
export const TIME_STEP = 30_000;

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

/** The time step whose code this is; also that of the code before and after, for clocks that differ. */
export function timeStepOf(totpSeed: string, typed: string, now: Date): number | undefined {
  const token = digitsOf(typed);
  // The library throws on what is not as many bytes as characters.
  if (!/^\d{6}$/u.test(token)) return undefined;
  const away = totp(totpSeed).validate({ token, timestamp: now.getTime(), window: 1 });
  return away === null ? undefined : timeStepAt(now) + away;
}

/** The time step that an authenticator app shows the code of. */
export function timeStepAt(now: Date): number {
  return Math.floor(now.getTime() / TIME_STEP);
}

function totp(totpSeed: string): OTPAuth.TOTP {
  return new OTPAuth.TOTP({ secret: OTPAuth.Secret.fromBase32(totpSeed) });
}
