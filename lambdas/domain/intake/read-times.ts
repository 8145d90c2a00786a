import type { Cell } from './cell.ts';
import type { WorkWindow } from './intake-row.ts';

/** Where a time without a zone is taken to be. It has no daylight saving time, so its offset is always the same. */
const DEFAULT_ZONE = 'Asia/Tokyo';
const DEFAULT_OFFSET = '+09:00';

const DAY_EXAMPLE = '2026-11-01';
const INSTANT_EXAMPLE = '2026-12-05T22:00+09:00';

const DAY = String.raw`(20\d{2})([-/.])(\d{1,2})\2(\d{1,2})`;
const CLOCK = String.raw`(\d{1,2}):(\d{2})(?::(\d{2})(?:\.0+)?)?(?:\s*([AP]M))?`;
// Excel adds midnight to a day where the format of the cell has a time.
const DAY_ONLY = new RegExp(String.raw`^${DAY}(?:\s+0?0:00(?::00)?)?$`, 'u');
const ZONE = String.raw`Z|UTC|GMT|JST|日本時間|日本標準時|[+-]\d{2}(?::?\d{2})?`;
const INSTANT = new RegExp(String.raw`^${DAY}(?:(?:T|\s+)${CLOCK}\s*(?:(${ZONE})|\((${ZONE})\))?)?$`, 'iu');
const DAY_OR_MONTH_FIRST = /^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}/u;
const WINDOW =
  /^(\d{1,2}):(\d{2})(?::00)?\s*(?:[-~〜‐‑–—−ー→]|から)\s*(翌日?|翌朝)?\s*(\d{1,2}):(\d{2})(?::00)?(?:まで)?(?:\s+([^\s()]+)|\s*\(([^()]+)\))?$/u;
const JAPAN_TIME = /^(?:JST|日本時間|日本標準時)$/iu;
const SERIAL_NUMBER = /^\d{5}(?:\.\d+)?$/u;

/** A calendar day as `YYYY-MM-DD`; not after `now`, where that is known. */
export function readConsentDay(cell: Cell, now?: Date): string | undefined {
  const { text, weekday } = withoutJapaneseUnits(cell.text);
  const match = DAY_ONLY.exec(text);
  if (match === null) {
    return reportUnreadable(cell, DAY_EXAMPLE);
  }
  const [, year, , month, day] = match;
  const midnight = utcMidnight(Number(year), Number(month), Number(day));
  if (midnight === undefined) {
    return cell.report('date-impossible');
  }
  if (weekday !== undefined && weekday !== weekdayOf(midnight)) {
    return cell.report('weekday-differs', { about: weekdayOf(midnight) });
  }
  // Somewhere on Earth the day has begun up to 14 hours before it begins in UTC.
  if (now !== undefined && midnight - 14 * 3_600_000 > now.getTime()) {
    return cell.report('consent-in-future');
  }
  return isoDay(year, month, day);
}

/** A point in time, as an ISO 8601 UTC instant. Without a zone it is Japan time, without a time midnight; both are said. */
export function readInstant(cell: Cell, now?: Date): string | undefined {
  const { text, weekday } = withoutJapaneseUnits(cell.text);
  const match = INSTANT.exec(text);
  if (match === null) {
    return reportUnreadable(cell, INSTANT_EXAMPLE);
  }
  const [, year, , month, day, hoursAsWritten = '0', minutes = '00', seconds = '00', half, bare, inBrackets] = match;
  const zone = bare ?? inBrackets;
  const hours = half === undefined ? hoursAsWritten : onTwentyFourHours(hoursAsWritten, half);
  const midnight = utcMidnight(Number(year), Number(month), Number(day));
  const offset = offsetMilliseconds(zone ?? DEFAULT_OFFSET);
  if (midnight === undefined || offset === undefined || !isTimeOfDay(hours, minutes) || Number(seconds) > 59) {
    return cell.report('date-impossible');
  }
  if (weekday !== undefined && weekday !== weekdayOf(midnight)) {
    return cell.report('weekday-differs', { about: weekdayOf(midnight) });
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
  const match = WINDOW.exec(withoutJapaneseClock(cell.text));
  if (match === null) {
    return cell.report('window-invalid');
  }
  const [, fromHours = '', fromMinutes = '', nextDay, toHours = '', toMinutes = '', bare, inBrackets] = match;
  const zone = bare ?? inBrackets;
  const endsAtMidnight = toHours === '24' && toMinutes === '00';
  if (!isTimeOfDay(fromHours, fromMinutes) || !(endsAtMidnight || isTimeOfDay(toHours, toMinutes))) {
    return cell.report('window-invalid');
  }
  const from = `${fromHours.padStart(2, '0')}:${fromMinutes}`;
  const to = endsAtMidnight ? '00:00' : `${toHours.padStart(2, '0')}:${toMinutes}`;
  // "The next day" where the clock says the same day would be a window of more than 24 hours.
  if (from === to || (nextDay !== undefined && to > from)) {
    return cell.report('window-invalid');
  }
  const knownZone = canonicalZone(zone === undefined || JAPAN_TIME.test(zone) ? DEFAULT_ZONE : zone);
  if (knownZone === undefined) {
    return cell.report('time-zone-unknown', { value: zone ?? '' });
  }
  if (zone === undefined) {
    cell.report('time-zone-assumed', { about: `${from}-${to} ${DEFAULT_ZONE}` });
  }
  return { from, to, zone: knownZone };
}

/**
 * A date as Japanese Excel shows it, `2026年12月5日(土) 午後10時30分` or `令和8年12月5日`, in the form of other dates; the
 * day of the week, where it is named, apart.
 */
function withoutJapaneseUnits(text: string): { text: string; weekday: string | undefined } {
  if (/^[\dTZ:/.+\s-]*$/i.test(text)) {
    return { text, weekday: undefined };
  }
  const weekday = WEEKDAY.exec(text)?.[1];
  const plain = withoutJapaneseClock(text.replace(WEEKDAY, ' '))
    .replace(/^(?:令和|R)\s*(元|\d{1,2})(?=[年./-])/iu, (_, year: string) =>
      String(2018 + (year === '元' ? 1 : Number(year))),
    )
    .replace(/^(\d{4})年\s*(\d{1,2})月\s*(\d{1,2})日\s*/u, '$1/$2/$3 ')
    .trim();
  return { text: plain, weekday };
}

const WEEKDAY = /\s*[(（]([日月火水木金土])(?:曜日?)?[)）]/u;

/** `午後10時30分` as `22:30`, and `22時` as `22:00`. */
function withoutJapaneseClock(text: string): string {
  if (!/[時午]/u.test(text)) {
    return text;
  }
  return text
    .replaceAll(/(\d{1,2})時(半|\s*(\d{1,2})分)?/gu, (_, hours: string, rest?: string, minutes = '0') => {
      return `${hours}:${rest === '半' ? '30' : String(minutes).padStart(2, '0')}`;
    })
    .replaceAll(/(午前|午後)\s*(\d{1,2})(?=:\d{2})/gu, (_, half: string, hours: string) => {
      return onTwentyFourHours(hours, half === '午前' ? 'AM' : 'PM');
    });
}

/** 12 AM is midnight, 12 PM noon; hours beyond 12 stay what no clock shows. */
function onTwentyFourHours(hours: string, half: string): string {
  if (Number(hours) > 12) {
    return '99';
  }
  return String((Number(hours) % 12) + (half.toUpperCase() === 'PM' ? 12 : 0));
}

function weekdayOf(midnight: number): string {
  return '日月火水木金土'.charAt(new Date(midnight).getUTCDay());
}

function reportUnreadable(cell: Cell, example: string): undefined {
  const day = SERIAL_NUMBER.test(cell.text) ? dayOfSerial(Number(cell.text)) : undefined;
  if (day !== undefined) {
    return cell.report('date-is-number', { about: day });
  }
  return cell.report(DAY_OR_MONTH_FIRST.test(cell.text) ? 'date-ambiguous' : 'date-invalid', { about: example });
}

/** What Excel's number means, `2026-12-05 22:00` or the day alone; undefined beyond this century. */
function dayOfSerial(serial: number): string | undefined {
  const minutes = Math.round(serial * 24 * 60);
  const iso = new Date(Date.UTC(1899, 11, 30) + minutes * 60_000).toISOString();
  const [day = '', time = ''] = iso.slice(0, 'YYYY-MM-DDTHH:MM'.length).split('T');
  return day.startsWith('20') ? `${day}${time === '00:00' ? '' : ` ${time}`}` : undefined;
}

const DAYS_OF_MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Milliseconds of midnight UTC, or undefined when the calendar has no such day (30 February). */
function utcMidnight(year: number, month: number, day: number): number | undefined {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 && isLeap ? 29 : (DAYS_OF_MONTHS[month - 1] ?? 0);
  return day >= 1 && day <= days ? Date.UTC(year, month - 1, day) : undefined;
}

function isoDay(year = '', month = '', day = ''): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function isTimeOfDay(hours: string, minutes: string): boolean {
  return Number(hours) <= 23 && Number(minutes) <= 59;
}

function offsetMilliseconds(zone: string): number | undefined {
  if (/^(?:Z|UTC|GMT)$/iu.test(zone)) {
    return 0;
  }
  if (JAPAN_TIME.test(zone)) {
    return 9 * 3_600_000;
  }
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(3).replace(':', ''));
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
