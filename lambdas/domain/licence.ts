import type { IntakeRow } from './intake/intake-row.ts';
import type { Licence } from './tenant.ts';

const DAY = 86_400_000;
/** Days of licence that must be left after the planned press, so that a retry window or a weekend does not use it up. */
const DAYS_LEFT_AT_THE_PRESS = 7;

/** Guide 1-1: why this licence cannot be updated, in words for the report; `undefined` when it can. */
export function whyLicenceNotReady(licence: Licence, row: IntakeRow, now: Date): string | undefined {
  if (row.licenceChannel !== 'TSSL') {
    return `its licence is of the channel ${row.licenceChannel}; the guide covers TSSL only: record the vendor's answer first`;
  }
  const expires = dayOf(licence.expiresOn);
  if (expires === undefined) return `its licence shows an expiry date that does not exist: "${licence.expiresOn}"`;
  const planned = Math.max(now.getTime(), row.notBefore ? Date.parse(row.notBefore) : 0);
  if (licence.status === 'expired' || expires + DAY <= now.getTime())
    return `its licence expired on ${licence.expiresOn}`;
  if (expires < planned + DAYS_LEFT_AT_THE_PRESS * DAY) {
    return `its licence expires on ${licence.expiresOn}, less than ${String(DAYS_LEFT_AT_THE_PRESS)} days after the planned update`;
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
