#!/usr/bin/env bash
# xlsx (SheetJS) 0.18.5 and @e965/xlsx 0.20.3: an empty entry of the shared strings moves all texts behind it.
#
# The texts of a workbook stand in one list, and cells name them by number. An entry of that list may be empty and
# written `<si/>` (ECMA-376 part 1, 18.4.8: everything in it is optional). Both read the workbook without a word and do
# not count such an entry where it stands first: from there on each cell has the text of the next one, and the last has
# none. exceljs 4.4.0 and read-excel-file 9.3.17 read the same workbook rightly.
. "$(dirname "$0")/finding.bash"

install xlsx@0.18.5 @e965/xlsx@0.20.3 exceljs@4.4.0 read-excel-file@9.3.17 fflate@0.8.3

workbook
program <<'JS'
import { cellsBy, workbook } from './workbook.mjs';

const row = [0, 1, 2].map((text, column) => `<c r="${'ABC'[column]}1" t="s"><v>${text}</v></c>`).join('');
const bytes = workbook({
  rows: `<row r="1">${row}</row>`,
  sharedStrings: '<si/><si><t>tenant</t></si><si><t>region</t></si>',
});
for (const [reader, read] of Object.entries(cellsBy))
  console.log(`${reader}: ${(await read(bytes)).slice(1).join(', ')}`);
JS

stated <<'TEXT'
xlsx: region, 
@e965/xlsx: region, 
exceljs: tenant, region
read-excel-file: tenant, region
TEXT
