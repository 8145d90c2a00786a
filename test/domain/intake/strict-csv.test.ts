import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { MAX_ROW_BYTES, StrictCsv } from '../../../lambdas/domain/intake/strict-csv.ts';

interface Read {
  records: string[][];
  failed: boolean;
}

function inPieces(text: string, size: number, delimiter = ','): Read {
  const csv = new StrictCsv(delimiter);
  const records: string[][] = [];
  for (let at = 0; at < text.length; at += size) {
    const parsed = csv.write(text.slice(at, at + size));
    records.push(...parsed.records);
    if (parsed.failure !== undefined) return { records, failed: true };
  }
  const last = csv.end();
  return { records: [...records, ...last.records], failed: last.failure !== undefined };
}

function byCsvParse(text: string, delimiter: string): Read {
  const records: string[][] = [];
  try {
    parse(text, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      on_record: (record: string[]) => void records.push(record),
    });
    return { records, failed: false };
  } catch (error) {
    if (error instanceof CsvError) return { records, failed: true };
    throw error;
  }
}

describe('strict CSV', () => {
  const pieces = fc.array(
    fc.constantFrom('a', '株', ',', ';', '"', '""', '"a"', '"a,\r\nb"', ',"', '",', '\r\n', '\n', '\r', ' ', '"\n'),
    { maxLength: 30 },
  );

  it('keeps ="0012" as a cell, and leaves alone what looks like it within a quoted one', () => {
    const read = (text: string) => inPieces(text, 3, ';');
    expect(read('="0012";b\n')).toEqual({ records: [['="0012"', 'b']], failed: false });
    expect(read('="0012";"a ""b"""\n')).toEqual({ records: [['="0012"', 'a "b"']], failed: false });
    expect(read('""";=";";"\n')).toEqual({ records: [['";=', ';']], failed: false });
    expect(read('"a;=""x"";b"\n')).toEqual({ records: [['a;="x";b']], failed: false });
    expect(read('="00"12";b\n')).toEqual({ records: [], failed: true });
  });

  it('is what csv-parse reads, with and without quotation marks, wherever the text is cut', () => {
    fc.assert(
      fc.property(pieces, fc.integer({ min: 1, max: 20 }), fc.constantFrom(',', ';'), (parts, size, delimiter) => {
        const text = parts.join('');
        expect(inPieces(text, size, delimiter)).toEqual(byCsvParse(text, delimiter));
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['cells', 'a'.repeat(MAX_ROW_BYTES + 1)],
    ['nothing but delimiters', ','.repeat(MAX_ROW_BYTES + 1)],
    ['delimiters behind a quoted cell', `"a"${','.repeat(MAX_ROW_BYTES + 1)}`],
    ['a quoted cell', `"${'a'.repeat(MAX_ROW_BYTES + 1)}`],
    ['three bytes a character', '株'.repeat(MAX_ROW_BYTES / 3 + 1)],
  ])('gives up a row of more than a megabyte of %s, after the rows before it', (_, large) => {
    const csv = new StrictCsv(',');
    expect(csv.write('a,b\n"c",d\n').records).toHaveLength(2);
    expect([csv.write(large), csv.write('\n')]).toContainEqual({ records: [], failure: 'row-too-large' });
    expect(csv.write('e,f\n').records).toEqual([]);
  });
});
