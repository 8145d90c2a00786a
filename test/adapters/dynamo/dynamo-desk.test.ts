import { describe } from 'vitest';
import { dynamoClient } from '../../../lambdas/adapters/dynamo/client.ts';
import { DynamoDesk } from '../../../lambdas/adapters/dynamo/dynamo-desk.ts';
import { deskContract } from '../../contracts/desk-contract.ts';
import { embeddedAws, MAIN_TABLE } from '../embedded.ts';

await embeddedAws();
const desk = new DynamoDesk({ client: dynamoClient(), tableName: MAIN_TABLE });

describe('DynamoDesk', () => {
  deskContract(() => desk);
});
