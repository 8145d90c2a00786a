import { describe } from 'vitest';
import { DynamoTable } from '../../../lambdas/adapters/dynamo/dynamo-table.ts';
import { tableContract } from '../../contracts/table-contract.ts';
import { embeddedAws, MAIN_TABLE } from '../embedded.ts';

await embeddedAws();

describe('DynamoTable', () => {
  tableContract(new DynamoTable(MAIN_TABLE));
});
