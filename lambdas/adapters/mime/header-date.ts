const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Hours east of Greenwich: the names of RFC 5322 4.3, and JST, which is none of them but is written. */
const ZONES: Readonly<Record<string, number>> = {
  UT: 0,
  GMT: 0,
  Z: 0,
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
  JST: 9,
};
const DATE =
  /^(?:[a-z]{3}\s*,)?\s*(\d{1,2})\s+([a-z]{3})\s+(\d{2,4})\s+(\d{1,2})\s*:\s*(\d{2})(?:\s*:\s*(\d{2}))?\s+([+-]\d{4}|[a-z]{1,5})$/iu;

/**
 * The instant of a Date header (RFC 5322 3.3, and the older forms of 4.3: spaces around colons, years of two digits, names
 * of zones, comments). Undefined where it cannot be read: mailparser 3.14 gives the present instead, and an old mail would
 * look fresh.
 */
export function dateOfHeader(value: string): Date | undefined {
  const fields = DATE.exec(
    value
      .replace(/\([^()]*\)/gu, ' ')
      .replace(/\s+/gu, ' ')
      .trim(),
  );
  if (!fields) return undefined;
  const [, day = '', month = '', year = '', hour = '', minute = '', second = '0', zone = ''] = fields;
  const offset = minutesOf(zone);
  const monthIndex = MONTHS.indexOf(month.toLowerCase());
  if (offset === undefined || monthIndex === -1) return undefined;
  const whole = [Number(yearOf(year)), monthIndex, Number(day), Number(hour), Number(minute), Number(second)] as const;
  const local = new Date(Date.UTC(...whole));
  // 31 February and 25:00 are another day.
  if (local.getUTCDate() !== whole[2] || local.getUTCHours() !== whole[3] || local.getUTCMinutes() !== whole[4])
    return undefined;
  return new Date(local.getTime() - offset * 60_000);
}

function yearOf(digits: string): number {
  const year = Number(digits);
  if (digits.length >= 4) return year;
  return digits.length === 3 || year >= 50 ? 1900 + year : 2000 + year;
}

/** A letter alone was used with both signs, and means nothing (RFC 5322 4.3): such a mail does not say when it was sent. */
function minutesOf(zone: string): number | undefined {
  const [, sign, hours, minutes] = /^([+-])(\d{2})(\d{2})$/u.exec(zone) ?? [];
  if (sign !== undefined) return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  const named = ZONES[zone.toUpperCase()];
  return named === undefined ? undefined : named * 60;
}
