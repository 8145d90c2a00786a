import { shareOf } from './made-up.ts';
import type { VendorTenant } from './vendor-tenant.ts';

const MINUTE = 60_000;

/** What a row may say of the update: it has not begun, it runs, it is finished. */
export type Shown = 'none' | 'running' | 'finished';

/**
 * What the row shows where the scenario says `STATUS_FLAPS`: now and then another status for a minute. While the update
 * runs, that nothing has begun, with the button; in its last minutes, that it is finished; for a while afterwards, that it
 * still runs. What the vendor does goes by the truth.
 */
export function flapping(tenant: VendorTenant, truth: Shown, now: Date, finishesAt: number | undefined): Shown {
  if (!tenant.has('STATUS_FLAPS') || finishesAt === undefined) return truth;
  const share = shareOf(`flap ${String(Math.floor(now.getTime() / MINUTE))}`, tenant.id);
  if (truth === 'finished') return now.getTime() < finishesAt + 10 * MINUTE && share < 0.4 ? 'running' : truth;
  if (share < 0.3) return 'none';
  return now.getTime() > finishesAt - 3 * MINUTE && share < 0.8 ? 'finished' : truth;
}

/** Whether a connection that is there shows as not there, for a minute. */
export function showsNoConnection(tenant: VendorTenant, now: Date): boolean {
  if (!tenant.has('STATUS_FLAPS')) return false;
  return shareOf(`connection ${String(Math.floor(now.getTime() / MINUTE))}`, tenant.id) < 0.3;
}
