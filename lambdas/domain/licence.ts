import type { IntakeRow } from './intake/intake-row.ts';
import type { Reason } from './statements/catalogue.ts';

/** Guide 1-1: the line of the products table. Dates are `YYYY-MM-DD` as the portal shows them. */
export interface Licence {
  product: string;
  seats: number;
  kind: string;
  expiresOn: string;
  status: 'valid' | 'expiringSoon' | 'expired';
}

const DAY = 86_400_000;
/**
 * Days of licence that must be left after the planned press, so that a retry window or a weekend does not use it up.
 */
const DAYS_LEFT_AT_THE_PRESS = 7;

/** Guide 1-1: why this licence cannot be updated; `undefined` when it can. */
export function whyLicenceNotReady(licence: Licence, row: IntakeRow, now: Date): Reason | undefined {
  if (row.licenceChannel !== 'TSSL') return { code: 'licenceChannelNotCovered', channel: row.licenceChannel };
  const { expiresOn } = licence;
  const expires = dayOf(expiresOn);
  if (expires === undefined) return { code: 'licenceDateUnreadable', expiresOn };
  const planned = Math.max(now.getTime(), row.notBefore ? Date.parse(row.notBefore) : 0);
  if (licence.status === 'expired' || expires + DAY <= now.getTime()) return { code: 'licenceExpired', expiresOn };
  if (expires < planned + DAYS_LEFT_AT_THE_PRESS * DAY) {
    return { code: 'licenceExpiresTooSoon', expiresOn, days: DAYS_LEFT_AT_THE_PRESS };
  }
  return undefined;
}

/** Start of the day in UTC, or `undefined` for a date that cannot be one (the guide itself shows 2024/06/31). */
function dayOf(date: string): number | undefined {
  const parts = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/u.exec(date);
  if (!parts) return undefined;
  const [year, month, day] = parts.slice(1).map(Number);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const instant = new Date(Date.UTC(year, month - 1, day));
  return instant.getUTCMonth() === month - 1 && instant.getUTCDate() === day ? instant.getTime() : undefined;
}
