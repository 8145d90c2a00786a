#!/usr/bin/env bash
# read-excel-file 9.3.17, xlsx (SheetJS) 0.18.5, @e965/xlsx 0.20.3: a third of the times of day come a millisecond
# early.
#
# A spreadsheet keeps 01:00 as a fraction of a day, which no binary fraction is. Of the 288 times of one day in steps of
# five minutes, written as JavaScript divides them, read-excel-file and SheetJS give 96 as a Date one millisecond
# before: whoever shows hours and minutes of it, as a window of work is shown, shows 00:59. exceljs 4.4.0 rounds, and
# gives all. Of the full hours SheetJS has all right, so that a sample of these shows nothing.
. "$(dirname "$0")/finding.bash"

install xlsx@0.18.5 @e965/xlsx@0.20.3 exceljs@4.4.0 read-excel-file@9.3.17 fflate@0.8.3

workbook
program <<'JS'
import { cellsBy, workbook } from './workbook.mjs';

// 2026-12-01, of which 46357 is the number.
const day = (minutes) => {
  const cells = minutes.map((minute) => `<c s="1" r="${column(minute)}1"><v>${46357 + minute / 1440}</v></c>`);
  return workbook({ rows: `<row r="1">${cells.join('')}</row>`, format: 'yyyy/m/d h:mm' });
};
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
function column(minute) {
  const at = minute / 5;
  return at < 26 ? letters[at] : letters[Math.floor(at / 26) - 1] + letters[at % 26];
}
const every = (step) => Array.from({ length: 1440 / step }, (_, i) => i * step);
for (const [reader, cells] of Object.entries(cellsBy)) {
  const early = async (minutes) =>
    (await cells(day(minutes))).filter((cell) => cell instanceof Date && cell.getTime() % 60_000 === 59_999);
  const [first] = await early(every(5));
  const counts = `${(await early(every(60))).length} of 24 full hours, ${(await early(every(5))).length} of 288 times`;
  console.log(`${reader}: ${counts}${first ? `, the first is ${first.toISOString()}` : ''}`);
}
JS

stated <<'TEXT'
xlsx: 0 of 24 full hours, 96 of 288 times, the first is 2026-12-01T00:04:59.999Z
@e965/xlsx: 0 of 24 full hours, 96 of 288 times, the first is 2026-12-01T00:04:59.999Z
exceljs: 0 of 24 full hours, 0 of 288 times
read-excel-file: 8 of 24 full hours, 96 of 288 times, the first is 2026-12-01T00:04:59.999Z
TEXT
