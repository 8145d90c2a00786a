import * as z from '../domain/zod.ts';
import type { UserRun } from '../steps/upgrade-user-account.ts';
import { orAwsUnavailable } from './aws-unavailable.ts';
import { performUserStep, type UserStepPorts } from './perform-user-step.ts';
import { endOf, type CreateHandler } from './step-handler.ts';

const userEvent = z.object({
  batchId: z.string(),
  tenantId: z.string(),
  execution: z.string(),
  account: z.string(),
  taskToken: z.string(),
  retryCount: z._default(z.number(), 0),
});

/** A state that works on one user account of a migrated tenant (guide 3-19): done here, or left to a person. */
export function userStepHandler<Needs>(
  step: string,
  run: (ports: Needs, input: UserRun) => Promise<unknown>,
): CreateHandler<UserStepPorts & Needs> {
  return (ports) => async (event, context) => {
    const expiresAt = endOf(context, ports.clock.now());
    const call = { ...userEvent.parse(event), invocation: context.awsRequestId, expiresAt };
    await orAwsUnavailable(() => performUserStep(ports, { step, run }, call));
    return {};
  };
}
