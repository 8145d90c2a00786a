import { withSourceMappedStack } from './in-our-lines.ts';
import type { LambdaHandler } from './lambda.ts';
import { logCallsOf } from './logger.ts';

/** A handler that is made at its first call, so that importing its file needs no environment; every call is logged as its own. */
export function lazyHandler(create: () => LambdaHandler): LambdaHandler {
  let handler: LambdaHandler | undefined;
  return async (event, context) => {
    try {
      logCallsOf(context);
      return await (handler ??= create())(event, context);
    } catch (error) {
      throw withSourceMappedStack(error);
    }
  };
}
