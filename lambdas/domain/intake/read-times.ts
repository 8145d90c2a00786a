import type { Cell } from './cell.ts';
import type { WorkWindow } from './intake-row.ts';

/** Where a time without a zone is taken to be. It has no daylight saving time, so its offset is always the same. */
const DEFAULT_ZONE = 'Asia/Tokyo';
const DEFAULT_OFFSET = '+09:00';

const DAY_EXAMPLE = '2026-11-01';
const INSTANT_EXAMPLE = '2026-12-05T22:00+09:00';

const DAY = String.raw`(20\d{2})([-/])(\d{1,2})\2(\d{1,2})`;
const CLOCK = String.raw`(\d{1,2}):(\d{2})(?::(\d{2}))?`;
const DAY_ONLY = new RegExp(`^${DAY}$`, 'u');
const INSTANT = new RegExp(String.raw`^${DAY}(?:(?:T|\s+)${CLOCK}\s*(Z|[+-]\d{2}:?\d{2})?)?$`, 'iu');
const DAY_OR_MONTH_FIRST = /^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}/u;
const WINDOW = /^(\d{1,2}):(\d{2})\s*[-~〜‐‑–—−]\s*(\d{1,2}):(\d{2})(?:\s+(\S+))?$/u;

/** A calendar day as `YYYY-MM-DD`; not after `now`, where that is known. */
export function readConsentDay(cell: Cell, now?: Date): string | undefined {
  const match = DAY_ONLY.exec(withoutJapaneseUnits(cell.text));
  if (match === null) {
    return reportUnreadable(cell, DAY_EXAMPLE);
  }
  const [, year, , month, day] = match;
  const midnight = utcMidnight(Number(year), Number(month), Number(day));
  if (midnight === undefined) {
    return cell.report('date-impossible');
  }
  // Somewhere on Earth the day has begun up to 14 hours before it begins in UTC.
  if (now !== undefined && midnight - 14 * 3_600_000 > now.getTime()) {
    return cell.report('consent-in-future');
  }
  return isoDay(year, month, day);
}

/** A point in time, as an ISO 8601 UTC instant. Without a zone it is Japan time, without a time midnight; both are said. */
export function readInstant(cell: Cell, now?: Date): string | undefined {
  const match = INSTANT.exec(withoutJapaneseUnits(cell.text));
  if (match === null) {
    return reportUnreadable(cell, INSTANT_EXAMPLE);
  }
  const [, year, , month, day, hours = '0', minutes = '00', seconds = '00', zone] = match;
  const midnight = utcMidnight(Number(year), Number(month), Number(day));
  const offset = offsetMilliseconds(zone ?? DEFAULT_OFFSET);
  if (midnight === undefined || offset === undefined || !isTimeOfDay(hours, minutes) || Number(seconds) > 59) {
    return cell.report('date-impossible');
  }
  const timeOfDay = Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Number(seconds) * 1000;
  const instant = new Date(midnight + timeOfDay - offset);
  if (zone === undefined) {
    const date = isoDay(year, month, day);
    cell.report('time-zone-assumed', {
      about: `${date}T${hours.padStart(2, '0')}:${minutes}${seconds === '00' ? '' : `:${seconds}`}${DEFAULT_OFFSET}`,
    });
  }
  if (now !== undefined && instant.getTime() < now.getTime()) {
    cell.report('time-has-passed');
  }
  return instant.toISOString();
}

/** The hours in which the final press is allowed, `22:00-05:00 Asia/Tokyo`. `24:00` as an end is midnight. */
export function readWindow(cell: Cell): WorkWindow | undefined {
  const match = WINDOW.exec(cell.text);
  if (match === null) {
    return cell.report('window-invalid');
  }
  const [, fromHours = '', fromMinutes = '', toHours = '', toMinutes = '', zone] = match;
  const endsAtMidnight = toHours === '24' && toMinutes === '00';
  if (!isTimeOfDay(fromHours, fromMinutes) || !(endsAtMidnight || isTimeOfDay(toHours, toMinutes))) {
    return cell.report('window-invalid');
  }
  const from = `${fromHours.padStart(2, '0')}:${fromMinutes}`;
  const to = endsAtMidnight ? '00:00' : `${toHours.padStart(2, '0')}:${toMinutes}`;
  if (from === to) {
    return cell.report('window-invalid');
  }
  const knownZone = canonicalZone(zone ?? DEFAULT_ZONE);
  if (knownZone === undefined) {
    return cell.report('time-zone-unknown', { value: zone ?? '' });
  }
  if (zone === undefined) {
    cell.report('time-zone-assumed', { about: `${from}-${to} ${DEFAULT_ZONE}` });
  }
  return { from, to, zone: knownZone };
}

/** `2026年12月5日 22時30分`, as Excel shows dates on Japanese Windows, with the separators of other dates. */
function withoutJapaneseUnits(text: string): string {
  if (!text.includes('年')) {
    return text;
  }
  return text
    .replace(/^(\d{4})年(\d{1,2})月(\d{1,2})日/u, '$1/$2/$3')
    .replace(/(\d{1,2})時(?:(\d{1,2})分)?/u, (_, hours: string, minutes = '0') => {
      return `${/\d$/u.test(hours) ? '' : ' '}${hours}:${String(minutes).padStart(2, '0')}`;
    });
}

function reportUnreadable(cell: Cell, example: string): undefined {
  return cell.report(DAY_OR_MONTH_FIRST.test(cell.text) ? 'date-ambiguous' : 'date-invalid', { about: example });
}

/** Milliseconds of midnight UTC, or undefined when the calendar has no such day (30 February). */
function utcMidnight(year: number, month: number, day: number): number | undefined {
  const milliseconds = Date.UTC(year, month - 1, day);
  const date = new Date(milliseconds);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? milliseconds : undefined;
}

function isoDay(year = '', month = '', day = ''): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function isTimeOfDay(hours: string, minutes: string): boolean {
  return Number(hours) <= 23 && Number(minutes) <= 59;
}

function offsetMilliseconds(zone: string): number | undefined {
  if (zone.toUpperCase() === 'Z') {
    return 0;
  }
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(-2));
  const sign = zone.startsWith('-') ? -1 : 1;
  return hours <= 14 && minutes <= 59 ? sign * (hours * 60 + minutes) * 60_000 : undefined;
}

const canonicalZones = new Map<string, string | undefined>();

/** The zone's IANA name in its own spelling, or undefined. Remembered, as asking Intl takes 30 times longer. */
function canonicalZone(zone: string): string | undefined {
  if (canonicalZones.has(zone)) {
    return canonicalZones.get(zone);
  }
  let known: string | undefined;
  try {
    // Intl also takes offsets like +09:00, which say nothing about summer: names only.
    known = /^[A-Za-z]/u.test(zone)
      ? new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
      : undefined;
  } catch {
    known = undefined;
  }
  if (canonicalZones.size < 1000) {
    canonicalZones.set(zone, known);
  }
  return known;
}
