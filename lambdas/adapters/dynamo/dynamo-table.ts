import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
  type AttributeValue,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { all, is, Placeholders, updateExpression, type Term, type Update } from './expression.ts';
import { getEach } from './get-each.ts';
import type { Key } from './keys.ts';

export type Item = Record<string, unknown>;

export interface TableAccess {
  client: DynamoDBClient;
  tableName: string;
}

export interface Range {
  pk: string;
  /** Of the sort key. */
  prefix: string;
  /** Items per request; 1 MB of them without it. */
  pageSize?: number | undefined;
  /** From the end of the sort keys. */
  backwards?: boolean;
}

/**
 * One table in plain values: conditional writes of single items, and reads that see every write before them.
 *
 * A failed condition is an answer, not an error. No transactions, and no item in a refused write's answer: the
 * embedded DynamoDB has neither, and whoever was refused can read.
 */
export class DynamoTable {
  readonly #client: DynamoDBClient;
  readonly #tableName: string;

  constructor({ client, tableName }: TableAccess) {
    this.#client = client;
    this.#tableName = tableName;
  }

  async get(key: Key): Promise<Item | undefined> {
    const { Item } = await this.#client.send(
      new GetItemCommand({ TableName: this.#tableName, Key: attributes(key), ConsistentRead: true }),
    );
    return Item && unmarshall(Item);
  }

  /** Those of these keys that are there, in no order. */
  getEach(keys: readonly Key[]): Promise<Item[]> {
    return getEach({ client: this.#client, tableName: this.#tableName }, keys);
  }

  /** Writes the whole item; `false` when the condition did not hold. */
  async put(key: Key, item: Item, when?: Term): Promise<boolean> {
    const placeholders = new Placeholders();
    const put = new PutItemCommand({
      TableName: this.#tableName,
      Item: attributes({ ...item, ...key }),
      ConditionExpression: when?.(placeholders),
      ...expressionAttributes(placeholders),
    });
    return (await unlessRefused(this.#client.send(put))) !== undefined;
  }

  /** Changes some attributes and gives the item as it then is; `undefined` when the condition did not hold. */
  async update(key: Key, { set, when }: Update): Promise<Item | undefined> {
    const placeholders = new Placeholders();
    const update = new UpdateItemCommand({
      TableName: this.#tableName,
      Key: attributes(key),
      UpdateExpression: updateExpression(set, placeholders),
      ConditionExpression: when?.(placeholders),
      ...expressionAttributes(placeholders),
      ReturnValues: 'ALL_NEW',
    });
    const answer = await unlessRefused(this.#client.send(update));
    return answer?.Attributes && unmarshall(answer.Attributes);
  }

  async delete(key: Key): Promise<void> {
    await this.#client.send(new DeleteItemCommand({ TableName: this.#tableName, Key: attributes(key) }));
  }

  /** Every item of the range in the order of its sort key, a page in memory at a time. */
  async *query({ pk, prefix, pageSize, backwards = false }: Range): AsyncGenerator<Item> {
    const placeholders = new Placeholders();
    const condition = all(is('pk', pk), (p) => `begins_with(${p.name('sk')}, ${p.value(prefix)})`)(placeholders);
    let next: Record<string, AttributeValue> | undefined;
    do {
      const { Items, LastEvaluatedKey } = await this.#client.send(
        new QueryCommand({
          TableName: this.#tableName,
          KeyConditionExpression: condition,
          ...expressionAttributes(placeholders),
          ConsistentRead: true,
          ScanIndexForward: !backwards,
          Limit: pageSize,
          ExclusiveStartKey: next,
        }),
      );
      for (const item of Items ?? []) yield unmarshall(item);
      next = LastEvaluatedKey;
    } while (next);
  }
}

/** The key of an item that a query gave. */
export function keyOf({ pk, sk }: Item): Key {
  return { pk: String(pk), sk: String(sk) };
}

async function unlessRefused<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}

function expressionAttributes({ names, values }: Placeholders): {
  ExpressionAttributeNames?: Record<string, string>;
  ExpressionAttributeValues?: Record<string, AttributeValue>;
} {
  return {
    ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: attributes(values) }),
  };
}

function attributes(item: object): Record<string, AttributeValue> {
  return marshall(item, { removeUndefinedValues: true });
}
