/** What may stand in a state's input, output, variables and definition. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `value` as whoever is on the other side of a wire would receive it; what JSON cannot say (undefined) becomes null. */
export function throughTheWire(value: unknown): Json {
  return JSON.parse(JSON.stringify(value) ?? 'null') as Json;
}
