import { createRequire } from 'node:module';
import type { LambdaHandler } from '../../../lambdas/runtime/lambda.ts';

/**
 * One Lambda function in a process of its own, started by `lambda-process.ts`: loads the bundle as Lambda's runtime does
 * and answers one message for each invocation. Its clock is the one of the run, because no test waits half an hour.
 */
const SystemDate = Date;
let ahead = 0;

globalThis.Date = class extends SystemDate {
  constructor(...parts: [] | [number]) {
    if (parts.length === 0) super(SystemDate.now() + ahead);
    else super(...parts);
  }

  static override now(): number {
    return SystemDate.now() + ahead;
  }
} as DateConstructor;

const [, , file = '', functionName = ''] = process.argv;
const { handler } = createRequire(import.meta.url)(file) as { handler: LambdaHandler };

process.on('message', ({ id, now, event }: { id: string; now: number; event: unknown }) => {
  ahead = now - SystemDate.now();
  const context = { awsRequestId: id, functionName, getRemainingTimeInMillis: () => 900_000 };
  handler(event, context).then(
    (answer) => process.send?.({ id, answer }),
    ({ name, message }: Error) => process.send?.({ id, error: { name, message } }),
  );
});
