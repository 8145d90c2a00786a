import * as z from '../domain/zod.ts';
import type { Ports } from '../ports/index.ts';
import type { StepRun } from '../steps/shared/step-run.ts';
import { orAwsUnavailable } from './aws-unavailable.ts';
import type { LambdaContext, LambdaHandler } from './lambda.ts';
import { performStep } from './perform-step.ts';

/** Makes a Lambda handler once its ports are known: the real ones on AWS, others in embedded mode and tests. */
export type CreateHandler = (ports: Ports) => LambdaHandler;

/** A state that is a plain call: what the step returns is the state's result. */
export function stepHandler<Input>(
  input: z.ZodMiniType<Input>,
  step: (ports: Ports, input: Input) => Promise<unknown>,
): CreateHandler {
  return (ports) => async (event) => (await orAwsUnavailable(() => step(ports, input.parse(event)))) ?? {};
}

const consoleEvent = z.object({
  batchId: z.string(),
  tenantId: z.string(),
  execution: z.string(),
  taskToken: z.string(),
  /** How often the machine has retried this state. */
  retryCount: z._default(z.number(), 0),
});

/** A state that works on a console: done here, or left to a person with its token; the desk goes on from there. */
export function consoleStepHandler(
  step: string,
  run: (ports: Ports, input: StepRun) => Promise<unknown>,
): CreateHandler {
  return (ports) => async (event, context) => {
    const expiresAt = endOf(context, ports.clock.now());
    const call = { ...consoleEvent.parse(event), invocation: context.awsRequestId, expiresAt };
    await orAwsUnavailable(() => performStep(ports, { step, run }, call));
    return {};
  };
}

/** When this invocation is over at the latest. */
export function endOf(context: LambdaContext, now: Date): Date {
  return new Date(now.getTime() + context.getRemainingTimeInMillis());
}
