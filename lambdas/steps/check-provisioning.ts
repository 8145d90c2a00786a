import { ProvisioningOverdueError } from '../domain/errors.ts';
import { hasReached } from '../domain/tenant.ts';
import { lookAgainForTheConsole } from '../domain/when-to-look-again.ts';
import type { Ports } from '../ports/index.ts';
import { accessFor } from './shared/console-access.ts';
import { DONE, type CheckAnswer, type StepRun } from './shared/step-run.ts';
import { watchForEffect } from './shared/watch-for-effect.ts';

/** Guide 2-12: whether the Vision One console has appeared. */
export async function checkProvisioning(
  { visionOne, tenants, vault, clock }: Pick<Ports, 'visionOne' | 'tenants' | 'vault' | 'clock'>,
  { tenant, execution }: StepRun,
): Promise<CheckAnswer> {
  if (hasReached(tenant, 'consoleProvisioned')) return DONE;
  const found = await visionOne.readProvisioning(await accessFor(tenant, vault));
  if (found === 'provisioned') {
    await tenants.change(tenant, execution, { stage: 'consoleProvisioned' });
    return DONE;
  }
  const now = clock.now();
  const requestedAt = tenant.consoleRequestedAt ?? now.toISOString();
  const next = lookAgainForTheConsole(requestedAt, now);
  if ('overdue' in next) {
    // As before the press: it may never have arrived, and only a person can answer for that.
    if (found === 'none') watchForEffect('2-11', requestedAt, now);
    throw new ProvisioningOverdueError({ code: 'provisioningOverdue', requestedAt });
  }
  return { done: false, ...next };
}
