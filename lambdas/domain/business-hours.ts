import { instantOf, later, localTime, type LocalTime } from './local-time.ts';

/** When the operator's people are at work. */
export interface BusinessHours {
  /** `09:00`, on the clocks of `zone`. */
  from: string;
  /** `18:00`; later than `from`. */
  to: string;
  /** Days of the week, 0 is Sunday. */
  days: readonly number[];
  zone: string;
}

export const DAYS_OF_THE_WEEK = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const FIRST_AFTER = 4 * HOUR;

/**
 * The reminder that is due now for something that has waited since `filedAt`: its instant, which names it among all of
 * them, or nothing. They are due after four hours and then each day, but never outside of business hours: what falls into
 * a night or a weekend is due when work begins again, and all of it together is one reminder.
 */
export function reminderDue(filedAt: string, hours: BusinessHours, now: Date): string | undefined {
  const first = Date.parse(filedAt) + FIRST_AFTER;
  const passed = now.getTime() - first;
  if (passed < 0 || nextAtWork(now.getTime(), hours) !== now.getTime()) return undefined;
  const latest = first + Math.floor(passed / DAY) * DAY;
  return new Date(nextAtWork(latest, hours)).toISOString();
}

/** The instant itself where it lies within business hours, else the next one at which they begin. */
function nextAtWork(instant: number, { from, to, days, zone }: BusinessHours): number {
  const today = localTime(instant, zone);
  for (let ahead = 0; ahead <= 7; ahead++) {
    const day = later(today, ahead);
    if (!days.includes(dayOfTheWeek(day))) continue;
    const opens = instantOf(day, from, zone);
    if (instant < instantOf(day, to, zone)) return Math.max(instant, opens);
  }
  throw new Error(`business hours on ${days.join(', ') || 'no day'} never begin`);
}

function dayOfTheWeek({ year, month, day }: LocalTime): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
}
