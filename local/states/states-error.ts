import type { JsonObject } from './json.ts';

/** An error as the States Language knows it: a name for `ErrorEquals` and, mostly, a cause. */
export class StatesError extends Error {
  readonly error: string;
  /** A time-out carries none, as on AWS: anyone who reads `$states.errorOutput.Cause` has to ask `$exists` first. */
  readonly causeText: string | undefined;
  /** The field whose expression failed, as AWS names it: `Output/v`, `Catch[0]/Output`. */
  readonly location: string | undefined;

  constructor(error: string, cause?: string, location?: string) {
    super(cause === undefined ? error : `${error}: ${cause}`);
    this.name = 'StatesError';
    this.error = error;
    this.causeText = cause;
    this.location = location;
  }

  /** `$states.errorOutput`, and the output of a Catch that has none of its own. */
  get output(): JsonObject {
    return this.causeText === undefined ? { Error: this.error } : { Error: this.error, Cause: this.causeText };
  }
}

/** The names AWS reserves; any other that starts with `States.` is a slip of the pen. */
export const RESERVED_ERRORS: ReadonlySet<string> = new Set([
  'States.ALL',
  'States.BranchFailed',
  'States.DataLimitExceeded',
  'States.ExceedToleratedFailureThreshold',
  'States.HeartbeatTimeout',
  'States.Http.Socket',
  'States.IntrinsicFailure',
  'States.ItemReaderFailed',
  'States.NoChoiceMatched',
  'States.ParameterPathFailure',
  'States.Permissions',
  'States.QueryEvaluationError',
  'States.ResultPathMatchFailure',
  'States.ResultWriterFailed',
  'States.Runtime',
  'States.TaskFailed',
  'States.Timeout',
]);

/** Whether a retrier or catcher that lists `names` is meant for `error`. */
export function matches(error: StatesError, names: readonly string[]): boolean {
  return names.some((name) => isMeant(error.error, name));
}

function isMeant(error: string, name: string): boolean {
  // Nothing recovers from these: the execution ends ("A retry or catch on States.ALL won't catch States.Runtime").
  if (error === 'States.Runtime') return false;
  if (name === error) return true;
  if (error === 'States.DataLimitExceeded') return false;
  if (name === 'States.ALL') return true;
  const isTimeout = error === 'States.Timeout' || error === 'States.HeartbeatTimeout';
  if (name === 'States.Timeout') return isTimeout;
  return name === 'States.TaskFailed' && !isTimeout;
}

/** Any failure as a `StatesError`; what is not one already is a fault of the interpreter itself. */
export function asStatesError(error: unknown): StatesError {
  if (error instanceof StatesError) return error;
  return new StatesError('States.Runtime', error instanceof Error ? (error.stack ?? error.message) : String(error));
}
