import { isDeepStrictEqual } from 'node:util';
import * as z from '../../domain/zod.ts';
import type { Key } from './keys.ts';
import type { Item } from './table.ts';

/** A stored item is not what this code, or any code before it, wrote: repaired by hand, or from before a change. */
export class DamagedItemError extends Error {
  constructor({ pk, sk }: Key, problem: string) {
    super(`the stored item ${pk} / ${sk} is damaged: ${problem}`);
    this.name = 'DamagedItemError';
  }
}

/** A schema for every field of `T`, also the optional ones: zod drops a field without one, and nobody would notice. */
export type Shape<T> = { [K in keyof Required<T>]: z.ZodMiniType<T[K]> };

/** What frozen items were read as, and by which schema: a table in memory gives every reader the same one. */
const known = new WeakMap<Item, { schema: unknown; read: unknown }>();

/** The fields of a stored item that its reader uses; throws `DamagedItemError`, which names the key and the fields. */
export function parseItem<T>(schema: z.ZodMiniType<T>, key: Key, item: Item): T {
  const before = known.get(item);
  if (before?.schema === schema) return before.read as T;
  const parsed = schema.safeParse(item);
  if (!parsed.success) throw new DamagedItemError(key, parsed.error.issues.map(describe).join('; '));
  if (Object.isFrozen(item)) known.set(item, { schema, read: Object.freeze(parsed.data) });
  return parsed.data;
}

/**
 * A schema that takes a frozen value as it is once it has read it; called for the row of a tenant, which is most of its item
 * and the same one in every change of it, in a table in memory.
 */
export function readOnce<T extends object>(schema: z.ZodMiniType<T>): z.ZodMiniType<T> {
  const read = new WeakSet();
  const reading = z.transform((value: unknown, context) => {
    if (typeof value === 'object' && value !== null && read.has(value)) return value as T;
    const parsed = schema.safeParse(value);
    if (!parsed.success) {
      context.issues.push(...parsed.error.issues.map((issue) => ({ ...issue, input: value }) as z.core.$ZodRawIssue));
      return z.NEVER;
    }
    if (!Object.isFrozen(value) || !isDeepStrictEqual(value, parsed.data)) return parsed.data;
    read.add(value as T);
    return value as T;
  });
  return z.pipe(z.unknown(), reading);
}

/** Where and what, without the value: it may be anything. */
function describe({ path, message }: z.core.$ZodIssue): string {
  return `${path.join('.')}: ${message}`;
}
