import { describe, expect, it } from 'vitest';
import { DynamoTable } from '../../../lambdas/adapters/dynamo/dynamo-table.ts';
import { DynamoTenantStore } from '../../../lambdas/adapters/dynamo/dynamo-tenant-store.ts';
import { tenantKey } from '../../../lambdas/adapters/dynamo/keys.ts';
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

  it('names the item and the field when a stored tenant is damaged', async () => {
    const damaged = { ...aTenant({ tenantId: 'damaged' }), stage: 'halfway' };
    await table.put(tenantKey('damaged'), damaged);
    await expect(store.read('damaged')).rejects.toThrow(/TENANT#damaged \/ STATE is damaged: stage/u);
  });
});
