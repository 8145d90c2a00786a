import type { Ports } from '../../lambdas/ports/index.ts';
import { interceptPorts } from '../../local/simulation/disturbance.ts';
import type { LambdaFunctions } from '../../local/lambda-functions.ts';

type Functions = Pick<LambdaFunctions, 'crash' | 'running'>;

/** A moment right before or right after something that a function does to the world outside. */
export interface CrashPoint {
  functionName: string;
  /** Which of its invocations, from 1. */
  invocation: number;
  /** Which of the calls in it, from 1. */
  call: number;
  /** Such as `tenants.change`. */
  what: string;
  when: 'before' | 'after';
}

/**
 * Lets a function die at a moment of choice, and notes every such moment of a run.
 *
 * What a process does between two calls of a port nobody else can see, so these are all the moments that differ.
 */
export class Crash {
  readonly passed: CrashPoint[] = [];
  readonly #at: CrashPoint | undefined;
  readonly #invocations = new Map<string, Map<object, { invocation: number; calls: number }>>();
  #happened = false;

  constructor(at?: CrashPoint) {
    this.#at = at;
  }

  /** Whether the moment came. */
  get happened(): boolean {
    return this.#happened;
  }

  /** For the option `disturb` of the stack. */
  disturb(ports: Ports, functions: Functions): Ports {
    return interceptPorts(ports, ({ port, method, make }) => this.#around(`${port}.${method}`, functions, make));
  }

  async #around(what: string, functions: Functions, call: () => unknown): Promise<unknown> {
    const place = this.#place(what, functions);
    if (!place) return call();
    await this.#pass({ ...place, when: 'before' }, functions);
    const answer = await call();
    await this.#pass({ ...place, when: 'after' }, functions);
    return answer;
  }

  /** Where this is; `undefined` outside of any function. */
  #place(what: string, functions: Functions): Omit<CrashPoint, 'when'> | undefined {
    const running = functions.running();
    if (!running) return undefined;
    const { functionName } = running;
    const ofFunction = this.#invocations.get(functionName) ?? new Map<object, { invocation: number; calls: number }>();
    this.#invocations.set(functionName, ofFunction);
    const place = ofFunction.get(running) ?? { invocation: ofFunction.size + 1, calls: 0 };
    ofFunction.set(running, place);
    return { functionName, invocation: place.invocation, call: ++place.calls, what };
  }

  async #pass(point: CrashPoint, functions: Functions): Promise<void> {
    this.passed.push(point);
    if (!this.#at || nameOf(point) !== nameOf(this.#at)) return;
    this.#happened = true;
    await functions.crash();
  }
}

/** Such as `StartUpdate 1, after call 6 (tenants.change)`. */
export function nameOf({ functionName, invocation, call, what, when }: CrashPoint): string {
  return `${functionName} ${String(invocation)}, ${when} call ${String(call)} (${what})`;
}
