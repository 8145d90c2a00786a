import { isDeepStrictEqual } from 'node:util';
import { ValueOfItem, type Condition, type Update } from '../../lambdas/adapters/dynamo/expression.ts';
import type { Key } from '../../lambdas/adapters/dynamo/keys.ts';
import { keyOf, type Item, type Range, type Table } from '../../lambdas/adapters/dynamo/table.ts';
import { assertKey, fitting, mostBytesOf, named, refused, storedCopy } from './item-rules.ts';

const NOTHING: Item = Object.freeze({});

/**
 * A table in this process, under the stores of DynamoDB: for step tests, journeys and simulations.
 *
 * It evaluates the very conditions and updates that are sent to DynamoDB, and refuses what DynamoDB refuses. Each call is
 * atomic, because none awaits anything. Items are frozen, so that every reader can be given the same one.
 */
export class MemoryTable implements Table {
  readonly #partitions = new Map<string, Partition>();

  /** Starts with these items, each with its key. */
  constructor(items: readonly Item[] = []) {
    for (const item of items) {
      const copy = storedCopy(item);
      this.#keep(keyOf(item), copy, mostBytesOf(copy));
    }
  }

  async get(key: Key): Promise<Item | undefined> {
    assertKey(key);
    return this.#stored(key)?.item;
  }

  async getEach(keys: readonly Key[]): Promise<Item[]> {
    for (const key of keys) assertKey(key);
    const items = keys.map((key) => this.#stored(key)?.item).filter((item) => item !== undefined);
    // In no order is promised, so not in the one that was asked for.
    return [...new Set(items)].reverse();
  }

  async put(key: Key, item: Item, when?: Condition): Promise<boolean> {
    assertKey(key);
    const copy = storedCopy({ ...item, ...key });
    if (when && !holds(when, this.#stored(key)?.item ?? NOTHING)) return false;
    this.#keep(key, copy, mostBytesOf(copy));
    return true;
  }

  async update(key: Key, { set, when }: Update): Promise<Item | undefined> {
    assertKey(key);
    const stored = this.#stored(key);
    if (when && !holds(when, stored?.item ?? NOTHING)) return undefined;
    const before = stored ?? { item: { ...key }, mostBytes: mostBytesOf(key) };
    const { item, mostBytes } = changed(before, set);
    return this.#keep(key, item, mostBytes);
  }

  async delete(key: Key, when?: Condition): Promise<boolean> {
    assertKey(key);
    if (when && !holds(when, this.#stored(key)?.item ?? NOTHING)) return false;
    this.#partitions.get(key.pk)?.delete(key.sk);
    return true;
  }

  async *query({ pk, prefix, backwards = false, after, filter }: Range): AsyncGenerator<Item> {
    assertKey({ pk, sk: prefix });
    if (after !== undefined) {
      assertKey({ pk, sk: after });
      if (!after.startsWith(prefix)) throw refused(`a query of ${prefix} that begins behind ${after}`);
    }
    const partition = this.#partitions.get(pk);
    const keys = partition?.keysWith(prefix) ?? [];
    for (const sk of backwards ? keys.reverse() : keys) {
      if (after !== undefined && compareText(sk, after) * (backwards ? -1 : 1) <= 0) continue;
      const stored = partition?.get(sk);
      // Deleted since the query began, as on another page.
      if (stored && (!filter || holds(filter, stored.item))) yield stored.item;
    }
  }

  async count(range: Pick<Range, 'pk' | 'prefix' | 'filter'>): Promise<number> {
    let count = 0;
    for await (const _item of this.query(range)) count++;
    return count;
  }

  #stored({ pk, sk }: Key): Stored | undefined {
    return this.#partitions.get(pk)?.get(sk);
  }

  #keep({ pk, sk }: Key, item: Item, mostBytes: number): Item {
    let partition = this.#partitions.get(pk);
    if (!partition) this.#partitions.set(pk, (partition = new Partition()));
    partition.set(sk, { item, mostBytes: fitting(item, mostBytes) });
    return item;
  }
}

interface Stored {
  item: Item;
  /** Its size, or more: counted anew when it may be too large. */
  mostBytes: number;
}

/** The items of one partition key; their sort keys are put in order when somebody asks for a range of them. */
class Partition {
  readonly #items = new Map<string, Stored>();
  #sorted: string[] | undefined;

  get(sk: string): Stored | undefined {
    return this.#items.get(sk);
  }

  set(sk: string, stored: Stored): void {
    if (!this.#items.has(sk)) {
      const last = this.#sorted?.at(-1);
      // Journals and lists by date grow at their end.
      if (last !== undefined && compareText(last, sk) < 0) this.#sorted?.push(sk);
      else this.#sorted = undefined;
    }
    this.#items.set(sk, stored);
  }

  delete(sk: string): void {
    if (this.#items.delete(sk)) this.#sorted = undefined;
  }

  keysWith(prefix: string): string[] {
    this.#sorted ??= [...this.#items.keys()].sort(compareText);
    const from = firstAtLeast(this.#sorted, prefix);
    let to = from;
    while (this.#sorted[to]?.startsWith(prefix)) to++;
    return this.#sorted.slice(from, to);
  }
}

function firstAtLeast(sorted: readonly string[], text: string): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (compareText(sorted[middle] ?? '', text) < 0) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** What an update makes of an item: what it does not touch is shared with it. */
function changed({ item: stored, mostBytes }: Stored, set: Update['set']): Stored {
  const names = Object.keys(set);
  if (names.length === 0) throw refused('an update of nothing');
  const takesAway = names.some((name) => set[name] === undefined && name in stored);
  const item: Record<string, unknown> = takesAway ? {} : { ...stored };
  // Not a copy from which names are deleted: V8 keeps such objects as slow dictionaries.
  if (takesAway) for (const name of Object.keys(stored)) if (!Object.hasOwn(set, name)) item[name] = stored[name];
  let bytes = mostBytes;
  for (const name of names) {
    if (name === 'pk' || name === 'sk') throw refused('a key cannot be changed');
    const value = set[name];
    const copy = storedCopy(value instanceof ValueOfItem ? valueOf(value, stored) : value, 1);
    if (copy !== undefined) item[named(name)] = copy;
    bytes += name.length * 3 + mostBytesOf(copy);
  }
  return { item: Object.freeze(item), mostBytes: bytes };
}

function valueOf({ path, orElse, plus }: ValueOfItem, item: Item): unknown {
  const found = at(path, item);
  const value = found === undefined ? orElse : found;
  if (plus === undefined) return value;
  if (typeof value !== 'number') throw refused(`${path} is not a number that ${String(plus)} can be added to`);
  return value + plus;
}

/** Whether DynamoDB would find that the condition holds: values of two types are never equal, and in no order. */
function holds(condition: Condition, item: Item): boolean {
  switch (condition.is) {
    case 'there':
      return at(condition.path, item) !== undefined;
    case 'absent':
      return at(condition.path, item) === undefined;
    case 'all':
      return partsOf(condition).every((part) => holds(part, item));
    case 'any':
      return partsOf(condition).some((part) => holds(part, item));
    case 'begins':
      return textAt(condition.path, item)?.startsWith(condition.value) ?? false;
    case 'contains':
      return textAt(condition.path, item)?.includes(condition.value) ?? false;
    case '=':
      return isSame(at(condition.path, item), operand(condition));
    case '<':
      return (compare(at(condition.path, item), operand(condition)) ?? 0) < 0;
    case '<=':
      return (compare(at(condition.path, item), operand(condition)) ?? 1) <= 0;
  }
}

function partsOf({ of }: { of: readonly Condition[] }): readonly Condition[] {
  if (of.length === 0) throw refused('a condition of no conditions');
  return of;
}

function operand({ path, value }: { path: string; value: unknown }): unknown {
  if (value === undefined) throw refused(`${path} is compared with nothing`);
  return value;
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || (typeof one === 'object' && isDeepStrictEqual(one, other));
}

function compare(one: unknown, other: unknown): number | undefined {
  if (typeof one === 'string' && typeof other === 'string') return compareText(one, other);
  return typeof one === 'number' && typeof other === 'number' ? one - other : undefined;
}

/** As DynamoDB orders texts: by their bytes in UTF-8, which is another order than JavaScript's beyond U+D7FF only. */
function compareText(one: string, other: string): number {
  if (BEYOND.test(one) || BEYOND.test(other)) return Buffer.compare(Buffer.from(one), Buffer.from(other));
  return one < other ? -1 : Number(one > other);
}

function textAt(path: string, item: Item): string | undefined {
  const found = at(path, item);
  return typeof found === 'string' ? found : undefined;
}

const BEYOND = /[\u{D800}-\u{10FFFF}]/u;

function at(path: string, item: Item): unknown {
  if (!path.includes('.')) return item[named(path)];
  return path.split('.').reduce<unknown>((value, part) => (value as Item | null | undefined)?.[named(part)], item);
}
