import { createHash } from 'node:crypto';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** When to look again, or that the deadline has passed. Instants are UTC ISO strings and survive a redrive. */
export type NextLook = { lookAgainAt: string } | { overdue: true };

/** The console and the connection: usually there within a minute or two. */
const SHORT_THEN_LONGER = { first: MINUTE, share: 0.5, longest: 5 * MINUTE, deadline: 4 * HOUR };
/** Guide 3-16: 20-30 minutes; later ones are rare, so the looks spread out. After the deadline a person looks. */
const UPDATE = { first: 20 * MINUTE, step: MINUTE, steadyUntil: 35 * MINUTE, share: 0.1, deadline: 4 * HOUR };
/** Guide 3-15: 30 minutes to an hour. */
const RETRY_WINDOW = { shortest: 30 * MINUTE, spread: 30 * MINUTE };
/** A batch: a tenth of the time passed keeps its history under 2,000 events for 60 days. */
const BATCH = { share: 0.1, shortest: MINUTE, longest: 24 * HOUR, deadline: 60 * 24 * HOUR };

/** Longest time for which guide 3-15 is tried again, from the first press on. */
export const RETRY_BUDGET = 24 * HOUR;

/** Guide 2-12 and 3-10: soon, then after half of the time passed, at most five minutes. */
export function lookAgainForTheConsole(requestedAt: string, now: Date): NextLook {
  const passed = now.getTime() - Date.parse(requestedAt);
  if (passed >= SHORT_THEN_LONGER.deadline) return { overdue: true };
  const wait = clamp(passed * SHORT_THEN_LONGER.share, SHORT_THEN_LONGER.first, SHORT_THEN_LONGER.longest);
  return at(now.getTime() + wait);
}

/** Guide 3-16: first after 20 minutes, then every minute, later after a tenth of the time passed; from the press on. */
export function lookAgainForTheUpdate(requestedAt: string, now: Date): NextLook {
  const requested = Date.parse(requestedAt);
  const passed = now.getTime() - requested;
  if (passed >= UPDATE.deadline) return { overdue: true };
  if (passed < UPDATE.first) return at(requested + UPDATE.first);
  return at(now.getTime() + (passed < UPDATE.steadyUntil ? UPDATE.step : passed * UPDATE.share));
}

/**
 * Guide 3-15: 30 minutes after the vendor's message, plus 0 to 30 that depend on the tenant only, so that thousands do
 * not come back together and a second calculation gives the same instant.
 */
export function endOfRetryWindow(tenantId: string, messageAt: string): string {
  const share = createHash('sha256').update(tenantId).digest().readUInt32BE(0) / 2 ** 32;
  return new Date(Date.parse(messageAt) + RETRY_WINDOW.shortest + share * RETRY_WINDOW.spread).toISOString();
}

/** Counting the outcomes of a batch: after a tenth of the time passed, a minute to a day. */
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
