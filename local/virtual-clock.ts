import { AsyncLocalStorage } from 'node:async_hooks';
import type { Clock } from '../lambdas/ports/clock.ts';
import { TimerQueue } from './timer-queue.ts';

/** How fast idle time passes: a multiple of real time, or `max`, which jumps to the next awaited instant. */
export type Speed = number | 'max';

export interface VirtualClockOptions {
  start: Date;
  speed: Speed;
  /** Multiple of real time while work is in progress: 1 for people and browsers, 0 where runs must repeat exactly. */
  speedWhileBusy?: number;
}

/** A callback that waits for its instant; cancelling it twice or too late is harmless. */
export interface Timer {
  cancel(): void;
}

interface Work {
  asleep: number;
}

/** Node's timers overflow beyond this many milliseconds. */
const LONGEST_REAL_TIMER = 2 ** 31 - 1;

/**
 * The one clock of the embedded mode: the interpreter's timers, the handlers' `clock` port and the simulated vendor.
 *
 * While anything is `busy` (a handler, a browser, a mail on its way) it runs at real speed, so that no timer overtakes
 * work in progress; otherwise at `speed`. Work that itself waits on this clock does not count as busy.
 */
export class VirtualClock implements Clock {
  readonly #speed: Speed;
  readonly #speedWhileBusy: number;
  readonly #timers = new TimerQueue();
  readonly #work = new AsyncLocalStorage<Work>();
  #virtualAnchor: number;
  #realAnchor = performance.now();
  #busy = 0;
  #wake: (() => void) | undefined;
  #closed = false;

  constructor({ start, speed, speedWhileBusy = 1 }: VirtualClockOptions) {
    this.#virtualAnchor = start.getTime();
    this.#speed = speed;
    this.#speedWhileBusy = speedWhileBusy;
  }

  now(): Date {
    return new Date(this.#now());
  }

  /** Calls `callback` once, at `instant` (milliseconds since 1970) or at once when that has passed; in order of time. */
  at(instant: number, callback: () => void): Timer {
    const timer = this.#timers.add(instant, callback);
    this.#schedule();
    return {
      cancel: () => {
        this.#timers.remove(timer);
      },
    };
  }

  sleep(milliseconds: number): Promise<void> {
    const work = this.#work.getStore();
    if (work && work.asleep++ === 0) this.#setBusy(this.#busy - 1);
    return new Promise((resolve) => {
      this.at(this.#now() + milliseconds, () => {
        if (work && --work.asleep === 0) this.#setBusy(this.#busy + 1);
        resolve();
      });
    });
  }

  /** Runs `work` at real speed; whoever does something that takes real time calls it. */
  async busy<T>(work: () => Promise<T>): Promise<T> {
    this.#setBusy(this.#busy + 1);
    const self: Work = { asleep: 0 };
    try {
      return await this.#work.run(self, work);
    } finally {
      if (self.asleep === 0) this.#setBusy(this.#busy - 1);
    }
  }

  /** Forgets every timer; nothing of this clock keeps the process alive afterwards. */
  close(): void {
    this.#closed = true;
    this.#timers.clear();
    this.#wake?.();
    this.#wake = undefined;
  }

  #now(): number {
    const rate = this.#rate();
    if (rate === 'max') return this.#virtualAnchor;
    return Math.floor(this.#virtualAnchor + (performance.now() - this.#realAnchor) * rate);
  }

  #rate(): Speed {
    return this.#busy > 0 ? this.#speedWhileBusy : this.#speed;
  }

  #setBusy(busy: number): void {
    this.#anchorAt(this.#now());
    this.#busy = busy;
    this.#schedule();
  }

  #anchorAt(virtual: number): void {
    this.#virtualAnchor = virtual;
    this.#realAnchor = performance.now();
  }

  /** Arms one real timer for the next virtual one; called whenever either the next timer or the rate changes. */
  #schedule(): void {
    this.#wake?.();
    this.#wake = undefined;
    const next = this.#timers.next();
    if (next === undefined || this.#closed) return;
    const rate = this.#rate();
    if (rate === 'max' || next <= this.#now()) {
      // Not a microtask: whatever the last callback set going comes to rest first, and may turn out to be busy.
      const immediate = setImmediate(() => {
        this.#fire();
      });
      this.#wake = () => {
        clearImmediate(immediate);
      };
    } else if (rate > 0) {
      const delay = Math.min((next - this.#now()) / rate, LONGEST_REAL_TIMER);
      const timeout = setTimeout(() => {
        this.#fire();
      }, delay);
      this.#wake = () => {
        clearTimeout(timeout);
      };
    }
  }

  #fire(): void {
    this.#wake = undefined;
    const next = this.#timers.next();
    if (next === undefined) return;
    if (this.#rate() === 'max' && next > this.#virtualAnchor) this.#anchorAt(next);
    if (next <= this.#now()) this.#timers.take()?.();
    this.#schedule();
  }
}
