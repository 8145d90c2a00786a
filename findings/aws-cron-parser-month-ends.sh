#!/usr/bin/env bash
# aws-cron-parser 1.1.12: a schedule for the 31st also runs on the 1st, 2nd or 3rd of the next month.
#
# `0 0 31 * ? *`, an expression of EventBridge, is midnight on each 31st, and `0 0 29 2 ? *` on each 29 February. In a
# month that has no such day this package counts on and announces 3 March, 1 May, 1 March, among the true ones. The
# other parsers skip such months: cron-parser 5.10.6 and croner 11.0.1 of the same schedule without the year.
. "$(dirname "$0")/finding.bash"

install aws-cron-parser@1.1.12 cron-parser@5.10.6 croner@11.0.1

program <<'JS'
import aws from 'aws-cron-parser';
import { CronExpressionParser } from 'cron-parser';
import { Cron } from 'croner';

const from = new Date('2026-01-01T00:00:00Z');
const day = (date) => date.toISOString().slice(0, 10);
function byAws(expression) {
  const cron = aws.parse(expression);
  const days = [];
  for (let at = from; days.length < 4; days.push(day(at))) at = aws.next(cron, at);
  return days;
}
function byCronParser(expression) {
  const cron = CronExpressionParser.parse(expression, { currentDate: from, tz: 'UTC' });
  return Array.from({ length: 4 }, () => day(cron.next().toDate()));
}
for (const [date, month] of [
  ['31', '*'],
  ['29', '2'],
]) {
  console.log(`day ${date} of month ${month}, aws-cron-parser: ${byAws(`0 0 ${date} ${month} ? *`).join(' ')}`);
  console.log(`day ${date} of month ${month}, cron-parser: ${byCronParser(`0 0 ${date} ${month} *`).join(' ')}`);
  console.log(
    `day ${date} of month ${month}, croner: ${new Cron(`0 0 ${date} ${month} *`, { timezone: 'UTC' }).nextRuns(4, from).map(day).join(' ')}`,
  );
}
JS

stated <<'TEXT'
day 31 of month *, aws-cron-parser: 2026-01-31 2026-03-03 2026-03-31 2026-05-01
day 31 of month *, cron-parser: 2026-01-31 2026-03-31 2026-05-31 2026-07-31
day 31 of month *, croner: 2026-01-31 2026-03-31 2026-05-31 2026-07-31
day 29 of month 2, aws-cron-parser: 2026-03-01 2027-03-01 2028-02-29 2029-03-01
day 29 of month 2, cron-parser: 2028-02-29 2032-02-29 2036-02-29 2040-02-29
day 29 of month 2, croner: 2028-02-29 2032-02-29 2036-02-29 2040-02-29
TEXT
