import type { IntakeRow } from './intake/intake-row.ts';
import { nextOpening } from './window.ts';

/** Ahead of the final press, as the names of the notices say. */
export const PRESS_NOTICES = ['3days', '1day', '1hour'] as const;
export type PressNotice = (typeof PRESS_NOTICES)[number];

const HOUR = 60 * 60_000;
const AHEAD: Readonly<Record<PressNotice, number>> = { '3days': 72 * HOUR, '1day': 24 * HOUR, '1hour': HOUR };
/**
 * A notice that is late by more would say "in 3 days" of what is in two; the scheduled jobs run every quarter of an
 * hour.
 */
const LATEST: Readonly<Record<PressNotice, number>> = { '3days': 2 * HOUR, '1day': 2 * HOUR, '1hour': HOUR / 2 };

export interface DuePressNotice {
  notice: PressNotice;
  /** When the final press may be made first, UTC ISO. */
  plannedAt: string;
}

/**
 * Which notice of the final press is due now. None for a tenant with neither window nor `not_before`: it is pressed as
 * soon as it is ready, as its consent says, and nobody knows that instant ahead. A window that opens every day is known
 * for that day only, so that three days' notice needs a `not_before`.
 */
export function pressNoticeDue(row: Pick<IntakeRow, 'window' | 'notBefore'>, now: Date): DuePressNotice | undefined {
  const plannedAt = nextOpening(row, now);
  if (plannedAt === undefined) return undefined;
  const left = Date.parse(plannedAt) - now.getTime();
  const notice = PRESS_NOTICES.find((each) => left <= AHEAD[each] && left > AHEAD[each] - LATEST[each]);
  return notice && { notice, plannedAt };
}
