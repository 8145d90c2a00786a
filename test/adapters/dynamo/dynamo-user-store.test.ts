import { describe } from 'vitest';
import { DynamoTable } from '../../../lambdas/adapters/dynamo/dynamo-table.ts';
import { DynamoUserStore } from '../../../lambdas/adapters/dynamo/dynamo-user-store.ts';
import { userStoreContract } from '../../contracts/user-store-contract.ts';
import { embeddedAws, MAIN_TABLE } from '../embedded.ts';

await embeddedAws();
const store = new DynamoUserStore(new DynamoTable(MAIN_TABLE));

describe('DynamoUserStore', () => {
  userStoreContract(() => store);
});
