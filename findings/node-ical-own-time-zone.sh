#!/usr/bin/env bash
# node-ical 0.26.1: a time zone that the calendar defines itself is not used where its name is not known.
#
# TZID names a VTIMEZONE of the same file, under any name (RFC 5545, 3.2.19 and 3.8.3.1). With one called 日本標準時, Tokyo
# or Local, whose only offset is +0900, node-ical reads 22:00 as 22:00 of the machine: nine hours off in a cloud
# function, right on a computer in Tokyo. Called "Customized Time Zone" the same definition is used, and called JST the
# whole calendar is refused with an error. ical.js 2.2.1 reads all of them rightly.
. "$(dirname "$0")/finding.bash"

install node-ical@0.26.1 ical.js@2.2.1

program <<'JS'
import ICAL from 'ical.js';
import nodeIcal from 'node-ical';

const calendar = (zone) =>
  [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//example.com//calendar//EN'],
    ...['BEGIN:VTIMEZONE', `TZID:${zone}`, 'BEGIN:STANDARD', 'DTSTART:19700101T000000'],
    ...['TZOFFSETFROM:+0900', 'TZOFFSETTO:+0900', 'END:STANDARD', 'END:VTIMEZONE'],
    ...['BEGIN:VEVENT', 'UID:1@example.com', 'DTSTAMP:20261101T000000Z'],
    ...[`DTSTART;TZID=${zone}:20261201T220000`, 'SUMMARY:window', 'END:VEVENT', 'END:VCALENDAR', ''],
  ].join('\r\n');

const startBy = {
  'node-ical': (text) => Object.values(nodeIcal.sync.parseICS(text)).find(({ type }) => type === 'VEVENT').start,
  'ical.js': (text) =>
    new ICAL.Event(new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent')).startDate.toJSDate(),
};

for (const zone of ['Asia/Tokyo', 'Customized Time Zone', 'Tokyo', '日本標準時', 'Local', 'JST']) {
  const seen = Object.entries(startBy).map(([reader, start]) => {
    try {
      return `${reader} ${start(calendar(zone)).toISOString()}`;
    } catch (error) {
      return `${reader} throws a ${error.name}`;
    }
  });
  console.log(`22:00 in ${zone}: ${seen.join(', ')}`);
}
JS

stated <<'TEXT'
22:00 in Asia/Tokyo: node-ical 2026-12-01T13:00:00.000Z, ical.js 2026-12-01T13:00:00.000Z
22:00 in Customized Time Zone: node-ical 2026-12-01T13:00:00.000Z, ical.js 2026-12-01T13:00:00.000Z
22:00 in Tokyo: node-ical 2026-12-01T22:00:00.000Z, ical.js 2026-12-01T13:00:00.000Z
22:00 in 日本標準時: node-ical 2026-12-01T22:00:00.000Z, ical.js 2026-12-01T13:00:00.000Z
22:00 in Local: node-ical 2026-12-01T22:00:00.000Z, ical.js 2026-12-01T13:00:00.000Z
22:00 in JST: node-ical throws a RangeError, ical.js 2026-12-01T13:00:00.000Z
TEXT
