import { setTimeout as timeout } from 'node:timers/promises';

/** Milliseconds. A page asks twice a second; one that is hidden, or was closed, does not. */
const STILL_LOOKING = 2_000;

/** Knows whether anybody looks at the live view, and lets them see its end. */
export class Onlookers {
  #lookedAt = -Infinity;
  #seen = Promise.withResolvers<undefined>();

  /** Called when a page asks for itself again; gives what is called when it has its answer. */
  looks(): () => void {
    this.#lookedAt = performance.now();
    const seen = this.#seen;
    return () => {
      seen.resolve(undefined);
    };
  }

  /** Until somebody who was there a moment ago has looked once more; not for long, lest a closed page holds a run. */
  async lookOnceMore(): Promise<void> {
    if (performance.now() - this.#lookedAt > STILL_LOOKING) return;
    // Not the answer to a question of before.
    this.#seen = Promise.withResolvers();
    await Promise.race([this.#seen.promise, timeout(STILL_LOOKING, undefined, { ref: false })]);
  }
}
