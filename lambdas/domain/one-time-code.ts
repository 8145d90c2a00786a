import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { Secret } from './secret.ts';

/** How long a code may be typed in, in minutes. */
export const CODE_MINUTES = 10;
/** How often a wrong code may be typed before it is dead: one chance in 200,000 of guessing it. */
export const CODE_TRIES = 5;

/** Codes for one request: anyone who holds a stolen link gets 50 guesses of a million in all. */
export const MOST_CODES = 10;

/** Six digits that are mailed, and what is kept of them: a salted hash. */
export interface OneTimeCode {
  code: Secret;
  kept: Secret;
}

export function oneTimeCode(): OneTimeCode {
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const salt = randomBytes(16).toString('hex');
  return { code: new Secret(code), kept: new Secret(`${salt}:${hashOf(salt, code)}`) };
}

/** A typed code as it is meant: full-width digits and spaces are what a Japanese keyboard makes of it. */
export function digitsOf(typed: string): string {
  return typed.normalize('NFKC').replace(/[\s\p{Cf}-]/gu, '');
}

/** Whether this is the code. */
export function isTheCode(typed: string, kept: Secret): boolean {
  const [salt = '', hash = ''] = kept.reveal().split(':');
  const given = Buffer.from(hashOf(salt, digitsOf(typed)));
  const right = Buffer.from(hash);
  return given.length === right.length && timingSafeEqual(given, right);
}

function hashOf(salt: string, code: string): string {
  return createHash('sha256').update(`${salt}:${code}`).digest('hex');
}
