import * as z from 'zod';
import { noHands } from '../adapters/no-hands.ts';
import { StepError } from '../domain/errors.ts';
import { guideStepOf } from '../domain/guide.ts';
import type { StepFailure, Tenant } from '../domain/tenant.ts';
import type { TenantStore } from '../ports/tenant-store.ts';
import type { Ports } from '../ports/index.ts';
import type { StepRun } from '../steps/shared/step-run.ts';
import type { LambdaContext, LambdaHandler } from './lambda.ts';
import { log } from './logger.ts';

/** Makes a Lambda handler once its ports are known: the real ones on AWS, others in embedded mode and tests. */
export type CreateHandler = (ports: Ports) => LambdaHandler;

/** A state that is a plain call: what the step returns is the state's result. */
export function stepHandler<Input>(
  input: z.ZodType<Input>,
  step: (ports: Ports, input: Input) => Promise<unknown>,
): CreateHandler {
  return (ports) => async (event) => (await step(ports, input.parse(event))) ?? {};
}

const consoleEvent = z.object({
  batchId: z.string(),
  tenantId: z.string(),
  execution: z.string(),
  taskToken: z.string(),
});

/**
 * A state that works on a console and is answered by its task token, from here or later from the desk.
 *
 * The order matters: the step writes its record, then the mark is freed, then the token is answered. A Lambda that dies
 * after the answer is harmless then, and one that dies before it is retried and finds its record. A step that fails
 * throws, with its reason noted in the record first: a returned failure would leave the token waiting.
 */
export function consoleStepHandler(
  step: string,
  run: (ports: Ports, input: StepRun) => Promise<unknown>,
): CreateHandler {
  return (ports) => async (event, context) => {
    const { batchId, tenantId, execution, taskToken } = consoleEvent.parse(event);
    const { tenants, executions, clock } = ports;
    const now = clock.now();
    const tenant = await tenants.beginStep(tenantId, {
      step,
      execution,
      invocation: context.awsRequestId,
      now,
      expiresAt: endOf(context, now),
    });
    let answer: unknown;
    try {
      answer = await run(portsFor(ports, tenant), { tenant, execution, batchId });
    } catch (error) {
      await noteFailure(ports, { tenantId, step, execution, invocation: context.awsRequestId }, error);
      throw error;
    }
    try {
      await tenants.append(tenantId, { at: clock.now().toISOString(), by: execution, step, what: inWords(answer) });
    } finally {
      await tenants.endStep(tenantId, context.awsRequestId);
    }
    const answered = await executions.succeedTask(taskToken, answer);
    if (!answered)
      log.warn('TOKEN_TOO_LATE', 'The step was done, and its token had been answered.', { tenantId, step });
    return {};
  };
}

/** A row may ask for a person's hands in a deployment whose hands are a browser; scripted ones play every part. */
function portsFor(ports: Ports, { row }: Tenant): Ports {
  return row.hands === 'operator' && ports.settings.defaultHands === 'browser' ? { ...ports, ...noHands() } : ports;
}

/** When this invocation is over at the latest. */
export function endOf(context: LambdaContext, now: Date): Date {
  return new Date(now.getTime() + context.getRemainingTimeInMillis());
}

interface FailedStep {
  tenantId: string;
  step: string;
  execution: string;
  invocation: string;
}

/**
 * The machine's Catch sees the name of a box, not of the step; the record keeps which step it was, and why. Nothing that
 * fails here replaces the error of the step: that is the one that matters, and the mark ends by itself.
 */
async function noteFailure({ tenants, clock }: Ports, failed: FailedStep, error: unknown): Promise<void> {
  const { tenantId, step, execution, invocation } = failed;
  const at = clock.now().toISOString();
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const guideStep = (error instanceof StepError ? error.guideStep : undefined) ?? guideStepOf(step);
  const unless = async (work: Promise<unknown>): Promise<void> => {
    await work.catch((secondError: unknown) => {
      log.error('FAILURE_NOT_NOTED', 'The reason of a failed step could not be written to its record.', {
        tenantId,
        step,
        error: name,
        because: secondError instanceof Error ? secondError.name : String(secondError),
      });
    });
  };
  await unless(tenants.append(tenantId, { at, by: execution, step, what: `${name}: ${message}` }));
  await unless(writeFailure(tenants, failed, { execution, step, error: name, reason: message, guideStep, at }));
  await unless(tenants.endStep(tenantId, invocation));
}

async function writeFailure(tenants: TenantStore, { tenantId, execution }: FailedStep, failure: StepFailure) {
  const tenant = await tenants.read(tenantId);
  if (tenant) await tenants.change(tenant, execution, { failure });
}

const waiting = z.object({ lookAgainAt: z.string() });

function inWords(answer: unknown): string {
  const next = waiting.safeParse(answer);
  return next.success ? `looks again at ${next.data.lookAgainAt}` : 'done';
}
