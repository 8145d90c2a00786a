import { reminderDue, type BusinessHours } from './business-hours.ts';

/** How far apart scheduled runs are: what comes due between two of them is told together. */
const INTERVAL = 15 * 60_000;
/** A task that was filed a moment ago may not be in the list yet. */
const LISTED_WITHIN = 60_000;
/** Three scheduled runs, at least, to tell of it; after that the reminders do. */
const NEWS_FOR = 60 * 60_000;

/** What an operator is to be told of a task now: that it is there, or that it still waits. */
export interface Notice {
  kind: 'news' | 'reminder';
  /** The end of the quarter of an hour in which it came due, which names the one mail of all that did. */
  together: string;
}

/**
 * The notice that is due for a task; `undefined` where there is none, or others may still join it. News is due at any
 * hour, reminders within business hours.
 */
export function noticeDue(filedAt: string, hours: BusinessHours, now: Date): Notice | undefined {
  const isNews = now.getTime() - Date.parse(filedAt) < NEWS_FOR;
  const due = isNews ? filedAt : reminderDue(filedAt, hours, now);
  if (due === undefined) return undefined;
  const together = Math.ceil(Date.parse(due) / INTERVAL) * INTERVAL;
  if (now.getTime() < together + LISTED_WITHIN) return undefined;
  return { kind: isNews ? 'news' : 'reminder', together: new Date(together).toISOString() };
}
