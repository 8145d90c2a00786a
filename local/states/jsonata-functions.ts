import { createHash, randomUUID } from 'node:crypto';
import type { Expression } from 'jsonata';

const HASHES: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

/**
 * What Step Functions adds to JSONata, by name and signature; `$random` replaces JSONata's own. Called once for each
 * compiled expression; `random` is the engine's, so that a seeded run repeats.
 */
export function registerExtras(expression: Expression, random: () => number): void {
  expression.registerFunction('partition', partition, '<an:a>');
  expression.registerFunction('range', range, '<nnn:a>');
  expression.registerFunction('hash', hash, '<ss:s>');
  expression.registerFunction('uuid', () => randomUUID(), '<:s>');
  expression.registerFunction('parse', (text: string): unknown => JSON.parse(text), '<s:x>');
  expression.registerFunction('random', (seed?: number) => (seed === undefined ? random() : seeded(seed)), '<n?:n>');
}

function partition(items: unknown[], size: number): unknown[][] {
  if (!Number.isInteger(size) || size < 1) throw new RangeError(`$partition: ${String(size)} is not a size`);
  const parts: unknown[][] = [];
  for (let start = 0; start < items.length; start += size) parts.push(items.slice(start, start + size));
  return parts;
}

/** From `first` to `last`, both included, at most 1,000 numbers as on AWS. */
function range(first: number, last: number, step: number): number[] {
  if (step === 0) throw new RangeError('$range: the step is 0');
  const count = Math.floor((last - first) / step) + 1;
  if (count > 1000) throw new RangeError(`$range: ${String(count)} numbers, more than 1,000`);
  return Array.from({ length: Math.max(count, 0) }, (_, index) => first + index * step);
}

function hash(text: string, algorithm: string): string {
  const name = HASHES[algorithm];
  if (!name) throw new RangeError(`$hash: ${algorithm} is none of ${Object.keys(HASHES).join(', ')}`);
  return createHash(name).update(text).digest('hex');
}

/** The first number of a seed (mulberry32): the same seed, the same number. */
function seeded(seed: number): number {
  let mixed = (seed + 0x6d2b79f5) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}
