import type { LambdaHandler } from './lambda.ts';
import { logCallsOf } from './logger.ts';

/** A handler that is made at its first call, so that importing its file needs no environment; every call is logged as its own. */
export function atFirstCall(create: () => LambdaHandler): LambdaHandler {
  let handler: LambdaHandler | undefined;
  return (event, context) => {
    logCallsOf(context);
    return (handler ??= create())(event, context);
  };
}
