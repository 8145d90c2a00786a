import * as z from '../domain/zod.ts';
import { guideStepOf } from '../domain/guide.ts';
import type { FailurePorts } from '../steps/shared/email-failures.ts';
import { closeTenant } from '../steps/shared/close-tenant.ts';
import { notifyOfFailure } from '../steps/shared/notify-of-failure.ts';
import { withdrawTasks } from '../steps/shared/desk-filing.ts';
import type { Reason } from '../domain/statements/catalogue.ts';
import type { Ports } from '../ports/index.ts';
import type { TenantStore } from '../ports/tenant-store.ts';
import { log } from '../runtime/logger.ts';
import { onAws } from '../runtime/on-aws.ts';
import { batches, desk, mailer, tenants, vault } from '../runtime/ports-on-aws.ts';
import type { CreateHandler } from '../runtime/step-handler.ts';

const statusChange = z.object({
  detail: z.object({
    executionArn: z.string(),
    stateMachineArn: z.string(),
    status: z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE']),
    input: z.nullish(z.string()),
  }),
});

const tenantInput = z.object({ batchId: z.string(), tenantId: z.string() });

/** The statuses after which no state of the execution can record anything any more. */
const ENDED = ['FAILED', 'TIMED_OUT', 'ABORTED'] as const;

/**
 * EventBridge "Step Functions Execution Status Change" of `migrate-tenant`: records the outcome that no Catch could, as
 * after an abort or a time-out, and gives the lease back. An outcome that is there stays.
 */
export const createHandler: CreateHandler<FailurePorts & Pick<Ports, 'tenants' | 'desk' | 'vault'>> =
  (ports) => async (event) => {
    const { executionArn, stateMachineArn, status, input } = statusChange.parse(event).detail;
    const ended = ENDED.find((each) => each === status);
    if (!ended || stateMachineArn !== ports.settings.migrateTenantArn) return {};
    const run = input ? tenantInput.parse(JSON.parse(input)) : await runNamed(executionArn, ports.tenants);
    if (!run) return {};
    const { batchId, tenantId } = run;
    const tenant = await ports.tenants.read(tenantId);
    const step = tenant?.lastStep;
    const reason: Reason = { code: 'executionEnded', status: ended, ...(step !== undefined && { step }) };
    const guideStep = step ? guideStepOf(step) : null;
    const closed = await closeTenant(ports, { batchId, tenantId }, { reason, code: `Execution${status}`, guideStep });
    if (tenant?.lease?.execution === executionArn) await withdrawTasks(ports, tenantId, executionArn);
    await ports.tenants.release(tenantId, executionArn);
    if (closed)
      log.warn('TENANT_CLOSED', 'A tenant had no outcome when its execution ended.', { tenantId, batchId, status });
    // Also where the outcome stood: the one who recorded it may have died, or been refused, before the mail was sent.
    const inBatch = await ports.batches.readTenant(batchId, tenantId);
    if (inBatch) await notifyOfFailure(ports, inBatch);
    return {};
  };

/**
 * The run behind an execution named `<tenantId>--<batch8>--<attempt>`: machines with a key of ours may send no input.
 * A tenant that another batch has by now is left to `CountOutcomes`.
 */
async function runNamed(executionArn: string, tenants: TenantStore) {
  const name = executionArn.slice(executionArn.lastIndexOf(':') + 1);
  const [, tenantId, batch8] = /^(.+)--([0-9a-f]{8})--\d+$/u.exec(name) ?? [];
  if (tenantId === undefined || batch8 === undefined) return undefined;
  const batchId = (await tenants.read(tenantId))?.batchId;
  return batchId?.endsWith(batch8) ? { batchId, tenantId } : undefined;
}

export const handler = onAws(createHandler, { batches, desk, mailer, tenants, vault });
