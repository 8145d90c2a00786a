import { randomInt } from 'node:crypto';
import { Secret } from './secret.ts';

const LOWER = 'abcdefghijkmnopqrstuvwxyz';
const UPPER = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const DIGITS = '23456789';
/** In both published rules of the vendor (Apex One SaaS and Cloud One), and safe to read out on the telephone. */
const SYMBOLS = '!#%*+-=?@_';
const LENGTH = 20;

/**
 * The new password of a primary account (guide 2-7). The vendor's rule for Vision One is not published: 20 printable
 * characters of all four kinds satisfy both of the sister products' rules (8-32 and at least 12). Letters that look
 * alike are left out, because the customer may have to type it once.
 */
export function generatePassword(random: (exclusiveMax: number) => number = randomInt): Secret {
  const pick = (alphabet: string): string => alphabet.charAt(random(alphabet.length));
  const characters = [pick(LOWER), pick(UPPER), pick(DIGITS), pick(SYMBOLS)];
  while (characters.length < LENGTH) characters.push(pick(LOWER + UPPER + DIGITS + SYMBOLS));
  for (let i = characters.length - 1; i > 0; i--) {
    const j = random(i + 1);
    [characters[i], characters[j]] = [characters[j] ?? '', characters[i] ?? ''];
  }
  return new Secret(characters.join(''));
}
