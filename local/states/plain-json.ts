import type { Json } from './json.ts';

/**
 * What a JSONata evaluation gave, as plain JSON: without the markers JSONata leaves on its arrays, which would change
 * how the next expression reads them. `undefined` when it is not JSON at all (nothing, a function, NaN).
 */
export function plainJson(value: unknown): Json | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'object') return undefined;
  return Array.isArray(value) ? plainArray(value) : plainObject(value);
}

function plainArray(values: unknown[]): Json | undefined {
  const plain: Json[] = [];
  for (const value of values) {
    const item = plainJson(value);
    if (item === undefined) return undefined;
    plain.push(item);
  }
  return plain;
}

function plainObject(value: object): Json | undefined {
  // A function of JSONata is an object that says so.
  if ('_jsonata_function' in value || '_jsonata_lambda' in value) return undefined;
  const plain: Record<string, Json> = {};
  for (const [key, field] of Object.entries(value)) {
    if (field === undefined) continue;
    const item = plainJson(field);
    if (item === undefined) return undefined;
    plain[key] = item;
  }
  return plain;
}
