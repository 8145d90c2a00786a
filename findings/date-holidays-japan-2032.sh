#!/usr/bin/env bash
# date-holidays 3.37.0: Japan's day between two holidays is a holiday in 2009, 2015 and 2026, and none in 2032.
#
# A day whose eve and whose morrow are national holidays is a holiday itself (Act on National Holidays, article 3,
# paragraph 3): in September the Tuesday between the Monday of Respect for the Aged Day and an equinox on the Wednesday.
# date-holidays has it where it is the 22nd, as in every such year so far, and not where it is the 21st, so that no look at
# the past and the present shows it: in 2032 and 2049 that day is a working day to it. @holiday-jp/holiday_jp 2.5.1, a
# table up to 2050, and japanese-holidays 1.0.10, which computes, have all of them.
. "$(dirname "$0")/finding.bash"

install date-holidays@3.37.0 @holiday-jp/holiday_jp@2.5.1 japanese-holidays@1.0.10

program <<'JS'
import table from '@holiday-jp/holiday_jp';
import DateHolidays from 'date-holidays';
import computed from 'japanese-holidays';

const japan = new DateHolidays('JP');
const twoDigits = (number) => String(number).padStart(2, '0');
const daysBy = {
  'date-holidays': (year) =>
    japan.getHolidays(year).flatMap(({ type, date }) => (type === 'public' ? [date.slice(0, 10)] : [])),
  holiday_jp: (year) =>
    table
      .between(new Date(`${year}-01-01`), new Date(`${year}-12-31`))
      .map(({ date }) => new Date(date).toISOString().slice(0, 10)),
  'japanese-holidays': (year) =>
    computed.getHolidaysOf(year).map(({ month, date }) => `${year}-${twoDigits(month)}-${twoDigits(date)}`),
};

for (const year of [2009, 2015, 2026, 2032, 2049]) {
  const september = Object.entries(daysBy).map(([name, days]) => {
    const found = days(year).filter((day) => day.startsWith(`${year}-09`));
    return `${name} ${found.map((day) => day.slice(-2)).join(' ')}`;
  });
  console.log(`September of ${year}: ${september.join(', ')}`);
}
const years = Array.from({ length: 61 }, (_, index) => 1990 + index);
const missing = years.flatMap((year) => {
  const known = new Set(daysBy['date-holidays'](year));
  return daysBy.holiday_jp(year).filter((day) => !known.has(day));
});
console.log('1990 to 2050, missing in date-holidays:', missing.join(', '));
JS

stated <<'TEXT'
September of 2009: date-holidays 21 22 23, holiday_jp 21 22 23, japanese-holidays 21 22 23
September of 2015: date-holidays 21 22 23, holiday_jp 21 22 23, japanese-holidays 21 22 23
September of 2026: date-holidays 21 22 23, holiday_jp 21 22 23, japanese-holidays 21 22 23
September of 2032: date-holidays 20 22, holiday_jp 20 21 22, japanese-holidays 20 21 22
September of 2049: date-holidays 20 22, holiday_jp 20 21 22, japanese-holidays 20 21 22
1990 to 2050, missing in date-holidays: 2032-09-21, 2049-09-21
TEXT
