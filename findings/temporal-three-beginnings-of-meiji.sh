#!/usr/bin/env bash
# @js-temporal/polyfill 0.5.1, temporal-polyfill 1.0.8, Intl of Node.js 24: three answers to when Meiji began.
#
# The first era of modern Japan begins on 8 September 1868 for the one Temporal, on 1 January 1873 for the other (with
# its full calendars: the day from which the Gregorian calendar was in force), and on 23 October 1868 for Intl. A date
# between is "1868" in one API and 慶応4年 or 明治元年 in another, in one program. From 1873 on all three agree on every border
# of an era.
. "$(dirname "$0")/finding.bash"

install @js-temporal/polyfill@0.5.1 temporal-polyfill@1.0.8

program <<'JS'
import { Temporal as One } from '@js-temporal/polyfill';
import { Temporal as Other } from 'temporal-polyfill/full';

const intl = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', { era: 'long', year: 'numeric', timeZone: 'UTC' });
const eras = (Temporal, day) => {
  const { era, eraYear } = Temporal.PlainDate.from(day).withCalendar('japanese');
  return `${era} ${eraYear}`;
};
const borders = ['1868-09-07', '1868-09-08', '1868-10-22', '1868-10-23', '1872-12-31', '1873-01-01'];
for (const day of [...borders, '1912-07-29', '1912-07-30', '1989-01-07', '1989-01-08', '2019-04-30', '2019-05-01']) {
  const seen = [eras(One, day), eras(Other, day), intl.format(new Date(`${day}T00:00:00Z`))];
  console.log(`${day}: @js-temporal/polyfill ${seen[0]}, temporal-polyfill ${seen[1]}, Intl ${seen[2]}`);
}
JS

stated <<'TEXT'
1868-09-07: @js-temporal/polyfill japanese 1868, temporal-polyfill ce 1868, Intl 慶応4年
1868-09-08: @js-temporal/polyfill meiji 1, temporal-polyfill ce 1868, Intl 慶応4年
1868-10-22: @js-temporal/polyfill meiji 1, temporal-polyfill ce 1868, Intl 慶応4年
1868-10-23: @js-temporal/polyfill meiji 1, temporal-polyfill ce 1868, Intl 明治元年
1872-12-31: @js-temporal/polyfill meiji 5, temporal-polyfill ce 1872, Intl 明治5年
1873-01-01: @js-temporal/polyfill meiji 6, temporal-polyfill meiji 6, Intl 明治6年
1912-07-29: @js-temporal/polyfill meiji 45, temporal-polyfill meiji 45, Intl 明治45年
1912-07-30: @js-temporal/polyfill taisho 1, temporal-polyfill taisho 1, Intl 大正元年
1989-01-07: @js-temporal/polyfill showa 64, temporal-polyfill showa 64, Intl 昭和64年
1989-01-08: @js-temporal/polyfill heisei 1, temporal-polyfill heisei 1, Intl 平成元年
2019-04-30: @js-temporal/polyfill heisei 31, temporal-polyfill heisei 31, Intl 平成31年
2019-05-01: @js-temporal/polyfill reiwa 1, temporal-polyfill reiwa 1, Intl 令和元年
TEXT
