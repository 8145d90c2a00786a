import type { Clock } from '../../lambdas/ports/clock.ts';
import type { Throttle } from '../../lambdas/ports/throttle.ts';

/** Counts in this process, for tests. */
export class MemoryThrottle implements Throttle {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #counts = new Map<string, number>();

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  async admit(source: string, most: number): Promise<boolean> {
    const key = `${String(Math.floor(this.#clock.now().getTime() / 60_000))} ${source}`;
    const count = this.#counts.get(key) ?? 0;
    if (count >= most) return false;
    this.#counts.set(key, count + 1);
    return true;
  }
}
