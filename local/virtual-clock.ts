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
  /** Told an instant that the clock has not reached and will not pass unannounced; a later run may start there. */
  onReserve?: (instant: Date) => void;
}

/** A callback that waits for its instant; cancelling it twice or too late is harmless. */
export interface Timer {
  cancel(): void;
}

/** Something that runs in `busy`; it counts while it neither sleeps on this clock nor waits for work of its own. */
interface Work {
  waiting: number;
  done: boolean;
}

/** How far ahead time is announced: one small write for each minute that passes on this clock. */
const RESERVED = 60_000;

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
  readonly #start: number;
  /**
   * Milliseconds since the start, and not since 1970: beside such a number a fraction has twelve bits, and a clock that
   * changes its rate every few microseconds would lose a tenth of its time.
   */
  #elapsed = 0;
  #realAnchor = performance.now();
  #busy = 0;
  #wake: (() => void) | undefined;
  #closed = false;
  #limit = Infinity;
  readonly #onReserve: VirtualClockOptions['onReserve'];
  #reservedUntil = -Infinity;

  constructor({ start, speed, speedWhileBusy = 1, onReserve }: VirtualClockOptions) {
    this.#onReserve = onReserve;
    this.#start = start.getTime();
    this.#speed = speed;
    this.#speedWhileBusy = speedWhileBusy;
  }

  now(): Date {
    const now = Math.floor(this.#now());
    if (this.#onReserve && now >= this.#reservedUntil) {
      this.#reservedUntil = now + RESERVED;
      this.#onReserve(new Date(this.#reservedUntil));
    }
    return new Date(now);
  }

  /**
   * Calls `callback` once, at `instant` (milliseconds since 1970) or at once when that has passed; in order of time.
   */
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
    this.#suspend(work);
    return new Promise((resolve) => {
      this.at(this.#now() + milliseconds, () => {
        this.#resume(work);
        resolve();
      });
    });
  }

  /** Waits for something that other work of this process does; counts as busy no more than a sleep does. */
  async waitFor<T>(other: Promise<T>): Promise<T> {
    const work = this.#work.getStore();
    this.#suspend(work);
    try {
      return await other;
    } finally {
      this.#resume(work);
    }
  }

  /** Runs `work` at real speed; anyone who does something that takes real time calls it. */
  async busy<T>(work: () => Promise<T>): Promise<T> {
    const outer = this.#work.getStore();
    const self: Work = { waiting: 0, done: false };
    this.#setBusy(this.#busy + 1);
    this.#suspend(outer);
    try {
      return await this.#work.run(self, work);
    } finally {
      // First the outer work, then this one: in between, the clock must not be idle.
      this.#resume(outer);
      if (self.waiting === 0) this.#setBusy(this.#busy - 1);
      self.done = true;
    }
  }

  /** Whether anything is at work that real time is left to. */
  get isBusy(): boolean {
    return this.#busy > 0;
  }

  /** Lets idle time pass at most this fast, until another limit is set; `Infinity` is none. */
  limit(speed: number): void {
    if (speed === this.#limit) return;
    this.#anchor();
    this.#limit = speed;
    this.#schedule();
  }

  /** Lets that much time pass at once; timers that come due are called in their order. */
  pass(milliseconds: number): void {
    this.#anchor();
    this.#elapsed += milliseconds;
    this.#schedule();
  }

  /** Forgets every timer; nothing of this clock keeps the process alive afterwards. */
  close(): void {
    this.#closed = true;
    this.#timers.clear();
    this.#wake?.();
    this.#wake = undefined;
  }

  #suspend(work: Work | undefined): void {
    if (work && work.waiting++ === 0 && !work.done) this.#setBusy(this.#busy - 1);
  }

  /** Work that ended while something it had begun still waited is not counted again. */
  #resume(work: Work | undefined): void {
    if (work && --work.waiting === 0 && !work.done) this.#setBusy(this.#busy + 1);
  }

  /** In fractions of a millisecond: rounding at each change of rate would hold a clock that changes often. */
  #now(): number {
    return this.#start + this.#elapsedAt(performance.now());
  }

  #elapsedAt(real: number): number {
    const rate = this.#rate();
    return rate === 'max' ? this.#elapsed : this.#elapsed + (real - this.#realAnchor) * rate;
  }

  #rate(): Speed {
    if (this.#busy > 0) return this.#speedWhileBusy;
    if (this.#limit === Infinity) return this.#speed;
    return this.#speed === 'max' ? this.#limit : Math.min(this.#speed, this.#limit);
  }

  #setBusy(busy: number): void {
    this.#anchor();
    this.#busy = busy;
    this.#schedule();
  }

  /** Called before whatever changes the rate: from here on time passes at another. */
  #anchor(): void {
    const real = performance.now();
    this.#elapsed = this.#elapsedAt(real);
    this.#realAnchor = real;
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
      const delay = Math.min(Math.max(0, next - this.#now()) / rate, LONGEST_REAL_TIMER);
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
    if (this.#rate() === 'max') this.#elapsed = Math.max(this.#elapsed, next - this.#start);
    if (next <= this.#now()) this.#timers.take()?.();
    this.#schedule();
  }
}
