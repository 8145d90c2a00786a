import type { Licence } from '../domain/licence.ts';
import { PRODUCT_NAMES } from './labels.ts';
import { agentCountsOf } from './agents.ts';
import type { VendorTenant } from './vendor-tenant.ts';

const DAY = 86_400_000;
/** When 間もなく期限切れ begins is not published; a month is our guess. */
const SOON = 30 * DAY;
const EXPIRED_ON = '2026-05-30';

/** Guide 1-1: the line of Apex One SaaS in the products table. */
export function licenceOf(tenant: VendorTenant, now: Date): Licence {
  const { licence } = tenant.state.scenario;
  const hasExpired = tenant.has('EXPIRED_LICENCE');
  const expiresOn = licence?.expiresOn ?? (hasExpired ? EXPIRED_ON : aYearAfter(tenant.state.madeAt));
  return {
    product: PRODUCT_NAMES.licence,
    seats: licence?.seats ?? seatsFor(agentCountsOf(tenant).managedAgents),
    kind: licence?.kind ?? tenant.labels.fullLicence,
    expiresOn,
    status: hasExpired ? 'expired' : statusOn(expiresOn, now),
  };
}

/** Seats are sold in tens. */
function seatsFor(managedAgents: number): number {
  return Math.ceil(managedAgents / 10) * 10;
}

function aYearAfter(instant: string): string {
  const day = new Date(instant);
  day.setUTCFullYear(day.getUTCFullYear() + 1);
  return day.toISOString().slice(0, 10);
}

/** A licence lasts to the end of its day; a day that does not exist (the guide shows 2024/06/31) counts as the next. */
function statusOn(expiresOn: string, now: Date): Licence['status'] {
  const [year = 0, month = 1, day = 1] = expiresOn.split(/[-/]/u).map(Number);
  const left = Date.UTC(year, month - 1, day) + DAY - now.getTime();
  if (left <= 0) return 'expired';
  return left <= SOON ? 'expiringSoon' : 'valid';
}
