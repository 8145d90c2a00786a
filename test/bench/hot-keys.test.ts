import { expect, test } from 'vitest';
import { sharedKeys, UNITS_OF_A_KEY } from '../../bench/hot-keys.ts';

/** What docs/capacity.md asks AWS for is less. */
const STARTS_PER_SECOND = 150;

test('no key of a batch takes more than half of what DynamoDB gives one key, at 150 starts a second: no quota raises that', async () => {
  const keys = await sharedKeys(200);
  const busy = keys.filter(({ unitsOfATenant }) => unitsOfATenant * STARTS_PER_SECOND > UNITS_OF_A_KEY / 2);

  expect(busy).toEqual([]);
  // It was one key for all: each tenant comes to fourteen stages.
  const ofStages = keys.filter(({ pk }) => pk.startsWith('TENANT#OF#'));
  expect(ofStages.reduce((sum, { unitsOfATenant }) => sum + unitsOfATenant, 0)).toBeGreaterThan(13);
});
