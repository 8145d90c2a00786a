/** Makes something at its first use and keeps it: one SDK client per service and process, none that is not needed. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
