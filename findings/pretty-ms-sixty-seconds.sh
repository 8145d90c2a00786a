#!/usr/bin/env bash
# pretty-ms 9.3.1: two minutes that were added up are "1m 60s".
#
# Seconds that were added up and then multiplied by 1,000 are often a hair below the whole minute (119999.99999999745). The
# minutes are cut off before anything is rounded, the seconds are rounded after that, and nothing is carried over: "1m 60s",
# "1 minute 60 seconds", and 1:60 on the clock. Its seconds are otherwise cut to the tenth (59.9s of 59,999 ms), so one
# expects 1m 59.9s, or two minutes. Rounding the number first makes it right.
. "$(dirname "$0")/finding.bash"

install pretty-ms@9.3.1

program <<'JS'
import prettyMilliseconds from 'pretty-ms';

const ofTenths = (seconds) => Array(seconds * 10).fill(0.1).reduce((sum, tenth) => sum + tenth, 0) * 1000;
for (const [from, milliseconds] of [
  ['one millisecond less', 119_999],
  ['1,200 tenths', ofTenths(120)],
  ['36,000 tenths', ofTenths(3600)],
  ['119,999.9999999', 119_999.9999999],
  ['the same, rounded', Math.round(119_999.9999999)],
]) {
  const shown = [{}, { verbose: true }, { colonNotation: true }, { secondsDecimalDigits: 0 }].map((options) =>
    prettyMilliseconds(milliseconds, options),
  );
  console.log(`${from} (${milliseconds}): ${shown.join(' | ')}`);
}
JS

stated <<'TEXT'
one millisecond less (119999): 1m 59.9s | 1 minute 59.9 seconds | 1:59.9 | 1m 59s
1,200 tenths (119999.99999999745): 1m 60s | 1 minute 60 seconds | 1:60 | 1m 60s
36,000 tenths (3599999.999997821): 59m 60s | 59 minutes 60 seconds | 59:60 | 59m 60s
119,999.9999999 (119999.9999999): 1m 60s | 1 minute 60 seconds | 1:60 | 1m 60s
the same, rounded (120000): 2m | 2 minutes | 2:00 | 2m
TEXT
