import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';

import {
  BYTE_ORDER_MARK,
  guardFormula,
  unguardFormula,
  writeCsvRow,
} from '../../../lambdas/domain/intake/csv-writer.ts';
import { CsvReader } from '../../../lambdas/domain/intake/read-csv.ts';
import { RejectedCsv } from '../../../lambdas/domain/intake/rejected-csv.ts';
import { MISTAKES } from '../../../local/samples/mistakes.ts';
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

describe('a written row, in the encoding of Excel on Japanese Windows,', () => {
  it('reads back as itself where CP932 can hold it', async () => {
    const character = fc.constantFrom(...'aZ9,;"\'=+-@ \t\r\n株髙①㈱～－∥ｱﾊﾟ表ソ能十');
    const text = fc.array(character, { maxLength: 8 }).map((characters) => characters.join(''));
    const row = fc
      .array(text, { minLength: 2, maxLength: 4 })
      .filter((cells) => cells.some((cell) => /[a株]/u.test(cell)));
    await fc.assert(
      fc.asyncProperty(row, async (cells) => {
        // Enough Japanese to be told from UTF-8.
        const file = writeCsvRow(['テナントID', 'お客様会社名']) + writeCsvRow(cells);
        expect((await cellsOf(iconv.encode(file, 'cp932')))[1]).toEqual(cells);
      }),
      { numRuns: 200 },
    );
  });
});

describe('rejected.csv of any mistakes', () => {
  it('is accepted as a whole once they are corrected in it, in the language and encoding it came in', async () => {
    // A console that two rows have refuses the other row, too, whatever it is.
    const ofOneRow = MISTAKES.filter(([code]) => code !== 'console-repeated');
    const mistakes = fc.array(fc.array(fc.constantFrom(...ofOneRow), { minLength: 1, maxLength: 4 }), {
      minLength: 1,
      maxLength: 5,
    });
    const anyLanguage = fc.constantFrom<'ja' | 'en'>('ja', 'en');
    await fc.assert(
      fc.asyncProperty(mistakes, anyLanguage, fc.constantFrom(',', ';'), async (rows, language, delimiter) => {
        const good = rows.map(() => aRow());
        const taken = aRow({ tenant_id: 'GOOD-01', primary_email: 'vision-one@good-01.example.jp' });
        const bad = good.map(
          (row, n) => Object.assign({ ...row }, ...(rows[n] ?? []).map(([, cells]) => cells)) as typeof row,
        );
        const written = [Object.keys(taken), ...[taken, ...bad].map((row) => Object.values(row))]
          .map((cells) => writeCsvRow(cells, delimiter))
          .join('');
        const first = await checked(written, { now: new Date('2026-11-25T00:00Z') });
        expect(first).toMatchObject({ refused: false, accepted: 1, rejected: bad.length });

        const [header = [], ...rejected] = await cellsOf(Buffer.from(rejectedCsv(first, language)));
        const corrected = rejected.map((cells, n) => [...Object.values(good[n] ?? {}), cells.at(-1) ?? '']);
        const again = [header, ...corrected].map((cells) => writeCsvRow(cells, delimiter)).join('');
        expect(await checked(again)).toMatchObject({ refused: false, accepted: bad.length, codes: [] });
      }),
      { numRuns: 60 },
    );
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
      const bad = [aRow({ region: 'eu-wset' }), aRow({ hands: '-1', contact_name: '鈴木' })];
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
