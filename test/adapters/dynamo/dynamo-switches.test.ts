import { describe } from 'vitest';
import { dynamoClient } from '../../../lambdas/adapters/dynamo/client.ts';
import { DynamoSwitches } from '../../../lambdas/adapters/dynamo/dynamo-switches.ts';
import { switchesContract } from '../../contracts/switches-contract.ts';
import { embeddedAws, MAIN_TABLE } from '../embedded.ts';

await embeddedAws();
const switches = new DynamoSwitches({ client: dynamoClient(), tableName: MAIN_TABLE });

describe('DynamoSwitches', () => {
  switchesContract(() => switches);
});
