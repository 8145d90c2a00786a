import { createHash } from 'node:crypto';

/** At most so many of `all`: others at each instant, the same ones when the same instant is repeated. */
export function stableSample<T>(
  all: readonly T[],
  { most, nameOf, at }: { most: number; nameOf: (each: T) => string; at: Date },
): T[] {
  if (all.length <= most) return [...all];
  const rankOf = (each: T): string =>
    createHash('sha256')
      .update(`${nameOf(each)}|${at.toISOString()}`)
      .digest('hex');
  return all
    .map((each) => ({ each, rank: rankOf(each) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, most)
    .map(({ each }) => each);
}
