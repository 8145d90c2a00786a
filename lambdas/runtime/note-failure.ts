import { isOverdue } from '../domain/errors.ts';
import { failureOf } from '../domain/failure.ts';
import type { Deed } from '../domain/statements/catalogue.ts';
import { asText } from '../domain/statements/statement.ts';
import type { StepFailure } from '../domain/tenant.ts';
import type { Ports } from '../ports/index.ts';
import type { TenantStore } from '../ports/tenant-store.ts';
import { log } from './logger.ts';
import { count } from './metrics.ts';

export interface FailedStep {
  tenantId: string;
  step: string;
  execution: string;
  invocation: string;
}

/**
 * The machine's Catch sees the name of a box, not of the step; the record keeps which step it was, and why. Nothing that
 * fails here replaces the error of the step: that is the one that matters, and the mark ends by itself.
 */
export async function noteFailure(
  { tenants, clock }: Pick<Ports, 'tenants' | 'clock'>,
  failed: FailedStep,
  error: unknown,
): Promise<void> {
  const { tenantId, step, execution, invocation } = failed;
  const at = clock.now().toISOString();
  const failure = failureOf(step, execution, error, at);
  if (isOverdue(error)) {
    const { error: name, guideStep } = failure;
    const because = asText(failure.reason);
    count('StuckTenants', { tenantId, step, guideStep, execution, error: name, because });
  }
  const unless = async (work: Promise<unknown>): Promise<void> => {
    await work.catch((secondError: unknown) => {
      log.error('FAILURE_NOT_NOTED', 'The reason of a failed step could not be written to its record.', {
        tenantId,
        step,
        error: failure.error,
        because: secondError instanceof Error ? secondError.name : String(secondError),
      });
    });
  };
  const what: Deed = { code: 'failed', error: failure.error, reason: failure.reason };
  await unless(tenants.append(tenantId, { at, by: execution, step, what }));
  await unless(writeFailure(tenants, failed, failure));
  await unless(tenants.endStep(tenantId, invocation));
}

async function writeFailure(tenants: TenantStore, { tenantId, execution }: FailedStep, failure: StepFailure) {
  const tenant = await tenants.read(tenantId);
  if (tenant) await tenants.change(tenant, execution, { failure });
}
