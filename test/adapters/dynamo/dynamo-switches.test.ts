import { describe } from 'vitest';
import { DynamoSwitches } from '../../../lambdas/adapters/dynamo/dynamo-switches.ts';
import { DynamoTable } from '../../../lambdas/adapters/dynamo/dynamo-table.ts';
import { switchesContract } from '../../contracts/switches-contract.ts';
import { embeddedAws, MAIN_TABLE } from '../embedded.ts';

await embeddedAws();
const switches = new DynamoSwitches(new DynamoTable(MAIN_TABLE));

describe('DynamoSwitches', () => {
  switchesContract(() => switches);
});
