import * as z from '../domain/zod.ts';
import type { Ports } from '../ports/index.ts';
import { type CheckAnswer, PERSON_NEEDED, type StepRun } from '../steps/shared/step-run.ts';
import { orAwsUnavailable } from './aws-unavailable.ts';
import type { LambdaContext, LambdaHandler } from './lambda.ts';
import { performStep, type StepPorts } from './perform-step.ts';

/** Makes a Lambda handler once its ports are known: the real ones on AWS, others in embedded mode and tests. */
export type CreateHandler<Needs = Ports> = (ports: Needs) => LambdaHandler;

/** A state that is a plain call: what the step returns is the state's result. */
export function stepHandler<Input, Needs>(
  input: z.ZodMiniType<Input>,
  step: (ports: Needs, input: Input) => Promise<unknown>,
): CreateHandler<Needs> {
  return (ports) => async (event) => (await orAwsUnavailable(() => step(ports, input.parse(event)))) ?? {};
}

/** A state that waits with its token for what somebody decides at the desk; where nobody has to, the step's answer is it. */
export function decisionHandler<Input extends { taskToken: string }, Needs>(
  input: z.ZodMiniType<Input>,
  step: (ports: Needs, input: Input) => Promise<unknown>,
): CreateHandler<Needs & Pick<Ports, 'executions'>> {
  return (ports) => async (event) => {
    const run = input.parse(event);
    await orAwsUnavailable(async () => {
      const answer = await step(ports, run);
      if (answer) await ports.executions.succeedTask(run.taskToken, answer);
    });
    return {};
  };
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
export function consoleStepHandler<Needs>(
  step: string,
  run: (ports: Needs, input: StepRun) => Promise<unknown>,
): CreateHandler<StepPorts & Needs> {
  return (ports) => async (event, context) => {
    const expiresAt = endOf(context, ports.clock.now());
    const call = { ...consoleEvent.parse(event), invocation: context.awsRequestId, expiresAt };
    await orAwsUnavailable(() => performStep(ports, { step, run }, call));
    return {};
  };
}

const consoleCheckEvent = z.extend(consoleEvent, { taskToken: z.optional(z.string()) });

/**
 * A look at a console: what it saw is the state's result, or that a person is needed. Then another state calls this function
 * with its token, and whatever the look cannot tell is left to a person there.
 */
export function consoleCheckHandler<Needs>(
  step: string,
  run: (ports: Needs, input: StepRun) => Promise<CheckAnswer>,
): CreateHandler<StepPorts & Needs> {
  return (ports) => async (event, context) => {
    const expiresAt = endOf(context, ports.clock.now());
    const call = { ...consoleCheckEvent.parse(event), invocation: context.awsRequestId, expiresAt };
    const performed = await orAwsUnavailable(() => performStep(ports, { step, run }, call));
    if (call.taskToken !== undefined) return {};
    return performed.done ? performed.answer : PERSON_NEEDED;
  };
}

/** When this invocation is over at the latest. */
export function endOf(context: LambdaContext, now: Date): Date {
  return new Date(now.getTime() + context.getRemainingTimeInMillis());
}
