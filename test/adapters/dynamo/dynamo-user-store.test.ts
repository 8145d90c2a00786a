import { describe } from 'vitest';
import { dynamoClient } from '../../../lambdas/adapters/dynamo/client.ts';
import { DynamoUserStore } from '../../../lambdas/adapters/dynamo/dynamo-user-store.ts';
import { userStoreContract } from '../../contracts/user-store-contract.ts';
import { embeddedAws, MAIN_TABLE } from '../embedded.ts';

await embeddedAws();
const store = new DynamoUserStore({ client: dynamoClient(), tableName: MAIN_TABLE });

describe('DynamoUserStore', () => {
  userStoreContract(() => store);
});
