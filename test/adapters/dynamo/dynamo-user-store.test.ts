import { describe, expect, it } from 'vitest';
import { DynamoTable } from '../../../lambdas/adapters/dynamo/dynamo-table.ts';
import { DynamoUserStore } from '../../../lambdas/adapters/dynamo/dynamo-user-store.ts';
import { MemoryTable } from '../../../local/memory/memory-table.ts';
import { userStoreContract } from '../../contracts/user-store-contract.ts';
import { embeddedAws, MAIN_TABLE } from '../embedded.ts';

await embeddedAws();
const store = new DynamoUserStore(new DynamoTable(MAIN_TABLE));

describe('DynamoUserStore', () => {
  userStoreContract(() => store);

  it('keeps accounts with names that are too long for a key, apart from each other', async () => {
    // Of 1,200 bytes, which dynalite takes for 400; a sort key may have 1,024.
    const names = ['1', '2'].map((last) => 'あ'.repeat(399) + last);
    const ofMany = new DynamoUserStore(new MemoryTable());
    const start = { invocation: 'first', now: new Date(0), expiresAt: new Date(1) };
    for (const name of names) await ofMany.begin({ tenantId: 'tenant-1', name, email: 'bbb@test.com' }, start);
    expect((await ofMany.list('tenant-1')).map(({ name }) => name).sort()).toEqual(names);
  });
});
