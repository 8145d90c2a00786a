import type { Key } from '../../lambdas/adapters/dynamo/keys.ts';
import type { Item } from '../../lambdas/adapters/dynamo/table.ts';

/*
 * What DynamoDB refuses to store; called by `MemoryTable`. The numbers are from "Constraints in Amazon DynamoDB" and "DynamoDB
 * item sizes and formats" of its developer guide, and from what the SDK's `marshall` throws before anything is sent.
 */

const MOST_BYTES = { item: 400 * 1024, pk: 2048, sk: 1024 };
const MOST_LEVELS = 32;

/** An error as DynamoDB names it: a request that it takes from nobody, whatever the table holds. */
export function refused(problem: string): Error {
  return Object.assign(new Error(problem), { name: 'ValidationException' });
}

/** Throws where a key is not text, is empty, or is longer than a key may be. */
export function assertKey(key: Key): void {
  assertPart('pk', key.pk);
  assertPart('sk', key.sk);
}

function assertPart(name: 'pk' | 'sk', text: unknown): void {
  if (typeof text !== 'string' || text === '') throw refused(`${name} is empty, or no text`);
  const most = MOST_BYTES[name];
  // A character has three bytes at most for each of its units.
  if (text.length * 3 > most && Buffer.byteLength(text) > most)
    throw refused(`${name} has more than ${String(most)} bytes`);
}

/** The name of an attribute as an expression may have it behind its `#`. */
export function named(name: string): string {
  if (NAMES.has(name)) return name;
  if (!/^\w+$/u.test(name)) throw refused(`the name "${name}" cannot stand in an expression`);
  NAMES.add(name);
  return name;
}

/** Those that were found good: a store asks for the same few again and again. */
const NAMES = new Set<string>();

/** The size of an item, or more; throws where it is larger than an item may be. */
export function fitting(item: Item, mostBytes: number): number {
  if (mostBytes <= MOST_BYTES.item) return mostBytes;
  const bytes = bytesOf(item) - MAP - Object.keys(item).length;
  if (bytes > MOST_BYTES.item) throw refused(`the item size of ${String(bytes)} bytes exceeds 400 KB`);
  return bytes;
}

/** Never less than what it takes in an item, and cheap: most items are far from the limit. */
export function mostBytesOf(value: unknown): number {
  if (typeof value === 'string') return value.length * 3;
  if (typeof value !== 'object' || value === null) return 21;
  if (value instanceof Uint8Array) return value.length;
  let bytes = MAP;
  if (Array.isArray(value)) for (const part of value) bytes += 1 + mostBytesOf(part);
  else for (const name in value) bytes += 1 + name.length * 3 + mostBytesOf((value as Item)[name]);
  return bytes;
}

/** Bytes that a map or a list has besides its members, each of which has one more. */
const MAP = 3;

function bytesOf(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return bytesOfNumber(value);
  if (typeof value !== 'object' || value === null) return 1;
  if (value instanceof Uint8Array) return value.length;
  const isList = Array.isArray(value);
  return Object.entries(value).reduce(
    (bytes, [name, part]) => bytes + (isList ? 1 : 1 + Buffer.byteLength(name)) + bytesOf(part),
    MAP,
  );
}

/** A byte for two significant digits, one for the rest, and one for a sign. */
function bytesOfNumber(value: number): number {
  const digits = String(Math.abs(value))
    .replace(/e.*$|\./gu, '')
    .replace(/^0+|0+$/gu, '').length;
  return Math.ceil(digits / 2) + 1 + Number(value < 0);
}

/**
 * A deep copy as the table gives it back: without `undefined`, frozen, and of plain data only. A secret, a date or a function
 * is refused, as by the SDK; a set, which the SDK takes unless it is empty, is refused because no store has any.
 *
 * @param level 1 for the value of an attribute, 0 for an item
 */
export function storedCopy<T>(value: T, level = 0): T {
  return copy(value, level) as T;
}

function copy(value: unknown, level: number): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'undefined':
      return value;
    case 'number':
      if (Number.isSafeInteger(value) || (Number.isFinite(value) && !Number.isInteger(value))) return value;
      throw refused(`the number ${String(value)} cannot be stored`);
    case 'object':
      return value === null ? null : copyOfObject(value, level + 1);
    case 'bigint':
    case 'function':
    case 'symbol':
      throw new TypeError(`a ${typeof value} cannot be stored`);
  }
}

function copyOfObject(value: object, level: number): object {
  if (level > MOST_LEVELS + 1) throw refused(`data of more than ${String(MOST_LEVELS)} levels`);
  if (Array.isArray(value)) {
    return Object.freeze(value.filter((part) => part !== undefined).map((part) => copy(part, level)));
  }
  if (value instanceof Uint8Array) return Uint8Array.from(value);
  if (Object.getPrototypeOf(value) !== Object.prototype) {
    throw new TypeError(`an instance of ${value.constructor.name} cannot be stored`);
  }
  const copied: Record<string, unknown> = {};
  for (const [name, part] of Object.entries(value)) if (part !== undefined) copied[name] = copy(part, level);
  return Object.freeze(copied);
}
