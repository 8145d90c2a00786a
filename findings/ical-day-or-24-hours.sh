#!/usr/bin/env bash
# node-ical 0.26.1 and ical.js 2.2.1: over a change of the clocks, each reads one kind of duration wrongly, and not the
# same one.
#
# A duration of days and weeks keeps the wall clock, one of hours is exact (RFC 5545, 3.3.6). From 22:00 in New York on
# the eve of the end of summer time, P1D ends at 22:00 (03:00 UTC) and PT24H an hour earlier (02:00 UTC). node-ical
# takes both for 24 hours, ical.js both for a day; they disagree on every such event, and each is right about half of
# them.
. "$(dirname "$0")/finding.bash"

install node-ical@0.26.1 ical.js@2.2.1

program <<'JS'
import ICAL from 'ical.js';
import nodeIcal from 'node-ical';

const change = (name, month, day, from, to) => [
  ...[
    `BEGIN:${name}`,
    `DTSTART:2007${month}${day}T020000`,
    `RRULE:FREQ=YEARLY;BYMONTH=${Number(month)};BYDAY=${name === 'DAYLIGHT' ? 2 : 1}SU`,
  ],
  ...[`TZOFFSETFROM:${from}`, `TZOFFSETTO:${to}`, `END:${name}`],
];
const calendar = (duration) =>
  [
    ...[
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//example.com//calendar//EN',
      'BEGIN:VTIMEZONE',
      'TZID:America/New_York',
    ],
    ...change('DAYLIGHT', '03', '11', '-0500', '-0400'),
    ...change('STANDARD', '11', '04', '-0400', '-0500'),
    ...['END:VTIMEZONE', 'BEGIN:VEVENT', 'UID:1@example.com', 'DTSTAMP:20261001T000000Z'],
    ...['DTSTART;TZID=America/New_York:20261031T220000', `DURATION:${duration}`, 'END:VEVENT', 'END:VCALENDAR', ''],
  ].join('\r\n');
const endBy = {
  'node-ical': (text) => Object.values(nodeIcal.sync.parseICS(text)).find(({ type }) => type === 'VEVENT').end,
  'ical.js': (text) => {
    const component = new ICAL.Component(ICAL.parse(text));
    return new ICAL.Event(component.getFirstSubcomponent('vevent')).endDate.toJSDate();
  },
};
for (const duration of ['P1D', 'PT24H', 'P1W']) {
  const seen = Object.entries(endBy).map(([reader, end]) => `${reader} ${end(calendar(duration)).toISOString()}`);
  console.log(`22:00 on 31 October and ${duration}: ${seen.join(', ')}`);
}
JS

stated <<'TEXT'
22:00 on 31 October and P1D: node-ical 2026-11-02T02:00:00.000Z, ical.js 2026-11-02T03:00:00.000Z
22:00 on 31 October and PT24H: node-ical 2026-11-02T02:00:00.000Z, ical.js 2026-11-02T03:00:00.000Z
22:00 on 31 October and P1W: node-ical 2026-11-08T02:00:00.000Z, ical.js 2026-11-08T03:00:00.000Z
TEXT
