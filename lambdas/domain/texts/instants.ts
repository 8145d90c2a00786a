import type { Language } from '../language.ts';

/** An instant as people in `zone` read it: `2026年12月5日(土) 22:15 (JST)` or `Sat 5 December 2026, 22:15 (GMT+9)`. */
export function formatInstant(instant: string, zone: string, language: Language): string {
  const locale = language === 'ja' ? 'ja-JP' : 'en-GB';
  const date = new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    weekday: 'short',
  }).format(new Date(instant));
  const time = new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    hourCycle: 'h23',
  })
    .formatToParts(new Date(instant))
    .filter((part) => ['hour', 'minute', 'timeZoneName'].includes(part.type))
    .map((part) => part.value);
  const [hour = '', minute = '', zoneName = ''] = time;
  return `${date.replace(/, /u, ' ')}${language === 'ja' ? ' ' : ', '}${hour}:${minute} (${zoneName})`;
}

/** The day in `zone`, `2026-12-05`: what "once a day" is counted by. */
export function dayIn(zone: string, now: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(now);
}

/** A stretch of time: `45 分`, `2 時間 5 分`, `3 日 4 時間`; `45 min`, `2 h 5 min`, `3 d 4 h`. */
export function formatDuration(milliseconds: number, language: Language): string {
  const minutes = Math.max(0, Math.round(milliseconds / 60_000));
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  const unit = language === 'ja' ? { d: '日', h: '時間', m: '分' } : { d: 'd', h: 'h', m: 'min' };
  if (days > 0) return `${String(days)} ${unit.d}${hours > 0 ? ` ${String(hours)} ${unit.h}` : ''}`;
  if (hours > 0) return `${String(hours)} ${unit.h}${rest > 0 ? ` ${String(rest)} ${unit.m}` : ''}`;
  return `${String(rest)} ${unit.m}`;
}
