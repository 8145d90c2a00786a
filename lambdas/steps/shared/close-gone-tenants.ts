import type { BatchTenant } from '../../domain/batch.ts';
import { stableSample } from '../../domain/stable-sample.ts';
import { executionArn } from '../../domain/names.ts';
import type { Reason } from '../../domain/statements/catalogue.ts';
import type { Ports } from '../../ports/index.ts';
import { closeTenant } from './close-tenant.ts';

/** DescribeExecution allows 15 calls a second; a look asks after this many, others at each look. */
export const ASKED_AT_EACH_LOOK = 100;

/** A tenant of a batch, and the execution that was started for it. */
export type StartedTenant = Pick<BatchTenant, 'batchId' | 'tenantId' | 'execution'>;

/**
 * Gives an outcome to those of the open tenants of a batch whose execution is gone or never began, and answers with them:
 * what no Catch sees (an abort, a lost event) would otherwise keep the batch waiting for ever.
 */
export async function closeGoneTenants(
  ports: Pick<Ports, 'batches' | 'executions' | 'clock' | 'settings'>,
  open: readonly StartedTenant[],
): Promise<StartedTenant[]> {
  const closed: StartedTenant[] = [];
  const asked = stableSample(open, {
    most: ASKED_AT_EACH_LOOK,
    nameOf: ({ tenantId }) => tenantId,
    at: ports.clock.now(),
  });
  for (const tenant of asked) {
    if (await ports.executions.isRunning(executionArn(ports.settings.migrateTenantArn, tenant.execution))) continue;
    const reason: Reason = { code: 'executionGone' };
    // An execution may end between the query and the question: then its own outcome stands.
    await closeTenant(ports, tenant, { reason, code: 'ExecutionGone', guideStep: null });
    closed.push(tenant);
  }
  return closed;
}
