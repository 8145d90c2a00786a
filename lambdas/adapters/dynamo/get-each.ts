import { setTimeout as timeout } from 'node:timers/promises';
import { BatchGetItemCommand, type AttributeValue, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { allOf } from '../../domain/all-of.ts';
import { inChunks } from '../../domain/in-chunks.ts';
import { inParallel } from '../../domain/in-parallel.ts';
import type { Key } from './keys.ts';
import type { Item } from './table.ts';

interface TableAccess {
  client: DynamoDBClient;
  tableName: string;
}

type Keys = Record<string, AttributeValue>[];

/** The most that DynamoDB takes. */
const IN_A_REQUEST = 100;
const REQUESTS_AT_ONCE = 8;
/** How often it may answer with nothing at all, and from how many milliseconds on we wait before asking again. */
const IN_VAIN = 6;
const PAUSE = 50;

/**
 * The items of these keys that are there, in no order; called by `DynamoTable`. A hundred cost one request instead of a
 * hundred, which is most of a millisecond of processor time each. What DynamoDB leaves out of an answer, because it is too
 * large or too much at the moment, is asked for again.
 */
export async function getEach(access: TableAccess, keys: readonly Key[]): Promise<Item[]> {
  const once = [...new Map(keys.map(({ pk, sk }) => [JSON.stringify([pk, sk]), marshall({ pk, sk })])).values()];
  const requests = await allOf(inChunks(once, IN_A_REQUEST));
  const items: Item[] = [];
  await inParallel(REQUESTS_AT_ONCE, requests, async (request) => {
    let left: Keys = request;
    for (let inVain = 0; left.length > 0;) {
      const { got, rest } = await ask(access, left);
      items.push(...got);
      inVain = rest.length < left.length ? 0 : inVain + 1;
      if (inVain === IN_VAIN) throw new Error(`${access.tableName} keeps leaving ${String(left.length)} items out`);
      if (inVain > 0) await timeout(PAUSE * 2 ** inVain);
      left = rest;
    }
  });
  return items;
}

async function ask({ client, tableName }: TableAccess, left: Keys): Promise<{ got: Item[]; rest: Keys }> {
  const RequestItems = { [tableName]: { Keys: left, ConsistentRead: true } };
  const { Responses, UnprocessedKeys } = await client.send(new BatchGetItemCommand({ RequestItems }));
  return {
    got: (Responses?.[tableName] ?? []).map((item) => unmarshall(item)),
    rest: UnprocessedKeys?.[tableName]?.Keys ?? [],
  };
}
