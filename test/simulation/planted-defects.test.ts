import { describe, expect, it } from 'vitest';
import { PLANTED_DEFECTS, type PlantedDefect } from '../../local/simulation/planted-defects.ts';
import { simulateMany } from '../../local/simulation/simulate-many.ts';
import type { SimulatedRun } from '../../local/simulation/simulate-run.ts';

/** How many seeds are tried: a change of the code moves the draws. */
const SEEDS = 10;

describe('the simulation', () => {
  it.each(PLANTED_DEFECTS)('finds $name', async (defect) => {
    expect(await firstSeedOf(defect)).toBeGreaterThanOrEqual(defect.seed);
  });
});

/** The first seed at which the defect breaks what it should. */
async function firstSeedOf({ name, breaks, seed }: PlantedDefect): Promise<number | undefined> {
  const isFound = ({ breaches }: SimulatedRun): boolean => breaches.some(({ invariant }) => invariant === breaks);
  const { broken } = await simulateMany({ seed, runs: SEEDS, workers: 1, defect: name, until: isFound });
  return broken.find(isFound)?.seed;
}
