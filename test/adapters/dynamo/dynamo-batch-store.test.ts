import { describe, expect, it } from 'vitest';
import { DynamoBatchStore } from '../../../lambdas/adapters/dynamo/dynamo-batch-store.ts';
import { DynamoTable } from '../../../lambdas/adapters/dynamo/dynamo-table.ts';
import { batchTenantKey } from '../../../lambdas/adapters/dynamo/keys.ts';
import { countProblems } from '../../../lambdas/domain/count-problems.ts';
import { aBatch, aBatchTenant, aProblem } from '../../builders.ts';
import { batchStoreContract } from '../../contracts/batch-store-contract.ts';
import { embeddedAws, MAIN_TABLE } from '../embedded.ts';

await embeddedAws();
const table = new DynamoTable(MAIN_TABLE);
// Pages of seven, so that the contract's fifty tenants come in several.
const store = new DynamoBatchStore(table, { pageSize: 7 });

describe('DynamoBatchStore', () => {
  batchStoreContract(() => store);

  it('stores the batch of a file full of problems, with a count of those it leaves out', async () => {
    const problems = Array.from({ length: 20_000 }, (_, n) => aProblem({ row: n + 2 }));
    await store.create(aBatch({ batchId: 'full-of-problems', problems }));
    const stored = (await store.read('full-of-problems'))?.problems ?? [];
    const last = stored.at(-1);
    expect(stored.slice(0, -1)).toEqual(problems.slice(0, stored.length - 1));
    expect(last?.code).toBe('more-problems');
    expect(last?.whatToDo).toContain(String(20_000 - (stored.length - 1)));
    expect(countProblems(stored)).toBe(20_000);
  });

  it('stores the batch of a file that is no CSV at all', async () => {
    await store.create(aBatch({ batchId: 'no-csv', header: ['tenant_id', 'x'.repeat(5_000_000)] }));
    expect((await store.read('no-csv'))?.header).toEqual(['tenant_id']);
  });

  it('asks again for tenants that DynamoDB leaves out of an answer, because together they are too large for one', async () => {
    const large = Array.from({ length: 5 }, (_, n) =>
      aBatchTenant({ batchId: 'large', tenantId: `tenant-${String(n)}`, original: ['x'.repeat(380_000)] }),
    );
    await store.addTenants(large);
    const ids = large.map(({ tenantId }) => tenantId);
    const read = await store.readTenants('large', [...ids, ...ids]);
    expect(read.map(({ tenantId }) => tenantId).sort()).toEqual(ids);
  });

  it('names the item and the field when a stored tenant is damaged', async () => {
    const damaged = aBatchTenant({ batchId: 'damaged', tenantId: 'tenant-1' });
    await table.put(batchTenantKey('damaged', 'tenant-1'), { ...damaged, rowNumber: 'two' });
    await expect(store.readTenant('damaged', 'tenant-1')).rejects.toThrow(
      /BATCH#damaged \/ TENANT#tenant-1 is damaged: rowNumber/u,
    );
  });
});
