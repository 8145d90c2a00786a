import type { Key } from '../lambdas/adapters/dynamo/keys.ts';
import type { Item } from '../lambdas/adapters/dynamo/table.ts';
import { inMemoryStack } from '../local/in-memory-stack.ts';
import { manyTenants } from './many-tenants.ts';

/** Write units that DynamoDB takes of one partition key in a second; no quota raises it. */
export const UNITS_OF_A_KEY = 1_000;

/** A partition key that every tenant of a batch writes to. */
export interface SharedKey {
  pk: string;
  /** Write units for each tenant, from its start to its outcome. */
  unitsOfATenant: number;
}

/**
 * What the tenants of a batch write to keys that are not their own, the hottest first. The intake writes before any of them
 * begins, as fast as its key lets it, and is not counted.
 */
export async function sharedKeys(tenants: number): Promise<SharedKey[]> {
  const stack = inMemoryStack({ history: 'counts', settings: { releaseBy: 'automatic' } });
  const units = new Map<string, number>();
  const { table } = stack;
  const count = ({ pk }: Key, item: Item | undefined): void => {
    const ofATenant = /^TENANT#[^#]+$/u.test(pk);
    if (item && !ofATenant) units.set(pk, (units.get(pk) ?? 0) + unitsOf(item));
  };
  const [put, update] = [table.put.bind(table), table.update.bind(table)];
  let hasBegun = false;
  table.put = async (key, item, when) => {
    const done = await put(key, item, when);
    if (done && hasBegun) count(key, item);
    return done;
  };
  table.update = async (key, how) => {
    const item = await update(key, how);
    hasBegun ||= key.pk.startsWith('TENANT#');
    if (hasBegun) count(key, item);
    return item;
  };
  try {
    await stack.upload('incoming/hot-keys.csv', manyTenants(tenants));
    await stack.engine.idle();
  } finally {
    stack.close();
  }
  return [...units]
    .map(([pk, sum]) => ({ pk, unitsOfATenant: sum / tenants }))
    .sort((one, other) => other.unitsOfATenant - one.unitsOfATenant);
}

/** One for each KB; JSON is never smaller than what DynamoDB counts for the same value. */
function unitsOf(item: Item): number {
  return Math.ceil(Buffer.byteLength(JSON.stringify(item)) / 1024);
}
