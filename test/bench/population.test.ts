import { describe, expect, test } from 'vitest';
import { population } from '../../bench/population.ts';

describe('the population of a simulation', () => {
  const all = [...population(1, 2_000)];

  test('is the same for the same seed, and another for another', () => {
    expect([...population(1, 2_000)]).toEqual(all);
    expect([...population(2, 2_000)]).not.toEqual(all);
  });

  test('is the same in halves, so that two threads simulate what one would', () => {
    expect([...population(1, 1_000), ...population(1, 1_000, 1_000)]).toEqual(all);
  });

  test('has updates of 20 to 30 minutes and a tenth of temporary problems', () => {
    const minutes = all.map(([, { updateMinutes = 0 }]) => updateMinutes);
    const problems = all.filter(([, { faults }]) => faults.length > 0).length;

    expect(Math.min(...minutes)).toBeGreaterThanOrEqual(20);
    expect(Math.max(...minutes)).toBeLessThan(30);
    expect(problems / all.length).toBeCloseTo(0.1, 1);
  });
});
