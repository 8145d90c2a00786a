import type { FailState } from './definition.ts';
import { StatesError } from './states-error.ts';
import type { Visit } from './visit.ts';

/** Ends its graph with an error, which a Parallel or Map around it may still catch. */
export async function runFail(visit: Visit<FailState>): Promise<never> {
  const { error, cause } = visit.state;
  const name = error && (await visit.evaluateText(error, 'Error'));
  const text = cause && (await visit.evaluateText(cause, 'Cause'));
  throw new StatesError(name ?? '', text);
}
