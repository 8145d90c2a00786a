import { shareOf } from './made-up.ts';
import type { LagPoint } from './tenant-scenario.ts';
import type { TenantState } from './tenant-state.ts';
import type { VendorTenant } from './vendor-tenant.ts';

const MINUTE = 60_000;
/** The longest that `LATE_EFFECTS` draws, in minutes. */
const LONGEST = 10;

/** From a press until the consoles show its effect, in milliseconds: as the scenario says, or drawn (`LATE_EFFECTS`). */
export function lagOf(tenant: VendorTenant, point: LagPoint): number {
  const named = tenant.state.scenario.lagMinutes;
  const drawn = tenant.has('LATE_EFFECTS') ? LONGEST * shareOf('lag', point, tenant.id) : 0;
  return (named?.[point] ?? named?.every ?? drawn) * MINUTE;
}

/**
 * What the consoles show of a tenant: its state without the effects that are still to come. Until an effect shows, every
 * console looks and answers as before the press, and takes it again. What the vendor does meanwhile goes by the state.
 */
export function shownOf(tenant: VendorTenant, now: Date): Readonly<TenantState> {
  const { state } = tenant;
  if (!tenant.has('LATE_EFFECTS') && !state.scenario.lagMinutes) return state;
  const isShown = (point: LagPoint, pressedAt: string | undefined): boolean =>
    pressedAt === undefined || now.getTime() >= Date.parse(pressedAt) + lagOf(tenant, point);
  const shown = (point: LagPoint, pressedAt: string | undefined) => (isShown(point, pressedAt) ? pressedAt : undefined);
  const users = Object.entries(state.upgradedUsers);
  return {
    ...state,
    primary: isShown('passwordReset', state.primary?.resetAt) ? state.primary : undefined,
    provisionRequestedAt: shown('provisioning', state.provisionRequestedAt),
    transferredAt: shown('transfer', state.transferredAt),
    registeredAt: shown('registration', state.registeredAt),
    updateStartedAt: shown('update', state.updateStartedAt),
    upgradedUsers: Object.fromEntries(users.filter(([, { resetAt }]) => isShown('userUpgrade', resetAt))),
  };
}
