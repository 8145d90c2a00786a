import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandOutput,
  UpdateItemCommand,
  type AttributeValue,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { dynamoClient } from './client.ts';
import { conditionExpression, Placeholders, updateExpression, type Condition, type Update } from './expression.ts';
import { getEach } from './get-each.ts';
import type { Key } from './keys.ts';
import type { Item, Range, Table } from './table.ts';

/** A table of DynamoDB, by the client of this process unless another is given. */
export class DynamoTable implements Table {
  readonly #client: DynamoDBClient;
  readonly #tableName: string;

  constructor(tableName: string, client: DynamoDBClient = dynamoClient()) {
    this.#tableName = tableName;
    this.#client = client;
  }

  async get(key: Key): Promise<Item | undefined> {
    const { Item } = await this.#client.send(
      new GetItemCommand({ TableName: this.#tableName, Key: attributes(key), ConsistentRead: true }),
    );
    return Item && unmarshall(Item);
  }

  getEach(keys: readonly Key[]): Promise<Item[]> {
    return getEach({ client: this.#client, tableName: this.#tableName }, keys);
  }

  async put(key: Key, item: Item, when?: Condition): Promise<boolean> {
    const placeholders = new Placeholders();
    const put = new PutItemCommand({
      TableName: this.#tableName,
      Item: attributes({ ...item, ...key }),
      ConditionExpression: when && conditionExpression(when, placeholders),
      ...expressionAttributes(placeholders),
    });
    return (await unlessRefused(this.#client.send(put))) !== undefined;
  }

  async update(key: Key, { set, when }: Update): Promise<Item | undefined> {
    const placeholders = new Placeholders();
    const update = new UpdateItemCommand({
      TableName: this.#tableName,
      Key: attributes(key),
      UpdateExpression: updateExpression(set, placeholders),
      ConditionExpression: when && conditionExpression(when, placeholders),
      ...expressionAttributes(placeholders),
      ReturnValues: 'ALL_NEW',
    });
    const answer = await unlessRefused(this.#client.send(update));
    return answer?.Attributes && unmarshall(answer.Attributes);
  }

  async delete(key: Key, when?: Condition): Promise<boolean> {
    const placeholders = new Placeholders();
    const deletion = new DeleteItemCommand({
      TableName: this.#tableName,
      Key: attributes(key),
      ConditionExpression: when && conditionExpression(when, placeholders),
      ...expressionAttributes(placeholders),
    });
    return (await unlessRefused(this.#client.send(deletion))) !== undefined;
  }

  async *query(range: Range): AsyncGenerator<Item> {
    for await (const { Items = [] } of this.#pages(range)) for (const item of Items) yield unmarshall(item);
  }

  async count(range: Pick<Range, 'pk' | 'prefix' | 'filter'>): Promise<number> {
    let count = 0;
    for await (const page of this.#pages(range, { Select: 'COUNT' })) count += page.Count ?? 0;
    return count;
  }

  async *#pages(
    { pk, prefix, pageSize, backwards = false, after, filter }: Range,
    more: { Select?: 'COUNT' } = {},
  ): AsyncGenerator<QueryCommandOutput> {
    const placeholders = new Placeholders();
    const FilterExpression = filter && conditionExpression(filter, placeholders);
    const { names, values } = placeholders;
    let next = after === undefined ? undefined : attributes({ pk, sk: after });
    do {
      const page: QueryCommandOutput = await this.#client.send(
        new QueryCommand({
          TableName: this.#tableName,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
          FilterExpression,
          ...expressionAttributes({ names, values: { ':pk': pk, ':prefix': prefix, ...values } }),
          ConsistentRead: true,
          ScanIndexForward: !backwards,
          Limit: pageSize,
          ExclusiveStartKey: next,
          ...more,
        }),
      );
      yield page;
      next = page.LastEvaluatedKey;
    } while (next);
  }
}

async function unlessRefused<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}

function expressionAttributes({ names, values }: Pick<Placeholders, 'names' | 'values'>): {
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
