import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  BYTE_ORDER_MARK,
  guardFormula,
  unguardFormula,
  writeCsvRow,
} from '../../../lambdas/domain/intake/csv-writer.ts';
import { CsvReader } from '../../../lambdas/domain/intake/read-csv.ts';
import { RejectedCsv } from '../../../lambdas/domain/intake/rejected-csv.ts';
import { aFile, aRow, checked, type Checked, inChunks, utf16 } from './an-intake.ts';

async function cellsOf(bytes: Uint8Array): Promise<string[][]> {
  const cells: string[][] = [];
  for await (const batch of new CsvReader(inChunks(bytes)).batches()) {
    cells.push(...batch.map((record) => record.cells));
  }
  return cells;
}

function rejectedCsv(result: Checked, language: 'ja' | 'en' = 'en'): string {
  const csv = new RejectedCsv({ header: result.header, delimiter: result.delimiter ?? ',', language });
  return csv.header() + result.results.map((row) => (row.kind === 'rejected' ? csv.row(row) : '')).join('');
}

describe('a written row', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({
      unit: fc.constantFrom('=', '+', '-', '@', '＝', "'", '"', ',', ';', '\t', '\r', '\n', ' ', 'a', '株'),
    }),
  );

  it('reads back as itself in every encoding that can hold it', async () => {
    const row = fc
      .array(text, { minLength: 2, maxLength: 5 })
      .filter((cells) => cells.some((cell) => /[a-z株=]/u.test(cell)));
    await fc.assert(
      fc.asyncProperty(row, fc.constantFrom<',' | ';'>(',', ';'), async (cells, delimiter) => {
        const file = BYTE_ORDER_MARK + writeCsvRow(['tenant_id', 'region'], delimiter) + writeCsvRow(cells, delimiter);
        for (const bytes of [Buffer.from(file), utf16(file), utf16(file, true)]) {
          expect((await cellsOf(bytes))[1]).toEqual(cells);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('never begins a cell like a formula', () => {
    fc.assert(
      fc.property(text, (cell) => {
        expect(guardFormula(cell)).not.toMatch(/^[ \u3000]*[=+\-@＝＋－＠\t\r\n]/u);
        expect(unguardFormula(guardFormula(cell))).toBe(cell);
      }),
    );
  });

  it.each(['=1+1', '+1', '-1', '@A1', '\t=1', '\r=1', '\n=1', ' =1', '＝1', "'=1"])('guards %j', (cell) => {
    expect(writeCsvRow([cell]).replace(/^"/u, '')).toMatch(/^'/u);
  });

  it('quotes every character at which another spreadsheet might begin a new cell', () => {
    expect(writeCsvRow(['a;=1', 'b\t=1', 'c', 'say "x"'])).toBe('"a;=1","b\t=1",c,"say ""x"""\r\n');
  });
});

describe('rejected.csv', () => {
  it('is the rejected rows as they were, and why, behind a byte order mark for Excel', async () => {
    const bad = aRow({ region: 'eu-wset', company_name: '=cmd|x' });
    const written = rejectedCsv(await checked(aFile(aRow(), bad)));
    expect(written.startsWith(BYTE_ORDER_MARK)).toBe(true);
    const [header, row, ...others] = await cellsOf(Buffer.from(written));
    expect(others).toEqual([]);
    expect(header).toEqual([...Object.keys(bad), 'reasons']);
    expect(row?.slice(0, -1)).toEqual(Object.values(bad));
    expect(row?.at(-1)).toMatch(
      /^column company_name: .* \/ column region: "eu-wset" is not a region we know; use Japan/u,
    );
    expect(written).toContain("'=cmd|x");
  });

  it('is accepted without a word about the reasons once it is fixed and dropped in again', async () => {
    for (const language of ['ja', 'en'] as const) {
      const bad = [aRow({ region: 'eu-wset' }), aRow({ hands: '-1', tenant_id: '-a' })];
      const written = rejectedCsv(await checked(aFile(...bad)), language);
      const fixed = written.replace('eu-wset', 'EU').replace(/'-1/u, '');
      expect(await checked(fixed)).toMatchObject({ refused: false, accepted: 2, codes: [] });
    }
  });

  it('has one column of reasons however often it comes back', async () => {
    const once = rejectedCsv(await checked(aFile(aRow({ region: 'eu-wset' }))), 'ja');
    const twice = rejectedCsv(await checked(once), 'en');
    expect((await cellsOf(Buffer.from(twice)))[0]?.slice(-2)).toEqual(['region', 'reasons']);
    expect(twice.match(/eu-wset/gu)).toHaveLength(2);
  });

  it('keeps cells beyond the header, behind the reasons', async () => {
    const [header, row] = aFile(aRow()).split('\r\n');
    const written = rejectedCsv(await checked(`${header}\r\n${row},stray\r\n`));
    expect((await cellsOf(Buffer.from(written)))[1]?.slice(-2)).toEqual([
      expect.stringContaining('more cells'),
      'stray',
    ]);
    expect(await checked(written)).toMatchObject({ rejected: 1 });
  });

  it('keeps the semicolons of a spreadsheet that uses them', async () => {
    const file = aFile(aRow({ region: '?', company_name: 'Example' })).replaceAll(',', ';');
    expect(rejectedCsv(await checked(file))).toContain('tenant_id;company_name;');
  });
});
