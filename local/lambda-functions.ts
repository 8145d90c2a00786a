import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { Ports } from '../lambdas/ports/index.ts';
import type { LambdaHandler } from '../lambdas/runtime/lambda.ts';
import type { CreateHandler } from '../lambdas/runtime/step-handler.ts';
import { fileOf } from '../lib/lambda-tasks.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** Lambda's own longest time-out. */
const LONGEST_INVOCATION = 15 * 60_000;

/**
 * What Step Functions reports when the process of a function ends, its time is up, or its answer is lost on the way: not
 * what any code of ours threw.
 */
class InvocationEndedError extends Error {
  constructor(name: 'Lambda.Unknown' | 'Sandbox.Timedout' | 'Lambda.SdkClientException', message: string) {
    super(message);
    this.name = name;
  }
}

interface Invocation {
  functionName: string;
  /** The tenant or batch of its payload. */
  subject: string | undefined;
  end(error: InvocationEndedError): void;
}

/**
 * Runs the product's handlers in this process, as Lambda would: by the name of the state, each invocation with an id
 * and a time limit of its own, on the virtual clock.
 */
export class LambdaFunctions {
  readonly #clock: VirtualClock;
  #ports: Ports | undefined;
  readonly #handlers = new Map<string, Promise<LambdaHandler>>();
  readonly #invocations = new AsyncLocalStorage<Invocation>();

  constructor(clock: VirtualClock) {
    this.#clock = clock;
  }

  /** The ports of every handler; known only after the services they lead to are up. */
  bind(ports: Ports): void {
    this.#ports = ports;
  }

  async invoke(functionName: string, payload: unknown): Promise<unknown> {
    const handler = await this.#handler(functionName);
    const { promise: ended, reject } = Promise.withResolvers<never>();
    const deadline = this.#clock.now().getTime() + LONGEST_INVOCATION;
    const timer = this.#clock.at(deadline, () => {
      reject(new InvocationEndedError('Sandbox.Timedout', `${functionName} timed out after 900 seconds`));
    });
    const context = {
      awsRequestId: randomUUID(),
      getRemainingTimeInMillis: () => deadline - this.#clock.now().getTime(),
    };
    try {
      return await this.#invocations.run({ functionName, subject: subjectOf(payload), end: reject }, () =>
        Promise.race([handler(payload, context), ended]),
      );
    } finally {
      timer.cancel();
    }
  }

  /** Ends the invocation that calls it, at once, as a process that dies: for faults of the simulated vendor. */
  crash(): Promise<never> {
    const invocation = this.#invocations.getStore();
    if (!invocation) throw new Error('there is no invocation to end');
    invocation.end(new InvocationEndedError('Lambda.Unknown', 'Runtime exited without providing a reason'));
    return new Promise<never>(() => undefined);
  }

  /** Step Functions loses its connection to the invocation that calls it, and starts another while this one goes on. */
  loseConnection(): void {
    const message = 'the connection was lost before an answer came';
    this.#invocations.getStore()?.end(new InvocationEndedError('Lambda.SdkClientException', message));
  }

  /** The invocation that asks: one object for each; `undefined` outside of any. */
  running(): Pick<Invocation, 'functionName' | 'subject'> | undefined {
    return this.#invocations.getStore();
  }

  #handler(functionName: string): Promise<LambdaHandler> {
    let handler = this.#handlers.get(functionName);
    if (!this.#ports) throw new Error('the functions have no ports yet');
    if (!handler) {
      handler = importHandler(`../lambdas/handlers/${fileOf(functionName)}.ts`, this.#ports);
      this.#handlers.set(functionName, handler);
    }
    return handler;
  }
}

function subjectOf(payload: unknown): string | undefined {
  const { tenantId, batchId } = payload as { tenantId?: string; batchId?: string };
  return tenantId ?? batchId;
}

interface HandlerModule {
  createHandler: CreateHandler;
}

async function importHandler(path: string, ports: Ports): Promise<LambdaHandler> {
  const { createHandler } = (await import(path)) as HandlerModule;
  return createHandler(ports);
}
