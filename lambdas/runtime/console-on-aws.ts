import type { ConsolePorts } from '../ports/index.ts';
import { consoleHandsOnAws } from './console-hands-on-aws.ts';
import type { LambdaHandler } from './lambda.ts';
import type { Made } from './make-ports.ts';
import { onAwsWithHands } from './on-aws.ts';
import { STEP_PORTS } from './step-ports-on-aws.ts';

/** Binds the handler of a console step to what all of them have. */
export function consoleOnAws(
  createHandler: (ports: Made<typeof STEP_PORTS> & ConsolePorts) => LambdaHandler,
): LambdaHandler {
  return onAwsWithHands(createHandler, STEP_PORTS, consoleHandsOnAws);
}
