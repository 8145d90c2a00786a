interface Client {
  middlewareStack: { remove(name: string): boolean };
}

/**
 * An SDK client that does not copy what it is asked and answered for a log that nobody keeps. The SDK makes that copy,
 * value by value, before its logger throws it away: half of the processor time of a query of 10,000 small items.
 */
export function unlogged<T extends Client>(client: T): T {
  client.middlewareStack.remove('loggerMiddleware');
  return client;
}
