import { hash } from 'node:crypto';

/**
 * Everything the simulated vendor makes up follows from names: a second run gives the same, and nothing of it needs to
 * be remembered. Parts are separated by a character that no name contains.
 */
function digest(parts: readonly string[]): Buffer {
  const text = parts.join('\u0000');
  const known = KNOWN.get(text);
  if (known) return known;
  const made = hash('sha256', text, 'buffer');
  if (KNOWN.size === MOST_KNOWN) KNOWN.clear();
  KNOWN.set(text, made);
  return made;
}

/** Each visit to a console asks for the same few of its tenant. */
const KNOWN = new Map<string, Buffer>();
const MOST_KNOWN = 10_000;

/** A number from 0 up to, but not including, 1. */
export function shareOf(...parts: string[]): number {
  return digest(parts).readUInt32BE(0) / 2 ** 32;
}

/** A whole number from `least` to `most`. */
export function numberBetween(least: number, most: number, ...parts: string[]): number {
  return least + Math.floor(shareOf(...parts) * (most - least + 1));
}

/** 32 bytes, for what is neither text nor number. */
export function bytesOf(...parts: string[]): Buffer {
  return Buffer.from(digest(parts));
}

/** A password of all four kinds of characters, as the vendor's rules for sister products want it. */
export function passwordOf(...parts: string[]): string {
  return `Vp7!${digest(parts).toString('base64url').slice(0, 16)}`;
}

/** A token, code name or instance id that cannot be guessed from the tenant id. */
export function tokenOf(...parts: string[]): string {
  return digest(parts).toString('base64url');
}

/** What is kept of a secret that somebody gave us: enough to recognise it, not to read it. */
export function fingerprintOf(...parts: string[]): string {
  return digest(parts).toString('hex');
}

const LETTERS = 26;
const PREFIXES = LETTERS ** 3;

/** Guide 2-6: three capital letters before the code box (`UPB`); no two of a tenant's requests share them. */
export function prefixOf(tenantId: string, request: number): string {
  const number = (numberBetween(0, PREFIXES - 1, 'prefix', tenantId) + request) % PREFIXES;
  const digits = [Math.floor(number / LETTERS ** 2), Math.floor(number / LETTERS) % LETTERS, number % LETTERS];
  return digits.map((digit) => String.fromCharCode(65 + digit)).join('');
}

/** Six digits. */
export function codeOf(seed: string, tenantId: string, request: number): string {
  return String(numberBetween(0, 999_999, 'code', seed, tenantId, String(request))).padStart(6, '0');
}
