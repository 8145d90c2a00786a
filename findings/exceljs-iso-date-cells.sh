#!/usr/bin/env bash
# exceljs 4.4.0: of a date that a workbook writes in ISO 8601, the year is taken for a number of days.
#
# A cell of type "d" has its date as text (ECMA-376 part 1, 18.18.11), as in workbooks of the strict form. exceljs reads
# that text as a number, up to the first character that is none: 2026-12-01T22:00:00 is 2026, or, shown as a date as it
# will be, the day 2026 after 1899-12-30, which is 18 July 1905. 22:00:00 is 21 January 1900. No error. @e965/xlsx
# 0.20.3 reads all three rightly; read-excel-file 9.3.17 the first two, and says that it cannot read the third.
. "$(dirname "$0")/finding.bash"

install exceljs@4.4.0 @e965/xlsx@0.20.3 read-excel-file@9.3.17 fflate@0.8.3

workbook
program <<'JS'
import { cellsBy, workbook } from './workbook.mjs';

const shown = (cell) => (cell instanceof Date ? cell.toISOString() : `${typeof cell} ${cell}`);
for (const style of [0, 1]) {
  const bytes = workbook({
    rows: `<row r="1"><c r="A1" t="d" s="${style}"><v>2026-12-01</v></c></row>`,
    format: 'yyyy/m/d',
  });
  console.log(
    `2026-12-01 ${style === 0 ? 'without a format' : 'as a date'} is to exceljs: ${shown((await cellsBy.exceljs(bytes))[0])}`,
  );
}
for (const written of ['2026-12-01T22:00:00', '2026-12-01', '22:00:00']) {
  const bytes = workbook({
    rows: `<row r="1"><c r="A1" t="d" s="1"><v>${written}</v></c></row>`,
    format: 'yyyy/m/d h:mm',
  });
  for (const reader of ['exceljs', '@e965/xlsx', 'read-excel-file']) {
    const [cell] = await cellsBy[reader](bytes).catch(() => ['refused']);
    console.log(`${written} is to ${reader}: ${shown(cell)}`);
  }
}
JS

stated <<'TEXT'
2026-12-01 without a format is to exceljs: number 2026
2026-12-01 as a date is to exceljs: 1905-07-18T00:00:00.000Z
2026-12-01T22:00:00 is to exceljs: 1905-07-18T00:00:00.000Z
2026-12-01T22:00:00 is to @e965/xlsx: 2026-12-01T22:00:00.000Z
2026-12-01T22:00:00 is to read-excel-file: 2026-12-01T22:00:00.000Z
2026-12-01 is to exceljs: 1905-07-18T00:00:00.000Z
2026-12-01 is to @e965/xlsx: 2026-12-01T00:00:00.000Z
2026-12-01 is to read-excel-file: 2026-12-01T00:00:00.000Z
22:00:00 is to exceljs: 1900-01-21T00:00:00.000Z
22:00:00 is to @e965/xlsx: 1899-12-31T22:00:00.000Z
22:00:00 is to read-excel-file: string refused
TEXT
