import { shareOf } from './share-of.ts';
import { looksAtTheUpdate, type UsualMinutes } from './looks-at-the-update.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** When to look again, or that the deadline has passed. Instants are UTC ISO strings and survive a redrive. */
export type NextLook = { lookAgainAt: string } | { overdue: true };

/** The console and the connection: never there at once, usually within a minute or three. */
const FIRST_LOOK = { console: 2 * MINUTE, connection: MINUTE };
const SHORT_THEN_LONGER = { first: MINUTE, share: 0.5, longest: 5 * MINUTE, deadline: 4 * HOUR };
/** Guide 3-16: after the deadline a person looks; thousands with the same mark come back within half a minute. */
export const UPDATE_DEADLINE = 4 * HOUR;
const UPDATE = { deadline: UPDATE_DEADLINE, spread: 30 * SECOND };
/** Guide 3-15: 30 minutes to an hour, and after a third message nearer to the hour: whatever it is, it takes long. */
const RETRY_WINDOW = { shortest: 30 * MINUTE, spread: 30 * MINUTE };
const LATER_RETRY_WINDOW = { from: 4, shortest: 50 * MINUTE, spread: 10 * MINUTE };
/** A batch: a seventh of the time passed keeps its history below 1,000 events, 4 % of the limit, for 60 days. */
const BATCH = { share: 1 / 7, shortest: MINUTE, longest: 36 * HOUR, deadline: 60 * 24 * HOUR };

/**
 * Guide 2-8: how long after [Reset Password] a refused sign-in says nothing yet, because the vendor's consoles may show it
 * late. One less than the minutes for which the machine comes back.
 */
export const RESET_SHOWS_WITHIN = 15 * MINUTE;

/** Until when a sign-in that is refused after [Reset Password] may still come to open. */
export function endOfReset(passwordResetRequestedAt: string): string {
  return new Date(Date.parse(passwordResetRequestedAt) + RESET_SHOWS_WITHIN).toISOString();
}

/** Longest time for which guide 3-15 is tried again, from the first press on. */
export const RETRY_BUDGET = 24 * HOUR;

/** Guide 2-12: the first look at the console, counted from [Provision Console]; past where that is long ago. */
export function firstLookAtTheConsole(requestedAt: string): string {
  return new Date(Date.parse(requestedAt) + FIRST_LOOK.console).toISOString();
}

/** Guide 3-10: the first look at the connection, counted from [登録]. */
export function firstLookAtTheConnection(registeredAt: string): string {
  return new Date(Date.parse(registeredAt) + FIRST_LOOK.connection).toISOString();
}

/** Guide 2-12 and 3-10, after the first look: soon, then after half of the time passed, at most five minutes. */
export function lookAgainForTheConsole(requestedAt: string, now: Date): NextLook {
  const passed = now.getTime() - Date.parse(requestedAt);
  if (passed >= SHORT_THEN_LONGER.deadline) return { overdue: true };
  const wait = clamp(passed * SHORT_THEN_LONGER.share, SHORT_THEN_LONGER.first, SHORT_THEN_LONGER.longest);
  return at(now.getTime() + wait);
}

/**
 * Guide 3-16: at the next instant of a fixed table that counts from the press, so that a repeated calculation, a late
 * look and a redrive change nothing; shifted by what depends on the tenant only.
 */
export function lookAgainForTheUpdate(
  { tenantId, requestedAt, minutes }: { tenantId: string; requestedAt: string; minutes?: UsualMinutes | undefined },
  now: Date,
): NextLook {
  const from = Date.parse(requestedAt);
  if (now.getTime() - from >= UPDATE.deadline) return { overdue: true };
  const shift = shareOf(tenantId) * UPDATE.spread;
  // Whole seconds, as a Wait keeps them, so that no look can come a moment before its own instant and be repeated.
  const looks = looksAtTheUpdate(minutes).map((look) => Math.ceil((from + shift + look) / SECOND) * SECOND);
  const next = looks.find((look) => look > now.getTime()) ?? Infinity;
  // The last look is at the deadline, and what it sees counts.
  return at(Math.min(next, from + UPDATE.deadline));
}

/**
 * Guide 3-15: 30 minutes after the vendor's message, plus 0 to 30 that depend on the tenant only, so that thousands do
 * not come back together and a second calculation gives the same instant. `count`: how often the vendor has said it.
 */
export function endOfRetryWindow(tenantId: string, { at: messageAt, count }: { at: string; count: number }): string {
  const { shortest, spread } = count < LATER_RETRY_WINDOW.from ? RETRY_WINDOW : LATER_RETRY_WINDOW;
  return new Date(Date.parse(messageAt) + shortest + shareOf(tenantId) * spread).toISOString();
}

/** Counting the outcomes of a batch: after a seventh of the time passed, a minute to a day and a half. */
export function lookAgainForTheBatch(createdAt: string, now: Date): NextLook {
  const passed = now.getTime() - Date.parse(createdAt);
  if (passed >= BATCH.deadline) return { overdue: true };
  return at(now.getTime() + clamp(passed * BATCH.share, BATCH.shortest, BATCH.longest));
}

function at(instant: number): NextLook {
  return { lookAgainAt: new Date(Math.ceil(instant)).toISOString() };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
