/** Whether EventBridge's rule of this pattern takes the event: lists of values and of prefixes, at any depth. */
export function matches(pattern: unknown, event: unknown): boolean {
  if (Array.isArray(pattern)) return pattern.some((each) => matchesOne(each, event));
  if (typeof pattern !== 'object' || pattern === null) throw new Error('an event pattern has a value without a list');
  if (typeof event !== 'object' || event === null) return false;
  return Object.entries(pattern).every(([key, each]) => matches(each, (event as Record<string, unknown>)[key]));
}

function matchesOne(pattern: unknown, value: unknown): boolean {
  if (typeof pattern !== 'object' || pattern === null) return pattern === value;
  const { prefix, ...others } = pattern as { prefix?: string };
  if (prefix === undefined || Object.keys(others).length > 0) {
    throw new Error(`an event pattern asks for ${JSON.stringify(pattern)}, which this test does not know`);
  }
  return typeof value === 'string' && value.startsWith(prefix);
}
