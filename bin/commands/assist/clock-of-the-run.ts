import { setTimeout } from 'node:timers/promises';
import * as z from '../../../lambdas/domain/zod.ts';
import type { Clock } from '../../../lambdas/ports/clock.ts';

const answerSchema = z.object({ now: z.number() });

/** Milliseconds between two questions: the run goes at real speed while it is asked. */
const ASKED_EVERY = 1_000;

/**
 * The clock of what `npm run local` keeps up, for steps that are done in this process. While one is under way it is asked once
 * a second, and goes on at real speed in between: so does the run, as long as it is asked.
 */
export class ClockOfTheRun implements Clock {
  readonly #url: string;
  #told = 0;
  #toldAt = 0;
  #last = 0;
  #steps = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(url: string) {
    this.#url = url;
  }

  /** Runs a step. The time is asked for first, because idle time of the run has passed faster. */
  async during<T>(step: () => Promise<T>): Promise<T> {
    this.#steps++;
    try {
      await this.#ask();
      this.#timer ??= setInterval(() => {
        // A run that went away is noticed by the step itself.
        this.#ask().catch(() => undefined);
      }, ASKED_EVERY);
      return await step();
    } finally {
      if (--this.#steps === 0) {
        clearInterval(this.#timer);
        this.#timer = undefined;
      }
    }
  }

  async #ask(): Promise<void> {
    const { now } = answerSchema.parse(await (await fetch(this.#url)).json());
    this.#told = now;
    this.#toldAt = performance.now();
  }

  now(): Date {
    this.#last = Math.max(this.#last, Math.floor(this.#told + performance.now() - this.#toldAt));
    return new Date(this.#last);
  }

  async sleep(milliseconds: number): Promise<void> {
    const end = this.now().getTime() + milliseconds;
    for (let left = milliseconds; left > 0; left = end - this.now().getTime()) await setTimeout(left);
  }
}
