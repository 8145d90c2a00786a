import { describe } from 'vitest';
import { DynamoConsoleOwners } from '../../../lambdas/adapters/dynamo/dynamo-console-owners.ts';
import { DynamoTable } from '../../../lambdas/adapters/dynamo/dynamo-table.ts';
import { MemoryTable } from '../../../local/memory/memory-table.ts';
import { consoleOwnersContract } from '../../contracts/console-owners-contract.ts';
import { embeddedAws, MAIN_TABLE } from '../embedded.ts';

await embeddedAws();

describe('DynamoConsoleOwners', () => {
  consoleOwnersContract(() => new DynamoConsoleOwners(new DynamoTable(MAIN_TABLE)));
});

describe('DynamoConsoleOwners over a table in memory', () => {
  const table = new MemoryTable();
  consoleOwnersContract(() => new DynamoConsoleOwners(table));
});
