import type { ProductInstanceRow } from '../domain/product-instance.ts';
import { PRODUCT_NAMES } from './labels.ts';
import { flapping, showsNoConnection } from './flapping.ts';
import { shownOf } from './lag.ts';
import { numberBetween, shareOf, tokenOf } from './made-up.ts';
import type { VendorTenant } from './vendor-tenant.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
const TRIAL = 30 * DAY;

/**
 * Guide 2-11, 2-12: nothing yet, [Provision Console] was pressed, the console appears. It takes one to three minutes.
 */
export function provisioningOf(tenant: VendorTenant, now: Date): 'none' | 'provisioning' | 'provisioned' {
  if (tenant.has('ALREADY_HAS_VISION_ONE')) return 'provisioned';
  const { provisionRequestedAt } = shownOf(tenant, now);
  if (!provisionRequestedAt) return 'none';
  return now.getTime() >= Date.parse(provisionRequestedAt) + provisioningTakes(tenant.id)
    ? 'provisioned'
    : 'provisioning';
}

/** Guide 2-11: from [Provision Console] until the console is there, in milliseconds. */
export function provisioningTakes(tenantId: string): number {
  return (1 + 2 * shareOf('provisioning', tenantId)) * MINUTE;
}

/** Guide 3-7: what 統合設定 shows, no matter who registered it. */
export function isRegistered(tenant: VendorTenant, now: Date): boolean {
  return tenant.has('CONNECTED_ELSEWHERE') || shownOf(tenant, now).registeredAt !== undefined;
}

/** What the vendor does; in its own tests the update takes 20 to 30 minutes (guide 3-16). */
export function updateOf(tenant: VendorTenant, now: Date): 'none' | 'running' | 'finished' {
  const finishedAt = updateFinishesAt(tenant);
  if (finishedAt === undefined) return 'none';
  return now.getTime() >= finishedAt ? 'finished' : 'running';
}

/** Guide 3-12 to 3-17: what the consoles show of it. */
export function shownUpdateOf(tenant: VendorTenant, now: Date): ReturnType<typeof updateOf> {
  return shownOf(tenant, now).updateStartedAt === undefined ? 'none' : updateOf(tenant, now);
}

function updateFinishesAt(tenant: VendorTenant): number | undefined {
  const { updateStartedAt, scenario } = tenant.state;
  if (!updateStartedAt) return undefined;
  if (tenant.has('UPDATE_NEVER_ENDS')) return Number.POSITIVE_INFINITY;
  const minutes = scenario.updateMinutes ?? 20 + 10 * shareOf('update', tenant.id);
  return Date.parse(updateStartedAt) + minutes * MINUTE;
}

/** A row of Vision One > Product Instance, with all its columns. */
export interface InstanceRow extends ProductInstanceRow {
  instanceId: string;
  description: string;
}

/** Guide 3-11 to 3-17: the row of the product, once it was added (guide 3-1 to 3-5). */
export function rowOf(tenant: VendorTenant, now: Date): InstanceRow | undefined {
  const { transferredAt, region, origin, updateStartedAt } = shownOf(tenant, now);
  if (!transferredAt) return undefined;
  const finishesAt = updateStartedAt === undefined ? undefined : updateFinishesAt(tenant);
  const update = flapping(tenant, shownUpdateOf(tenant, now), now, finishesAt);
  const connected = isConnected(tenant, now) && (update === 'finished' || !showsNoConnection(tenant, now));
  return {
    ...namesOf(tenant, update),
    status: statusOf(tenant, update, connected),
    instanceId: tokenOf('instance', tenant.id).slice(0, 20),
    region: region ?? origin.region,
    description: '',
    updateOffered: connected && update === 'none',
  };
}

function namesOf({ generation }: VendorTenant, update: ReturnType<typeof updateOf>) {
  const { beforeUpdate, afterUpdate, newerInstanceType } = PRODUCT_NAMES;
  if (update === 'finished') return afterUpdate;
  return generation === 'newer' ? { ...beforeUpdate, instanceType: newerInstanceType } : beforeUpdate;
}

function statusOf(tenant: VendorTenant, update: ReturnType<typeof updateOf>, connected: boolean): string {
  const { labels } = tenant;
  if (update === 'running') return labels.update;
  return connected ? labels.connected : labels.notRegistered;
}

/** Guide 3-11: some seconds after [登録]; Apex Central says 登録済み at once. */
function isConnected(tenant: VendorTenant, now: Date): boolean {
  const { registeredAt } = shownOf(tenant, now);
  if (!registeredAt) return false;
  return now.getTime() >= Date.parse(registeredAt) + connectionTakes(tenant.id);
}

/** Guide 3-11: from [登録] until both consoles have met, in milliseconds. */
export function connectionTakes(tenantId: string): number {
  return numberBetween(5, 25, 'connection', tenantId) * SECOND;
}

/**
 * Guide 3-17: the day on which the trial named in the banner ends; there is no banner before the update is finished.
 */
export function trialEndsOn(tenant: VendorTenant, now: Date): string | undefined {
  if (shownUpdateOf(tenant, now) !== 'finished') return undefined;
  return new Date((updateFinishesAt(tenant) ?? 0) + TRIAL).toISOString().slice(0, 10);
}
