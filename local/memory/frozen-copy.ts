/**
 * A deep copy as a table would give it back: without `undefined`, and of plain data only.
 *
 * Frozen, so that every reader may be given the same one and none can alter what is stored.
 */
export function frozenCopy<T>(value: T): T {
  return copy(value) as T;
}

function copy(value: unknown): unknown {
  if (typeof value === 'function') throw new TypeError('a function cannot be stored');
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return Object.freeze(value.map(copy));
  if (Object.getPrototypeOf(value) !== Object.prototype) {
    throw new TypeError(`an instance of ${value.constructor.name} cannot be stored`);
  }
  const copied: Record<string, unknown> = {};
  for (const [name, part] of Object.entries(value)) {
    if (part !== undefined) copied[name] = copy(part);
  }
  return Object.freeze(copied);
}
