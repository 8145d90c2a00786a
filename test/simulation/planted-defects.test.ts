import { describe, expect, it } from 'vitest';
import { PLANTED_DEFECTS, type PlantedDefect } from '../../local/simulation/planted-defects.ts';
import { simulateMany } from '../../local/simulation/simulate-many.ts';

/** How many seeds are tried: a change of the code moves the draws. */
const SEEDS = 10;

describe('the simulation', () => {
  it.each(PLANTED_DEFECTS)('finds $name', async (defect) => {
    expect(await firstSeedOf(defect)).toBeGreaterThanOrEqual(defect.seed);
  });
});

/** The first seed at which the defect breaks what it should. */
async function firstSeedOf({ name, breaks, seed }: PlantedDefect): Promise<number | undefined> {
  for (let tried = seed; tried < seed + SEEDS; tried++) {
    const { broken } = await simulateMany({ seed: tried, runs: 1, workers: 1, defect: name });
    if (broken.some(({ breaches }) => breaches.some(({ invariant }) => invariant === breaks))) return tried;
  }
  return undefined;
}
