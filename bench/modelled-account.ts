import type { AccountLimits } from '../local/account-limits.ts';
import type { VirtualClock } from '../local/virtual-clock.ts';
import { PerSecond } from './per-second.ts';

/** The quotas of an account that a simulation keeps to. */
export interface Quotas {
  transitionsPerSecond: number;
  lambdaConcurrency: number;
}

/**
 * How long an invocation takes on AWS: a few calls of DynamoDB and KMS of 5 to 10 ms each. Assumed, since nothing here
 * was run on AWS; waiting for a verification code comes on top, on the clock.
 */
const INVOCATION_MILLISECONDS = 100;

class TooManyRequests extends Error {
  constructor() {
    super('Rate Exceeded.');
    this.name = 'Lambda.TooManyRequestsException';
  }
}

/** Step Functions' bucket of state transitions and Lambda's concurrency, and what was asked of them in each second. */
export class ModelledAccount implements AccountLimits {
  readonly transitions = new PerSecond();
  readonly invocations = new PerSecond();
  /** How long transitions waited for their turn, all together and at most, in milliseconds. */
  waitedMilliseconds = 0;
  mostWaitedMilliseconds = 0;
  /** Invocations that Lambda refused, and the machine tried again. */
  refused = 0;
  /** Most invocations at a time. */
  mostAtOnce = 0;
  /** Of all invocations, in milliseconds. */
  busyMilliseconds = 0;
  readonly #quotas: Quotas;
  readonly #clock: VirtualClock;
  #tokens: number;
  #filledAt = 0;
  #running = 0;

  constructor(quotas: Quotas, clock: VirtualClock) {
    this.#quotas = quotas;
    this.#clock = clock;
    this.#tokens = quotas.transitionsPerSecond;
  }

  transition(now: number): number {
    const perMillisecond = this.#quotas.transitionsPerSecond / 1000;
    this.#tokens = Math.min(this.#quotas.transitionsPerSecond, this.#tokens + (now - this.#filledAt) * perMillisecond);
    this.#filledAt = now;
    this.#tokens -= 1;
    // Below nothing: anyone who comes next waits for those before it.
    const instant = this.#tokens >= 0 ? now : now + Math.ceil(-this.#tokens / perMillisecond);
    this.transitions.count(instant);
    this.waitedMilliseconds += instant - now;
    this.mostWaitedMilliseconds = Math.max(this.mostWaitedMilliseconds, instant - now);
    return instant;
  }

  async invocation<T>(_functionName: string, run: () => Promise<T>): Promise<T> {
    if (this.#running >= this.#quotas.lambdaConcurrency) {
      this.refused++;
      throw new TooManyRequests();
    }
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.#running);
    const from = this.#clock.now().getTime();
    this.invocations.count(from);
    try {
      // Before the function's own work: what it reads of the vendor is as of its end.
      await this.#clock.sleep(INVOCATION_MILLISECONDS);
      return await run();
    } finally {
      this.#running--;
      this.busyMilliseconds += this.#clock.now().getTime() - from;
    }
  }
}
