import * as z from 'zod';
import { guideStepOf } from '../domain/guide.ts';
import { closeTenant, type ClosePorts } from '../steps/shared/close-tenant.ts';
import type { Ports } from '../ports/index.ts';
import { log } from '../runtime/logger.ts';
import { onAws } from '../runtime/on-aws.ts';
import type { CreateHandler } from '../runtime/step-handler.ts';

const statusChange = z.object({
  detail: z.object({
    executionArn: z.string(),
    stateMachineArn: z.string(),
    status: z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE']),
    input: z.string().nullish(),
  }),
});

const tenantInput = z.object({ batchId: z.string(), tenantId: z.string() });

/** The statuses after which no state of the execution can record anything any more. */
const WORDS: Readonly<Record<string, string>> = {
  FAILED: 'its execution failed',
  TIMED_OUT: 'its execution timed out',
  ABORTED: 'its execution was stopped by hand',
};

/**
 * EventBridge "Step Functions Execution Status Change" of `migrate-tenant`: records the outcome that no Catch could, as
 * after an abort or a time-out, and gives the lease back. An outcome that is there stays.
 */
export const createHandler: CreateHandler = (ports: ClosePorts & Pick<Ports, 'tenants'>) => async (event) => {
  const { executionArn, stateMachineArn, status, input } = statusChange.parse(event).detail;
  const words = WORDS[status];
  if (!words || stateMachineArn !== ports.settings.migrateTenantArn || !input) return {};
  const { batchId, tenantId } = tenantInput.parse(JSON.parse(input));
  const step = (await ports.tenants.read(tenantId))?.lastStep;
  const reason = step ? `${words} at ${step}` : words;
  const guideStep = step ? guideStepOf(step) : null;
  const closed = await closeTenant(ports, { batchId, tenantId }, { reason, code: `Execution${status}`, guideStep });
  await ports.tenants.release(tenantId, executionArn);
  if (closed)
    log.warn('TENANT_CLOSED', 'A tenant had no outcome when its execution ended.', { tenantId, batchId, status });
  return {};
};

export const handler = onAws(createHandler);
