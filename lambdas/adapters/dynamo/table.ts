import type { Condition, Update } from './expression.ts';
import type { Key } from './keys.ts';

export type Item = Readonly<Record<string, unknown>>;

export interface Range {
  pk: string;
  /** Of the sort key; never empty, which DynamoDB refuses. */
  prefix: string;
  /** Items per request; 1 MB of them without it. */
  pageSize?: number | undefined;
  /** From the end of the sort keys. */
  backwards?: boolean;
  /** Begins behind this sort key, whether or not it is still there; it has the prefix, which DynamoDB wants. */
  after?: string | undefined;
  /** Only items of which this holds; the others are read by the table and not sent. */
  filter?: Condition | undefined;
}

/**
 * One table in plain values, on which every store is built: DynamoDB, or a table in memory where thousands of batches are
 * simulated. `test/contracts/table-contract.ts` holds both to it.
 *
 * Promises:
 * - each write is one item's, atomic and conditional; a condition that does not hold is an answer, not an error;
 * - each read sees every write before it;
 * - what DynamoDB refuses is refused: a key that is empty or too long, an item of more than 400 KB, an update of nothing,
 *   a number that it cannot keep, anything but plain data;
 * - `undefined` is stored nowhere.
 *
 * No transactions, and no item in a refused write's answer: the embedded DynamoDB has neither, and a writer that was refused
 * can read.
 */
export interface Table {
  get(key: Key): Promise<Item | undefined>;
  /** Those of these keys that are there, each once, in no order. */
  getEach(keys: readonly Key[]): Promise<Item[]>;
  /** Writes the whole item; `false` when the condition did not hold. */
  put(key: Key, item: Item, when?: Condition): Promise<boolean>;
  /** Changes some attributes and gives the item as it then is; `undefined` when the condition did not hold. */
  update(key: Key, update: Update): Promise<Item | undefined>;
  /** Harmless when it is not there; `false` when the condition did not hold. */
  delete(key: Key, when?: Condition): Promise<boolean>;
  /** Every item of the range in the order of its sort key, a page in memory at a time. */
  query(range: Range): AsyncIterable<Item>;
  /** How many items `query` would give, without sending them. */
  count(range: Pick<Range, 'pk' | 'prefix' | 'filter'>): Promise<number>;
}

/** The key of an item that a query gave. */
export function keyOf({ pk, sk }: Item): Key {
  return { pk: String(pk), sk: String(sk) };
}
