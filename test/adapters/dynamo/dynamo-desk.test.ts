import { describe } from 'vitest';
import { DynamoDesk } from '../../../lambdas/adapters/dynamo/dynamo-desk.ts';
import { DynamoTable } from '../../../lambdas/adapters/dynamo/dynamo-table.ts';
import { deskContract } from '../../contracts/desk-contract.ts';
import { embeddedAws, MAIN_TABLE } from '../embedded.ts';

await embeddedAws();
const desk = new DynamoDesk(new DynamoTable(MAIN_TABLE));

describe('DynamoDesk', () => {
  deskContract(() => desk);
});
