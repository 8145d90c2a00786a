import { ProvisioningOverdueError } from '../domain/errors.ts';
import { hasReached } from '../domain/tenant.ts';
import { lookAgainForTheConsole } from '../domain/when-to-look-again.ts';
import type { Ports } from '../ports/index.ts';
import { accessFor } from './shared/console-access.ts';
import { DONE, type CheckAnswer, type StepRun } from './shared/step-run.ts';

/** Guide 2-12: whether the Vision One console has appeared. */
export async function checkProvisioning(
  { visionOne, tenants, vault, clock }: Pick<Ports, 'visionOne' | 'tenants' | 'vault' | 'clock'>,
  { tenant, execution }: StepRun,
): Promise<CheckAnswer> {
  if (hasReached(tenant, 'consoleProvisioned')) return DONE;
  if ((await visionOne.readProvisioning(await accessFor(tenant, vault))) === 'provisioned') {
    await tenants.change(tenant, execution, { stage: 'consoleProvisioned' });
    return DONE;
  }
  const now = clock.now();
  const requestedAt = tenant.consoleRequestedAt ?? now.toISOString();
  const next = lookAgainForTheConsole(requestedAt, now);
  if ('overdue' in next) {
    throw new ProvisioningOverdueError({ code: 'provisioningOverdue', requestedAt });
  }
  return { done: false, ...next };
}
