import { expect, test } from 'vitest';
import { simulate } from '../../bench/simulate.ts';

test('a simulation by script is the one by the real handlers to the last millisecond, so that its figures are theirs', async () => {
  const quotas = { transitionsPerSecond: 800, lambdaConcurrency: 1_000 };
  const some = {
    seed: 1,
    tenants: 40,
    first: 0,
    starts: { atFirst: { tenants: 20, perSecond: 4 }, perSecond: 2 },
    quotas,
  };
  const byScript = await simulate({ ...some, functions: 'script' });
  const byHandlers = await simulate({ ...some, functions: 'handlers' });

  expect(byScript).toEqual(byHandlers);
  // Some of them have met the temporary problem, and waited for it.
  expect(Math.max(...byScript.durations)).toBeGreaterThan(60 * 60);
  expect(Math.min(...byScript.durations)).toBeLessThan(30 * 60);
});
