import { UpdateStateUnknownError } from '../domain/errors.ts';
import { describeRow } from '../domain/product-instance.ts';
import { hasReached } from '../domain/tenant.ts';
import { lookAgainForTheUpdate } from '../domain/when-to-look-again.ts';
import type { Ports } from '../ports/index.ts';
import { accessFor } from './shared/console-access.ts';
import { readKnownRow } from './shared/read-known-row.ts';
import { DONE, type CheckAnswer, type StepRun } from './shared/step-run.ts';

/**
 * Guide 3-16, 3-17: whether the update is finished. Only the whole row of Standard Endpoint Protection says so; past the
 * deadline its state is unknown, never "failed", because nobody saw it fail.
 */
export async function checkUpdate(
  { visionOne, tenants, vault, clock, settings }: Pick<Ports, 'visionOne' | 'tenants' | 'vault' | 'clock' | 'settings'>,
  { tenant, execution }: StepRun,
): Promise<CheckAnswer> {
  if (hasReached(tenant, 'updated')) return DONE;
  const { row, state } = await readKnownRow(visionOne, await accessFor(tenant, vault));
  const now = clock.now();
  if (state === 'updated') {
    // Where the fate of the press was unknown: it went through after all.
    const isNews = !hasReached(tenant, 'updateStarted');
    const current = isNews ? await tenants.change(tenant, execution, { stage: 'updateStarted' }) : tenant;
    await tenants.change(current, execution, { stage: 'updated', updatedAt: now.toISOString() });
    return DONE;
  }
  const requestedAt = tenant.updateRequestedAt ?? now.toISOString();
  const next = lookAgainForTheUpdate(
    { tenantId: tenant.tenantId, requestedAt, minutes: settings.updateMinutes[tenant.row.region] },
    now,
  );
  if ('overdue' in next) {
    throw new UpdateStateUnknownError(
      `update state unknown: requested at ${requestedAt}, Product Instance shows ${row ? describeRow(row) : 'no row'}`,
    );
  }
  return { done: false, ...next };
}
