import type { Scenario } from '../local/simulated-consoles/scenario.ts';
import { tenantIdOf } from './many-tenants.ts';

/**
 * What the vendor does to each of `count` tenants from number `first` on: an update of 20 to 30 minutes, and for a tenth
 * of them once the temporary problem of guide 3-15, which costs 30 to 60 minutes. The same seed gives the same tenants,
 * however many are simulated side by side.
 */
export function population(seed: number, count: number, first = 0): Scenario {
  return new Map(
    Array.from({ length: count }, (_, index) => {
      const random = mulberry32(seed * 1_000_003 + first + index);
      const updateMinutes = 20 + 10 * random();
      const faults = random() < 0.1 ? [{ name: 'TEMPORARY_PROBLEM' as const, count: 1 }] : [];
      return [tenantIdOf(first + index), { updateMinutes, faults }];
    }),
  );
}

function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
