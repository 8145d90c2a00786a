import { shownUpdateOf, updateOf } from './progress.ts';
import { notThere } from './refusal.ts';
import type { Violation } from './tenant-state.ts';
import type { VendorTenant } from './vendor-tenant.ts';

/** Guide 3-15: wait 30 minutes to an hour. */
const LEAST_WAIT = 30 * 60_000;

/** What the console says to the final press: it shows the status アップデート, or a message. */
export type PressAnswer = { kind: 'started' } | { kind: 'message'; text: string };

/**
 * Guide 3-14: what the final press does. Every press is counted, also a forbidden one, which is noted besides; a press
 * that the vendor takes starts the update and signs everybody out.
 */
export function finalPress(tenant: VendorTenant, isAsked: boolean, now: Date): PressAnswer {
  return tenant.atOnce(() => {
    tenant.count('updatePressed');
    const violation = violationOf(tenant, isAsked, now);
    if (violation) tenant.violate(violation, now);
    if (!isAsked || shownUpdateOf(tenant, now) !== 'none') {
      throw notThere('[接続して転送]', '3-14');
    }
    if (tenant.strikes('TEMPORARY_PROBLEM')) {
      tenant.change({ temporaryProblemAt: now.toISOString() });
      return { kind: 'message', text: tenant.labels.temporaryProblem };
    }
    // Pressed again before the first press shows: the update that runs goes on.
    if (updateOf(tenant, now) === 'none') {
      tenant.count('updatesAccepted');
      tenant.change({ updateStartedAt: now.toISOString() });
    }
    tenant.signEverybodyOut();
    return { kind: 'started' };
  });
}

/** A final press in the notice of another product, which is updated for good. */
export function pressForAnotherProduct(tenant: VendorTenant, now: Date): PressAnswer {
  return tenant.atOnce(() => {
    tenant.count('updatePressed');
    tenant.violate('pressedForAnotherProduct', now);
    tenant.signEverybodyOut();
    return { kind: 'started' };
  });
}

function violationOf(tenant: VendorTenant, isAsked: boolean, now: Date): Violation['what'] | undefined {
  const update = updateOf(tenant, now);
  if (update === 'running') return 'pressedWhileUpdating';
  if (update === 'finished') return 'pressedAfterUpdate';
  if (!isAsked) return 'pressedWithoutNotice';
  const { temporaryProblemAt } = tenant.state;
  const isTooSoon = temporaryProblemAt && now.getTime() < Date.parse(temporaryProblemAt) + LEAST_WAIT;
  return isTooSoon ? 'pressedTooSoonAfterTemporaryProblem' : undefined;
}
