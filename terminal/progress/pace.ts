/** How fast a batch goes, and when it will be over if it goes on like that. */
export interface Pace {
  /** Tenants an hour. */
  perHour: number;
  /** UTC. */
  expectedEnd: string;
  /** From the last outcome to the expected end. */
  secondsLeft: number;
}

/** Enough to even out the spread of single tenants, few enough to follow a change of pace. */
const LATEST = 100;

/**
 * By the instants of the latest outcomes alone: they are on the deployment's clock, which on this computer may run at 300
 * times the speed of ours. Null while there are too few to tell.
 */
export function paceOf(instants: readonly string[], open: number): Pace | null {
  const latest = [...instants].sort().slice(-LATEST);
  const first = Date.parse(latest[0] ?? '');
  const last = Date.parse(latest.at(-1) ?? '');
  const hours = (last - first) / 3_600_000;
  if (latest.length < 3 || !(hours > 0)) return null;
  const perHour = (latest.length - 1) / hours;
  const secondsLeft = Math.round((open / perHour) * 3600);
  return {
    perHour: Math.round(perHour * 10) / 10,
    expectedEnd: new Date(last + secondsLeft * 1000).toISOString(),
    secondsLeft,
  };
}
