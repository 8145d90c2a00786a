#!/usr/bin/env bash
# jsonata 2.0.6 (the version whose language AWS Step Functions implements): one text, two instants.
#
# A date and time without a zone is UTC to $toMillis when a picture is given, and the machine's own time when none is,
# though both calls say the same text. A day alone is UTC in either. On AWS machines are in UTC, so that both agree; on
# a computer in Tokyo, where the same definition is tried, they are nine hours apart.
. "$(dirname "$0")/finding.bash"

install jsonata@2.0.6

program <<'JS'
import { execFileSync } from 'node:child_process';

const ask = `
  import jsonata from 'jsonata';
  const picture = '[Y]-[M]-[D]T[H]:[m]:[s]';
  const calls = {
    'without a picture': '$toMillis("2026-12-01T22:00:00")',
    'with one': '$toMillis("2026-12-01T22:00:00", "' + picture + '")',
    'a day alone': '$toMillis("2026-12-01")',
  };
  for (const [what, call] of Object.entries(calls)) {
    console.log(process.env.TZ + ', ' + what + ': ' + (await jsonata('$fromMillis(' + call + ')').evaluate({})));
  }`;
for (const TZ of ['UTC', 'Asia/Tokyo']) {
  const env = { ...process.env, TZ };
  process.stdout.write(
    execFileSync(process.execPath, ['--input-type=module', '--eval', ask], { env, encoding: 'utf8' }),
  );
}
JS

stated <<'TEXT'
UTC, without a picture: 2026-12-01T22:00:00.000Z
UTC, with one: 2026-12-01T22:00:00.000Z
UTC, a day alone: 2026-12-01T00:00:00.000Z
Asia/Tokyo, without a picture: 2026-12-01T13:00:00.000Z
Asia/Tokyo, with one: 2026-12-01T22:00:00.000Z
Asia/Tokyo, a day alone: 2026-12-01T00:00:00.000Z
TEXT
