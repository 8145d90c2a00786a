#!/usr/bin/env bash
# papaparse 5.7.1: a short file of two columns is one column, if it ends with a line break.
#
# Papa.parse finds out the delimiter where none is given. Of two columns with semicolons or tabs, as Excel writes them
# in much of the world, it finds it from ten rows on; a file of up to nine rows that ends with a line break, as files
# do, is read as one column of whole lines, with a mere UndetectableDelimiter in its errors. Without the last line
# break, or with a third column, it finds it: the empty line behind the last break counts as a row of one column, and
# the average must be almost two.
. "$(dirname "$0")/finding.bash"

install papaparse@5.7.1

program <<'JS'
import Papa from 'papaparse';

const table = (rows, columns, delimiter) =>
  Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => `${row}-${column}`).join(delimiter),
  ).join('\n');

for (const [columns, end] of [
  [2, '\n'],
  [2, ''],
  [3, '\n'],
]) {
  const found = [1, 2, 5, 9, 10].map((rows) => {
    const each = [';', '\t'].map(
      (delimiter) => Papa.parse(table(rows, columns, delimiter) + end).data[0].length === columns,
    );
    return `${rows} rows ${each.every(Boolean) ? 'right' : 'in one column'}`;
  });
  console.log(`${columns} columns, ${end === '' ? 'no' : 'a'} line break at the end: ${found.join(', ')}`);
}
JS

stated <<'TEXT'
2 columns, a line break at the end: 1 rows in one column, 2 rows in one column, 5 rows in one column, 9 rows in one column, 10 rows right
2 columns, no line break at the end: 1 rows right, 2 rows right, 5 rows right, 9 rows right, 10 rows right
3 columns, a line break at the end: 1 rows right, 2 rows right, 5 rows right, 9 rows right, 10 rows right
TEXT
