import { setTimeout as timeout } from 'node:timers/promises';
import type { Clock } from '../ports/clock.ts';

/** Node's timers overflow beyond this many milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** The computer's clock, held where it is while the computer sets it back. */
export class SystemClock implements Clock {
  #latest = 0;

  now(): Date {
    this.#latest = Math.max(this.#latest, Date.now());
    return new Date(this.#latest);
  }

  async sleep(milliseconds: number): Promise<void> {
    const end = this.now().getTime() + milliseconds;
    for (let left = milliseconds; left > 0; left = end - this.now().getTime()) {
      await timeout(Math.min(Math.ceil(left), LONGEST_TIMER));
    }
  }
}
