import { describe, expect, it } from 'vitest';
import { DynamoSwitches } from '../../../lambdas/adapters/dynamo/dynamo-switches.ts';
import { DynamoTable } from '../../../lambdas/adapters/dynamo/dynamo-table.ts';
import { SIGHTING, SIGHTINGS, switchKey } from '../../../lambdas/adapters/dynamo/keys.ts';
import { MemoryTable } from '../../../local/memory/memory-table.ts';
import { switchesContract } from '../../contracts/switches-contract.ts';
import { embeddedAws, MAIN_TABLE } from '../embedded.ts';

await embeddedAws();
const switches = new DynamoSwitches(new DynamoTable(MAIN_TABLE));

describe('DynamoSwitches', () => {
  switchesContract(() => switches);

  it('reads a trip that the version before has kept under another name: everything is held by it still', async () => {
    const table = new MemoryTable();
    const tripped = { code: 'PageChangedError', guideStep: '3-12', tenantIds: ['t-1'] } as const;
    const set = { state: 'paused', by: 'visionlift', at: '2026-12-01T00:00:00.000Z', why: 'a page' } as const;
    await table.put(switchKey('everything'), { ...set, pulled: tripped });
    const after = new DynamoSwitches(table);
    expect(await after.read('everything')).toEqual({ ...set, trip: tripped });
    expect(await after.set('everything', undefined, { ...set, trip: tripped })).toBe(true);
    expect(await after.read('everything')).toBeUndefined();
  });

  it('lets DynamoDB forget a sighting after a day', async () => {
    const table = new MemoryTable();
    const at = '2026-12-01T00:00:00.000Z';
    await new DynamoSwitches(table).noteError(
      { code: 'PageChangedError', at, tenantId: 't-1' },
      { since: at, most: 3 },
    );
    const next = await table.query({ pk: SIGHTINGS, prefix: SIGHTING }).next();
    expect(next.value).toMatchObject({ forgetAt: Date.parse('2026-12-02T00:00:00.000Z') / 1000 });
  });
});
