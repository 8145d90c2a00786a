import type { Retrier } from './definition.ts';
import { matches, type StatesError } from './states-error.ts';

/** How often each retrier of one visit has been used; a state that is entered again starts with new ones. */
export class Retries {
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
