import type { Language } from '../language.ts';

/** An instant as people in `zone` read it: `2026年12月5日(土) 22:15 (JST)` or `Sat 5 December 2026, 22:15 (GMT+9)`. */
export function formatInstant(instant: string, zone: string, language: Language): string {
  const { date: dateFormat, time: timeFormat } = formatsOf(zone, language);
  const date = dateFormat.format(new Date(instant));
  const time = timeFormat
    .formatToParts(new Date(instant))
    .filter((part) => ['hour', 'minute', 'timeZoneName'].includes(part.type))
    .map((part) => part.value);
  const [hour = '', minute = '', zoneName = ''] = time;
  return `${date.replace(/, /u, ' ')}${language === 'ja' ? ' ' : ', '}${hour}:${minute} (${zoneName})`;
}

interface Formats {
  date: Intl.DateTimeFormat;
  time: Intl.DateTimeFormat;
  day: Intl.DateTimeFormat;
}

const known = new Map<string, Formats>();

/** Made once for each zone and language: making them takes a hundred times as long as using them. */
function formatsOf(zone: string, language: Language): Formats {
  const key = `${language} ${zone}`;
  const formats = known.get(key) ?? makeFormats(zone, language === 'ja' ? 'ja-JP' : 'en-GB');
  known.set(key, formats);
  return formats;
}

function makeFormats(timeZone: string, locale: string): Formats {
  return {
    date: new Intl.DateTimeFormat(locale, {
      timeZone,
      year: 'numeric',
      month: 'long',
      day: 'numeric',
      weekday: 'short',
    }),
    time: new Intl.DateTimeFormat(locale, {
      timeZone,
      hour: '2-digit',
      minute: '2-digit',
      timeZoneName: 'short',
      hourCycle: 'h23',
    }),
    day: new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }),
  };
}

/** A day of the calendar, given as `2027-01-04`: `2027年1月4日`, `4 January 2027`. */
export function formatDate(day: string, language: Language): string {
  const locale = language === 'ja' ? 'ja-JP' : 'en-GB';
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}

/** The day in `zone`, `2026-12-05`: what "once a day" is counted by. */
export function dayIn(zone: string, now: Date): string {
  return formatsOf(zone, 'en').day.format(now);
}

/** A stretch of time: `45分`, `2時間5分`, `3日4時間`; `45 min`, `2 h 5 min`, `3 d 4 h`. */
export function formatDuration(milliseconds: number, language: Language): string {
  const minutes = Math.max(0, Math.round(milliseconds / 60_000));
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  const isJapanese = language === 'ja';
  const unit = isJapanese ? { d: '日', h: '時間', m: '分' } : { d: ' d', h: ' h', m: ' min' };
  const gap = isJapanese ? '' : ' ';
  if (days > 0) return `${String(days)}${unit.d}${hours > 0 ? `${gap}${String(hours)}${unit.h}` : ''}`;
  if (hours > 0) return `${String(hours)}${unit.h}${rest > 0 ? `${gap}${String(rest)}${unit.m}` : ''}`;
  return `${String(rest)}${unit.m}`;
}
