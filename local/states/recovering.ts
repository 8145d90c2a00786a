import type { MapState, ParallelState, TaskState, Retrier } from './definition.ts';
import type { Payload } from './payload.ts';
import { Stopped } from './scope.ts';
import { sleepUntil } from './sleep.ts';
import { asStatesError, matches, type StatesError } from './states-error.ts';
import { throttled } from './throttled.ts';
import type { Step, StateRun } from './state-run.ts';

/** Runs a state that may fail: attempts until its retriers give up, then the catcher that is meant for the error. */
export async function recovering(
  stateRun: StateRun<TaskState | ParallelState | MapState>,
  attempt: () => Promise<Payload>,
): Promise<Step> {
  const { state, frame } = stateRun;
  const retries = new Retries(state.retry, frame.runtime.random);
  for (;;) {
    try {
      const result = await attempt();
      return await stateRun.leave(state, result, { result: result.value });
    } catch (failure) {
      if (failure instanceof Stopped) throw failure;
      frame.scope.check();
      const error = asStatesError(failure);
      const delay = retries.delayAfter(error);
      // What is tried again, or was too much as a whole, is begun anew: only a redrive keeps what went well inside.
      if (delay !== undefined || error.error === 'States.DataLimitExceeded') frame.place.beginAnew();
      if (delay === undefined) return await recover(stateRun, error);
      await sleepUntil(frame, frame.runtime.clock.now().getTime() + delay * 1000);
      await throttled(frame);
      stateRun.retryCount++;
    }
  }
}

async function recover(stateRun: StateRun<TaskState | ParallelState | MapState>, error: StatesError): Promise<Step> {
  const { state, frame } = stateRun;
  const catcher = state.catch.find(({ errorEquals }) => matches(error, errorEquals));
  // Only now: AWS says so once no retrier is left, and not at all of what nobody may recover from.
  if (state.type !== 'Task' && error.error !== 'States.Runtime') frame.record(`${state.type}StateFailed`);
  if (!catcher) {
    // A task that failed, unlike an expression that did, says so too where that ends a branch.
    if (state.type === 'Task' && frame.isBranch && error.location === undefined) frame.note('TaskStateAborted');
    throw error;
  }
  const produced = frame.carry(error.output, `The error of the state '${state.name}'`);
  return stateRun.leave(catcher, produced, { errorOutput: error.output });
}

/** How often each retrier of one run has been used; a state that is entered again starts with new ones. */
class Retries {
  readonly #retriers: readonly Retrier[];
  readonly #random: () => number;
  readonly #used: number[];

  constructor(retriers: readonly Retrier[], random: () => number) {
    this.#retriers = retriers;
    this.#random = random;
    this.#used = retriers.map(() => 0);
  }

  /** Seconds until the next attempt, or `undefined` when the error is not for retrying, or no longer. */
  delayAfter(error: StatesError): number | undefined {
    const index = this.#retriers.findIndex(({ errorEquals }) => matches(error, errorEquals));
    const retrier = this.#retriers[index];
    const used = this.#used[index] ?? 0;
    if (!retrier || used >= retrier.maxAttempts) return undefined;
    this.#used[index] = used + 1;
    const delay = Math.min(retrier.intervalSeconds * retrier.backoffRate ** used, retrier.maxDelaySeconds);
    return retrier.jitter ? delay * this.#random() : delay;
  }
}
