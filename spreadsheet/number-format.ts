/** How a cell shows its number: as a point in time, with its digits filled up, or as it is. */
export type NumberFormat = 'plain' | 'date' | 'date-time' | 'time' | 'duration' | { digits: string };

/**
 * Formats that have a number only, as Japanese Excel means them (ECMA-376 part 1, 18.8.30). 27-36 and 50-58 have other
 * meanings in Chinese and Korean: dates and times of day as well, and what a cell has of either shows in its number.
 */
const BUILT_IN: readonly (readonly [from: number, to: number, format: NumberFormat])[] = [
  [14, 17, 'date'],
  [18, 21, 'time'],
  [22, 22, 'date-time'],
  [27, 31, 'date'],
  [32, 33, 'time'],
  [34, 36, 'date'],
  [45, 45, 'time'],
  [46, 46, 'duration'],
  [47, 47, 'time'],
  [50, 58, 'date'],
];

/** A format by its number; `code` where the workbook says itself what it is. */
export function numberFormat(id: number, code: string | undefined): NumberFormat {
  if (code !== undefined) return ofCode(code);
  return BUILT_IN.find(([from, to]) => id >= from && id <= to)?.[2] ?? 'plain';
}

function ofCode(code: string): NumberFormat {
  // Literals first, then colours, conditions, currencies and locales. What is counted beyond a day stays: [h].
  const bare = code
    .replaceAll(/"[^"]*"|\\.|_.|\*./gsu, '')
    .split(';')[0]
    ?.replaceAll(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/giu, '')
    .replaceAll(/general|G\/標準|E[+-]/giu, '')
    .toLowerCase();
  if (bare === undefined) return 'plain';
  if (/\[[hms]/u.test(bare)) return 'duration';
  if (/^0[0-]*0$/u.test(bare) && bare === code) return { digits: bare };
  const hasTime = /[hs]/u.test(bare);
  const hasDate = /[ydegb]|aaa/u.test(bare.replaceAll(/am\/pm|a\/p/gu, '')) || (!hasTime && bare.includes('m'));
  if (hasDate) return hasTime ? 'date-time' : 'date';
  return hasTime ? 'time' : 'plain';
}

/** Digits behind the fifteenth are not kept by a spreadsheet. */
const MAX_EXACT = 1e15;
const SECONDS_A_DAY = 86_400;
/** The day before 1900-01-01, and 1904-01-01, in days since 1970-01-01. */
const BEFORE_1900 = -25_568;
const FIRST_OF_1904 = -24_107;
/** Excel takes 1900 for a leap year: its day 60 never was (ECMA-376 part 1, 18.17.4.1). */
const LEAP_DAY_OF_1900 = 60;
const LAST_DAY = 2_958_465;

export interface ShownNumber {
  text: string;
  isDate: boolean;
}

/**
 * What a number means: a day as `2026-12-05`, a time of it as `2026-12-05 22:00`, a number as its digits. One of sixteen
 * digits and more is written with an exponent, for its last digits are lost. `is1904`: the days of the workbook begin in
 * 1904.
 */
export function showNumber(raw: string, format: NumberFormat, is1904: boolean): ShownNumber {
  const value = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(value)) return { text: raw, isDate: false };
  if (format === 'plain' || typeof format === 'object') return { text: digits(value, format), isDate: false };
  const text = format === 'duration' ? clock(Math.round(value * SECONDS_A_DAY)) : pointInTime(value, format, is1904);
  return text === undefined ? { text: digits(value, 'plain'), isDate: false } : { text, isDate: true };
}

function digits(value: number, format: 'plain' | { digits: string }): string {
  if (Math.abs(value) >= MAX_EXACT) return value.toExponential().replace('e', 'E');
  const plain = String(Number(value.toPrecision(15)));
  if (format === 'plain' || !/^\d+$/u.test(plain)) return plain;
  // 000-0000: its places are filled from the right.
  const places = format.digits.replaceAll('-', '').length;
  const filled = [...plain.padStart(places, '0')];
  const shown = [...format.digits].reverse().map((place) => (place === '-' ? '-' : (filled.pop() ?? '')));
  return filled.join('') + shown.reverse().join('');
}

function pointInTime(value: number, format: 'date' | 'date-time' | 'time', is1904: boolean): string | undefined {
  const seconds = Math.round(value * SECONDS_A_DAY);
  const day = Math.floor(seconds / SECONDS_A_DAY);
  const ofDay = seconds - day * SECONDS_A_DAY;
  if (day < 0 || day > LAST_DAY || (!is1904 && day === LEAP_DAY_OF_1900)) return undefined;
  if (day === 0 && format === 'time') return clock(ofDay);
  const sinceEpoch = is1904 ? FIRST_OF_1904 + day : BEFORE_1900 + day - (day > LEAP_DAY_OF_1900 ? 1 : 0);
  const date = new Date(sinceEpoch * SECONDS_A_DAY * 1000).toISOString().slice(0, 10);
  return ofDay === 0 && format === 'date' ? date : `${date} ${clock(ofDay)}`;
}

function clock(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return [hours, minutes, ...(rest === 0 ? [] : [rest])].map((part) => String(part).padStart(2, '0')).join(':');
}
