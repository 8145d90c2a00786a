const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** What the clocks of a zone show. */
export interface LocalTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

/** So many calendar days later, whatever the clocks do in between. */
export function later(day: LocalTime, days: number): LocalTime {
  const date = new Date(Date.UTC(day.year, day.month - 1, day.day + days));
  return { ...day, year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** The first instant at which clocks in `zone` show `time` on `day`; a time that they skip counts as the hour after. */
export function instantOf(day: LocalTime, time: string, zone: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const asUtc = Date.UTC(day.year, day.month - 1, day.day, hour, minute);
  const [before, after] = [asUtc - offsetAt(asUtc - DAY, zone), asUtc - offsetAt(asUtc + DAY, zone)];
  const shown = [before, after].filter((instant) => instant + offsetAt(instant, zone) === asUtc);
  return shown.length > 0 ? Math.min(...shown) : before;
}

/** How far clocks in `zone` are ahead of UTC at `instant`, in milliseconds. */
function offsetAt(instant: number, zone: string): number {
  const local = localTime(instant, zone);
  const asUtc = Date.UTC(local.year, local.month - 1, local.day, local.hour, local.minute);
  return asUtc - Math.floor(instant / MINUTE) * MINUTE;
}

export function localTime(instant: number, zone: string): LocalTime {
  const parts = clockOf(zone).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((p) => p.type === type)?.value);
  return { year: part('year'), month: part('month'), day: part('day'), hour: part('hour'), minute: part('minute') };
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Made once for each zone: to look for a turn asks it some thousand times, and making it takes fifteen times as long. */
function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  clocks.set(timeZone, clock);
  return clock;
}
