import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { DynamoTable } from '../../../lambdas/adapters/dynamo/dynamo-table.ts';
import { tableContract } from '../../contracts/table-contract.ts';
import { embeddedAws, MAIN_TABLE } from '../embedded.ts';

await embeddedAws();

describe('DynamoTable', () => {
  tableContract(new DynamoTable(MAIN_TABLE));

  it('asks for consistent reads, without which AWS may answer with what was there before', async () => {
    const asked: unknown[] = [];
    const client = new DynamoDBClient({});
    client.middlewareStack.add(
      (next) => async (args) => {
        asked.push(args.input);
        return next(args);
      },
      { step: 'initialize' },
    );
    const table = new DynamoTable(MAIN_TABLE, client);
    const key = { pk: 'TEST', sk: 'STATE' };
    await table.get(key);
    await table.getEach([key]);
    for await (const _ of table.query({ pk: 'TEST', prefix: 'S' }));
    expect(asked).toMatchObject([
      { ConsistentRead: true },
      { RequestItems: { [MAIN_TABLE]: { ConsistentRead: true } } },
      { ConsistentRead: true },
    ]);
  });
});
