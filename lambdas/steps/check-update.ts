import { ManualActionRequiredError, UpdateStateUnknownError } from '../domain/errors.ts';
import { shownRow } from '../domain/product-instance.ts';
import { hasReached } from '../domain/tenant.ts';
import { lookAgainForTheUpdate } from '../domain/when-to-look-again.ts';
import type { Ports } from '../ports/index.ts';
import { watchedAccess } from './shared/console-access.ts';
import { readKnownRow } from './shared/read-known-row.ts';
import { DONE, type CheckAnswer, type StepRun } from './shared/step-run.ts';
import { notePressed } from './shared/watch-for-effect.ts';

/** `pressAgain`: a person answers for the press having started nothing, and the machine goes back to it. */
type UpdateAnswer = CheckAnswer | { done: false; pressAgain: true; lookAgainAt: string };

/**
 * Guide 3-16, 3-17: whether the update is finished. Only the whole row of Standard Endpoint Protection says so; past the
 * deadline its state is unknown, never "failed", because nobody saw it fail.
 */
export async function checkUpdate(
  { visionOne, tenants, vault, clock, settings }: Pick<Ports, 'visionOne' | 'tenants' | 'vault' | 'clock' | 'settings'>,
  run: StepRun,
): Promise<UpdateAnswer> {
  const { tenant, execution } = run;
  if (hasReached(tenant, 'updated')) return DONE;
  const access = await watchedAccess({ tenants, vault, clock }, tenant);
  const { row, state } = await readKnownRow(visionOne, access);
  const now = clock.now();
  if (state === 'updated') {
    // Where the fate of the press was unknown: it went through after all.
    const isNews = !hasReached(tenant, 'updateStarted');
    if (isNews) await notePressed({ tenants, clock }, run, '3-14');
    const current = isNews ? await tenants.change(tenant, execution, { stage: 'updateStarted' }) : tenant;
    await tenants.change(current, execution, { stage: 'updated', updatedAt: now.toISOString() });
    return DONE;
  }
  const by = state === 'connected' ? await run.actor.word?.sawNoEffect?.() : undefined;
  if (by !== undefined) {
    await tenants.change(tenant, execution, { notStarted: { by, at: now.toISOString() } });
    return { done: false, pressAgain: true, lookAgainAt: now.toISOString() };
  }
  const requestedAt = tenant.updateRequestedAt ?? now.toISOString();
  const next = lookAgainForTheUpdate(
    { tenantId: tenant.tenantId, requestedAt, minutes: settings.updateMinutes[tenant.row.region] },
    now,
  );
  if ('overdue' in next) {
    const unknown = { code: 'updateStateUnknown', requestedAt, row: shownRow(row) } as const;
    // As before the press: it may never have been made, and only a person can answer for that.
    throw state === 'connected' ? new ManualActionRequiredError(unknown) : new UpdateStateUnknownError(unknown);
  }
  return { done: false, ...next };
}
