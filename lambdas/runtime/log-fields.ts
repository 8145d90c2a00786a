/**
 * Every field that a log line or a counted event may have beside its code and sentence. They say what an operator
 * searches for and never what was read or sent; whatever is not named here does not get out, no matter who passes it
 * on.
 */
export const LOG_FIELDS = [
  'account',
  'batchId',
  'because',
  'error',
  'execution',
  'guideStep',
  'key',
  'outcome',
  'size',
  'status',
  'step',
  'task',
  'tenantId',
] as const;

export type LogField = (typeof LOG_FIELDS)[number];
export type LogValue = string | number | boolean | null;
export type LogFields = Readonly<Partial<Record<LogField, LogValue>>>;

/** Long enough for a reason or an object's key of 1,024 bytes, too short for a payload. */
const LONGEST = 1_100;

/** The fields of the list with plain values, the others by their names only, so that a lost one is noticed. */
export function allowed(fields: Readonly<Record<string, unknown>>): Record<string, LogValue> {
  const names = Object.keys(fields);
  const kept = names.filter((name) => (LOG_FIELDS as readonly string[]).includes(name) && isPlain(fields[name]));
  const leftOut = names.filter((name) => fields[name] !== undefined && !kept.includes(name));
  return {
    ...Object.fromEntries(kept.map((name) => [name, shortened(fields[name] as LogValue)])),
    ...(leftOut.length > 0 && { leftOut: leftOut.map((name) => name.slice(0, 40)).join(', ') }),
  };
}

function isPlain(value: unknown): value is LogValue {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function shortened(value: LogValue): LogValue {
  return typeof value === 'string' && value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value;
}
