import { AsyncLocalStorage } from 'node:async_hooks';
import { createRequire } from 'node:module';
import timers from 'node:timers/promises';
import type { LambdaHandler } from '../../../lambdas/runtime/lambda.ts';

/**
 * One Lambda function in a process of its own, started by `lambda-process.ts`: loads the bundle as Lambda's runtime does
 * and answers one message for each invocation. Its clock is the one of the run, because no test waits half an hour; it
 * stands still meanwhile, as that does, or a slow process would be ahead of the next one. What sleeps waits on that clock.
 */
const SystemDate = Date;
let instant = SystemDate.now();

globalThis.Date = class extends SystemDate {
  constructor(...parts: [] | [number]) {
    if (parts.length === 0) super(instant);
    else super(...parts);
  }

  static override now(): number {
    return instant;
  }
} as DateConstructor;

const invocations = new AsyncLocalStorage<string>();
const sleepers = new Map<number, () => void>();
let slept = 0;

/** What `SystemClock` waits by. */
timers.setTimeout = async (milliseconds = 0): Promise<never> => {
  const sleeper = ++slept;
  const { promise, resolve } = Promise.withResolvers<never>();
  sleepers.set(sleeper, resolve as () => void);
  process.send?.({ id: invocations.getStore(), sleeper, milliseconds });
  return promise;
};

const [, , file = '', functionName = ''] = process.argv;
const { handler } = createRequire(import.meta.url)(file) as { handler: LambdaHandler };

type Message = { id: string; now: number; event: unknown } | { sleeper: number; now: number };

process.on('message', (message: Message) => {
  instant = message.now;
  if ('sleeper' in message) {
    sleepers.get(message.sleeper)?.();
    sleepers.delete(message.sleeper);
    return;
  }
  const { id, event } = message;
  const context = { awsRequestId: id, functionName, getRemainingTimeInMillis: () => 900_000 };
  invocations
    .run(id, () => handler(event, context))
    .then(
      (answer) => process.send?.({ id, answer }),
      ({ name, message: text }: Error) => process.send?.({ id, error: { name, message: text } }),
    );
});
