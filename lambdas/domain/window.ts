import type { IntakeRow } from './intake/intake-row.ts';
import { instantOf, later, localTime, type LocalTime } from './local-time.ts';
import { shareOf } from './share-of.ts';

const MINUTE = 60_000;
/** An update takes 20-30 minutes (guide 3-16): no press so late that it would run beyond the window. */
const LEAST_LEFT = 45 * MINUTE;
/** A week ahead finds every daily window, also around a change of the clocks. */
const DAYS_AHEAD = 8;

/** The tenants of a window do not come in the second in which it opens: they are spread over its first minutes. */
const SPREAD = 15 * MINUTE;

type Schedule = Pick<IntakeRow, 'notBefore' | 'window'>;
interface Interval {
  opens: number;
  closes: number;
}

/**
 * When the final press may be made: `undefined` when it may be made now, else the next instant (UTC ISO) at which the
 * tenant's window is open with enough of it left.
 */
export function nextOpening(schedule: Schedule, now: Date): string | undefined {
  const { opens } = openingOf(schedule, now);
  return opens <= now.getTime() ? undefined : new Date(opens).toISOString();
}

/**
 * When this tenant's turn comes: as `nextOpening`, but up to a quarter of an hour after it, by what depends on the tenant
 * only, so that a thousand windows that open at 22:00 are not a thousand presses in that second. Never in the second half
 * of what is left for a press.
 */
export function nextTurn(
  { tenantId, ...schedule }: Schedule & Pick<IntakeRow, 'tenantId'>,
  now: Date,
): string | undefined {
  const { opens, latestPress } = openingOf(schedule, now);
  if (opens <= now.getTime()) return undefined;
  const spread = Math.min(SPREAD, (latestPress - opens) / 2);
  return new Date(opens + Math.floor(shareOf(tenantId) * spread)).toISOString();
}

interface Opening {
  opens: number;
  latestPress: number;
}

function openingOf({ notBefore, window }: Schedule, now: Date): Opening {
  const earliest = Math.max(now.getTime(), notBefore ? Date.parse(notBefore) : 0);
  return window ? firstInWindow(window, earliest) : { opens: earliest, latestPress: Infinity };
}

/** The first instant from `earliest` on at which the window is open with enough of it left, and the last of that day. */
function firstInWindow(window: NonNullable<Schedule['window']>, earliest: number): Opening {
  const today = localTime(earliest, window.zone);
  for (let day = -1; day < DAYS_AHEAD; day++) {
    const { opens, closes } = intervalOn(window, later(today, day));
    // A window too short for that can be used in its first half, or the tenant would wait for ever.
    const latestPress = closes - opens > LEAST_LEFT ? closes - LEAST_LEFT : (opens + closes) / 2;
    if (earliest <= latestPress) return { opens: Math.max(earliest, opens), latestPress };
  }
  return { opens: earliest, latestPress: earliest };
}

/** The window that opens on this day in its zone; `22:00-05:00` closes on the next day. */
function intervalOn({ from, to, zone }: NonNullable<Schedule['window']>, day: LocalTime): Interval {
  return { opens: instantOf(day, from, zone), closes: instantOf(to > from ? day : later(day, 1), to, zone) };
}
