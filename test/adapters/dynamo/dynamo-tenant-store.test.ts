import { describe, expect, it } from 'vitest';
import { DynamoTable } from '../../../lambdas/adapters/dynamo/dynamo-table.ts';
import { DynamoTenantStore } from '../../../lambdas/adapters/dynamo/dynamo-tenant-store.ts';
import { tenantKey } from '../../../lambdas/adapters/dynamo/keys.ts';
import type { Table } from '../../../lambdas/adapters/dynamo/table.ts';
import { overrideMethods } from '../../../lambdas/adapters/override-methods.ts';
import { allOf } from '../../../lambdas/domain/all-of.ts';
import { EXECUTION, BATCH_ID, aTenant, anIntakeRow } from '../../builders.ts';
import { tenantStoreContract } from '../../contracts/tenant-store-contract.ts';
import { clientThatRepeats, embeddedAws, MAIN_TABLE } from '../embedded.ts';

await embeddedAws();
const table = new DynamoTable(MAIN_TABLE);
const store = new DynamoTenantStore(table);

describe('DynamoTenantStore', () => {
  tenantStoreContract(() => store);

  it('knows its own change when the SDK repeats it after a lost answer, so that a mark is not taken for lost', async () => {
    const claim = { tenantId: 'repeated', batchId: BATCH_ID, row: anIntakeRow(), execution: EXECUTION };
    const tenant = await store.claim(claim);
    const repeating = new DynamoTenantStore(new DynamoTable(MAIN_TABLE, clientThatRepeats('UpdateItemCommand')));
    const changed = await repeating.change(tenant, EXECUTION, { updateRequestedAt: '2026-12-01T00:00:00.000Z' });
    expect(changed).toMatchObject({ updateRequestedAt: '2026-12-01T00:00:00.000Z', revision: tenant.revision + 1 });
  });

  it('finds the stages that an earlier version wrote to the one key of a batch, and the later where both were written', async () => {
    const batchId = 'mixed--00000001';
    const pk = `TENANT#OF#${batchId}`;
    for (const [tenantId, stage] of [
      ['mixed-1', 'updated'],
      ['mixed-2', 'accepted'],
      ['mixed-3', 'connected'],
    ])
      await table.put({ pk, sk: `TENANT#${String(tenantId)}` }, { tenantId, stage });
    const execution = EXECUTION;
    for (const tenantId of ['mixed-1', 'mixed-2', 'mixed-4'])
      await store.claim({ tenantId, batchId, row: anIntakeRow(), execution });
    const two = await store.read('mixed-2');
    if (two) await store.change(two, EXECUTION, { stage: 'licenceConfirmed' });

    const lines = await allOf(store.stages(batchId));
    expect(Object.fromEntries(lines.map(({ tenantId, stage }) => [tenantId, stage]))).toEqual({
      'mixed-1': 'updated',
      'mixed-2': 'licenceConfirmed',
      'mixed-3': 'connected',
      'mixed-4': 'accepted',
    });
    expect(lines).toHaveLength(4);
  });

  it('claims a tenant that was given back between the refusal and the look at who has it', async () => {
    const claim = { tenantId: 'given-back', batchId: BATCH_ID, row: anIntakeRow(), execution: 'first' };
    const others = new DynamoTenantStore(table);
    await others.claim(claim);
    const givenBackMeanwhile = overrideMethods<Table>(table, {
      get: async (key) => {
        await others.release(claim.tenantId, claim.execution);
        return table.get(key);
      },
    });
    const claimed = await new DynamoTenantStore(givenBackMeanwhile).claim({ ...claim, execution: 'second' });
    expect(claimed.lease).toEqual({ execution: 'second', batchId: BATCH_ID });
  });

  it('names the item and the field when a stored tenant is damaged', async () => {
    const damaged = { ...aTenant({ tenantId: 'damaged' }), stage: 'halfway' };
    await table.put(tenantKey('damaged'), damaged);
    await expect(store.read('damaged')).rejects.toThrow(/TENANT#damaged \/ STATE is damaged: stage/u);
  });
});
