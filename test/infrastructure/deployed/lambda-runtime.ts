import { createRequire } from 'node:module';
import type { LambdaHandler } from '../../../lambdas/runtime/lambda.ts';

/**
 * One Lambda function in a process of its own, started by `lambda-process.ts`: loads the bundle as Lambda's runtime does
 * and answers one message for each invocation. Its clock is the one of the run, because no test waits half an hour; it
 * stands still meanwhile, as that does, or a slow process would be ahead of the next one.
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

const [, , file = '', functionName = ''] = process.argv;
const { handler } = createRequire(import.meta.url)(file) as { handler: LambdaHandler };

process.on('message', ({ id, now, event }: { id: string; now: number; event: unknown }) => {
  instant = now;
  const context = { awsRequestId: id, functionName, getRemainingTimeInMillis: () => 900_000 };
  handler(event, context).then(
    (answer) => process.send?.({ id, answer }),
    ({ name, message }: Error) => process.send?.({ id, error: { name, message } }),
  );
});
