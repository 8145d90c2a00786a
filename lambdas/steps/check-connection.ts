import { ConnectionOverdueError } from '../domain/errors.ts';
import { hasReached } from '../domain/tenant.ts';
import { lookAgainForTheConsole } from '../domain/when-to-look-again.ts';
import type { Ports } from '../ports/index.ts';
import { watchedAccess } from './shared/console-access.ts';
import { readKnownRow } from './shared/read-known-row.ts';
import { DONE, type CheckAnswer, type StepRun } from './shared/step-run.ts';

/** Guide 3-10, 3-11: whether both consoles have met; looks again after each retry window, before the next press. */
export async function checkConnection(
  { visionOne, tenants, vault, clock }: Pick<Ports, 'visionOne' | 'tenants' | 'vault' | 'clock'>,
  { tenant, execution }: StepRun,
): Promise<CheckAnswer> {
  if (hasReached(tenant, 'updateStarted')) return DONE;
  const { state } = await readKnownRow(visionOne, await watchedAccess({ tenants, vault, clock }, tenant));
  // It was there: the final press looks again, and knows how long to wait for it to come back.
  if (state === 'connecting' && hasReached(tenant, 'connected')) return DONE;
  if (state === 'absent' || state === 'connecting') {
    const now = clock.now();
    const registeredAt = tenant.registeredAt ?? now.toISOString();
    const next = lookAgainForTheConsole(registeredAt, now);
    if ('overdue' in next) {
      throw new ConnectionOverdueError({ code: 'connectionOverdue', registeredAt });
    }
    return { done: false, ...next };
  }
  if (!hasReached(tenant, 'connected')) await tenants.change(tenant, execution, { stage: 'connected' });
  await vault.destroy(tenant.tenantId, 'registration-token');
  return DONE;
}
