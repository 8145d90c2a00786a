#!/usr/bin/env bash
# aws-cdk-lib 2.276.0: a one-time schedule for 22:00 in Tokyo runs at 13:00 in Tokyo.
#
# ScheduleExpression.at(date, timeZone) writes the clock of UTC at that instant and the name of the zone beside it, and
# EventBridge Scheduler reads the time in that zone (User Guide, "One-time schedules"): nine hours too early, in the
# past for whoever plans tonight. A Date knows its instant, so nothing is missing to convert it. It is the same in every
# zone of the machine. Without a zone (UTC) it is right: naming the zone breaks it. The example of the package's own
# README (19:20:23 in New York, of a Date of the machine's zone) comes out right only on a machine in UTC.
. "$(dirname "$0")/finding.bash"

install aws-cdk-lib@2.276.0 constructs@10.8.1

program <<'JS'
import { App, Stack, TimeZone } from 'aws-cdk-lib';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { SqsSendMessage } from 'aws-cdk-lib/aws-scheduler-targets';
import { Queue } from 'aws-cdk-lib/aws-sqs';

function synthesised(schedule) {
  const stack = new Stack(new App(), 'Stack');
  const target = new SqsSendMessage(new Queue(stack, 'Queue'));
  const { node } = new Schedule(stack, 'Once', { schedule, target });
  const { scheduleExpression, scheduleExpressionTimezone } = node.defaultChild;
  return `${scheduleExpression} in ${scheduleExpressionTimezone}`;
}

const tonight = new Date('2026-12-01T22:00:00+09:00');
for (const zone of ['UTC', 'Asia/Tokyo', 'America/New_York']) {
  process.env.TZ = zone;
  console.log(`a machine in ${zone}:`);
  console.log('  22:00 in Tokyo, no zone:', synthesised(ScheduleExpression.at(tonight)));
  console.log('  22:00 in Tokyo, ASIA_TOKYO:', synthesised(ScheduleExpression.at(tonight, TimeZone.ASIA_TOKYO)));
  const ofTheReadme = ScheduleExpression.at(new Date(2022, 10, 20, 19, 20, 23), TimeZone.AMERICA_NEW_YORK);
  console.log('  the example:', synthesised(ofTheReadme));
}
JS

stated <<'TEXT'
a machine in UTC:
  22:00 in Tokyo, no zone: at(2026-12-01T13:00:00) in Etc/UTC
  22:00 in Tokyo, ASIA_TOKYO: at(2026-12-01T13:00:00) in Asia/Tokyo
  the example: at(2022-11-20T19:20:23) in America/New_York
a machine in Asia/Tokyo:
  22:00 in Tokyo, no zone: at(2026-12-01T13:00:00) in Etc/UTC
  22:00 in Tokyo, ASIA_TOKYO: at(2026-12-01T13:00:00) in Asia/Tokyo
  the example: at(2022-11-20T10:20:23) in America/New_York
a machine in America/New_York:
  22:00 in Tokyo, no zone: at(2026-12-01T13:00:00) in Etc/UTC
  22:00 in Tokyo, ASIA_TOKYO: at(2026-12-01T13:00:00) in Asia/Tokyo
  the example: at(2022-11-21T00:20:23) in America/New_York
TEXT
