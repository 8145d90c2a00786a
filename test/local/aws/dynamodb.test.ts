import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ConditionalCheckFailedException,
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startDynamoDb, type EmbeddedDynamoDb } from '../../../local/aws/dynamodb.ts';
import { aClientOf } from './a-client-of.ts';

const TABLE = 'visionlift-state';

let directory: string;
const open: EmbeddedDynamoDb[] = [];
const children: ChildProcess[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'visionlift-test-'));
});

afterEach(async () => {
  await Promise.all([...open.splice(0).map((dynamoDb) => dynamoDb.close()), ...children.splice(0).map(killed)]);
  await rm(directory, { recursive: true });
});

async function started(options?: { directory: string }): Promise<DynamoDBClient> {
  const dynamoDb = await startDynamoDb(options);
  open.push(dynamoDb);
  return new DynamoDBClient(aClientOf(dynamoDb.url));
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

function createTable(client: DynamoDBClient, TableName = TABLE) {
  return client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    }),
  );
}

function put(client: DynamoDBClient, pk: string, sk: string, revision = 1) {
  return client.send(
    new PutItemCommand({ TableName: TABLE, Item: { pk: { S: pk }, sk: { S: sk }, revision: { N: String(revision) } } }),
  );
}

/** Moves revision 1 to 2, as one of many writers that read revision 1. */
function advance(client: DynamoDBClient, pk: string) {
  return client.send(
    new UpdateItemCommand({
      TableName: TABLE,
      Key: { pk: { S: pk }, sk: { S: 'STATE' } },
      UpdateExpression: 'SET revision = :next',
      ConditionExpression: 'revision = :seen',
      ExpressionAttributeValues: { ':seen': { N: '1' }, ':next': { N: '2' } },
    }),
  );
}

async function revisionOf(client: DynamoDBClient, pk: string): Promise<string | undefined> {
  const { Item } = await client.send(
    new GetItemCommand({ TableName: TABLE, Key: { pk: { S: pk }, sk: { S: 'STATE' } }, ConsistentRead: true }),
  );
  return Item?.['revision']?.N;
}

describe('conditional writes', () => {
  test('lets exactly one of many writers that saw the same revision win, and tells the others why', async () => {
    const client = await started();
    await createTable(client);
    await put(client, 'TENANT#a', 'STATE');

    const results = await Promise.allSettled(Array.from({ length: 20 }, () => advance(client, 'TENANT#a')));

    const refusals = results.filter((result) => result.status === 'rejected').map((result): unknown => result.reason);
    expect(refusals).toHaveLength(19);
    for (const refusal of refusals) expect(refusal).toBeInstanceOf(ConditionalCheckFailedException);
    expect(await revisionOf(client, 'TENANT#a')).toBe('2');
  });

  test('has each table ready when its creation is answered, so that nobody has to wait for it', async () => {
    const client = await started();

    for (const table of ['table-1', 'table-2', 'table-3', 'table-4', 'table-5']) {
      await createTable(client, table);
      const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));

      expect(Table?.TableStatus).toBe('ACTIVE');
    }
  });
});

describe('queries', () => {
  test('finds the items of one key by the beginning of the sort key, in its order, in other scripts too', async () => {
    const client = await started();
    await createTable(client);
    for (const sk of ['EVENT#2', 'STATE', 'EVENT#1', 'EVENT#東京']) await put(client, 'TENANT#a', sk);
    await put(client, 'TENANT#ab', 'EVENT#3');

    const { Items } = await client.send(
      new QueryCommand({
        TableName: TABLE,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': { S: 'TENANT#a' }, ':prefix': { S: 'EVENT#' } },
      }),
    );

    expect(Items?.map(({ sk }) => sk?.S)).toEqual(['EVENT#1', 'EVENT#2', 'EVENT#東京']);
  });

  test('pages through more items than were asked for', async () => {
    const client = await started();
    await createTable(client);
    for (const sk of ['1', '2', '3', '4', '5']) await put(client, 'BATCH#a', sk);
    const query = {
      TableName: TABLE,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: 'BATCH#a' } },
      Limit: 3,
    };

    const first = await client.send(new QueryCommand(query));
    const second = await client.send(new QueryCommand({ ...query, ExclusiveStartKey: first.LastEvaluatedKey }));

    expect(first.Items?.map(({ sk }) => sk?.S)).toEqual(['1', '2', '3']);
    expect(second.Items?.map(({ sk }) => sk?.S)).toEqual(['4', '5']);
    expect(second.LastEvaluatedKey).toBeUndefined();
  });
});

describe('a directory', () => {
  test('gives back every acknowledged write after the process was killed, its lock file left behind', async () => {
    const { child, url } = await startedInAChild();
    const before = new DynamoDBClient(aClientOf(url));
    await createTable(before);
    for (const tenant of ['a', 'b', 'c']) await put(before, `TENANT#${tenant}`, 'STATE');
    await advance(before, 'TENANT#c');

    await killed(child);
    await access(join(directory, 'LOCK'));
    const after = await started({ directory });

    expect(await revisionOf(after, 'TENANT#a')).toBe('1');
    expect(await revisionOf(after, 'TENANT#c')).toBe('2');
    await expect(advance(after, 'TENANT#c')).rejects.toBeInstanceOf(ConditionalCheckFailedException);
  });

  test('is refused with the remedy while another process uses it, rather than ending this process later', async () => {
    await startedInAChild();

    await expect(startDynamoDb({ directory })).rejects.toThrow(/cannot be opened: stop the other process that uses it/);
  });

  test('can be opened again as soon as it was closed', async () => {
    const first = await startDynamoDb({ directory });
    const client = new DynamoDBClient(aClientOf(first.url));
    await createTable(client);
    await put(client, 'TENANT#a', 'STATE');

    await first.close();

    expect(await revisionOf(await started({ directory }), 'TENANT#a')).toBe('1');
  });

  async function startedInAChild(): Promise<{ child: ChildProcess; url: string }> {
    const child = fork(join(import.meta.dirname, 'a-process-with-dynamodb.ts'), [directory]);
    children.push(child);
    const [url] = (await once(child, 'message')) as [string];
    return { child, url };
  }
});

test('outlives a client that gives up in the middle of a request', async () => {
  const dynamoDb = await startDynamoDb();
  open.push(dynamoDb);
  const socket = connect(Number(new URL(dynamoDb.url).port), '127.0.0.1');
  socket.write('POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\nExpect: 100-continue\r\n\r\n{');
  await once(socket, 'data');

  socket.destroy();
  await once(socket, 'close');

  await expect(createTable(new DynamoDBClient(aClientOf(dynamoDb.url)))).resolves.toBeDefined();
});

test('finishes the writes in progress when it is closed', async () => {
  const dynamoDb = await startDynamoDb({ directory });
  const client = new DynamoDBClient({ ...aClientOf(dynamoDb.url), maxAttempts: 1 });
  await createTable(client);

  const writes = Array.from({ length: 20 }, (_, number) => put(client, `TENANT#${String(number)}`, 'STATE'));
  await writes[0];
  const [, ...outcomes] = await Promise.all([
    dynamoDb.close(),
    ...writes.map((write) =>
      write.then(
        () => true,
        () => false,
      ),
    ),
  ]);

  const reopened = await started({ directory });
  for (const [number, acknowledged] of outcomes.entries()) {
    const revision = await revisionOf(reopened, `TENANT#${String(number)}`);
    if (acknowledged) expect(revision).toBe('1');
  }
});
