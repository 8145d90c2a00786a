import type * as z from '../../domain/zod.ts';
import type { Item } from './dynamo-table.ts';
import type { Key } from './keys.ts';

/** A stored item is not what this code, or any code before it, wrote: repaired by hand, or from before a change. */
export class DamagedItemError extends Error {
  constructor({ pk, sk }: Key, problem: string) {
    super(`the stored item ${pk} / ${sk} is damaged: ${problem}`);
    this.name = 'DamagedItemError';
  }
}

/** A schema for every field of `T`, also the optional ones: zod drops a field without one, and nobody would notice. */
export type Shape<T> = { [K in keyof Required<T>]: z.ZodMiniType<T[K]> };

/** The fields of a stored item that its reader uses; throws `DamagedItemError`, which names the key and the fields. */
export function parseItem<T>(schema: z.ZodMiniType<T>, key: Key, item: Item): T {
  const parsed = schema.safeParse(item);
  if (parsed.success) return parsed.data;
  throw new DamagedItemError(key, parsed.error.issues.map(describe).join('; '));
}

/** Where and what, without the value: it may be anything. */
function describe({ path, message }: z.core.$ZodIssue): string {
  return `${path.join('.')}: ${message}`;
}
