import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { spreadsheetAt } from '../../spreadsheet/spreadsheet-at.ts';
import { checked } from '../domain/intake/an-intake.ts';

const OPTIONS = { now: new Date('2026-11-25T00:00:00Z') };

async function read(name: string) {
  const reading = await spreadsheetAt(fileURLToPath(new URL(`files/${name}`, import.meta.url)), undefined);
  if (reading?.kind !== 'table') throw new Error(name);
  return { ...(await checked(reading.csv, OPTIONS)), said: reading.notices.map(({ code, value }) => [code, value]) };
}

/** How they were made is in the README beside them. */
describe.each(['libreoffice.xlsx', 'libreoffice-1904.furigana.xlsx'])('%s', (name) => {
  it('says what the sheet shows, the days of its own date system and no readings', async () => {
    const { tenants, results, faults } = await read(name);
    expect(results.map(({ row }) => row)).toEqual([2, 3, 5, 6]);
    expect(tenants.map(({ tenantId, companyName }) => [tenantId, companyName])).toEqual([
      ['t-001', '髙橋①商事㈱'],
      ['t-002', 'ｶｸｳｾｲｻｸｼｮ～本社－'],
      ['7', 'Example Trading Co., Ltd.'],
    ]);
    expect(tenants[0]?.notBefore).toBe('2099-12-05T13:00:00.000Z');
    expect(results[0]?.original[10]).toBe('引用符 " と , と\n改行');
    expect(faults.map(({ row, column, code }) => [row, column, code])).toEqual([[6, 'tenant_id', 'number-mangled']]);
  });
});

describe.each([
  [
    'exceljs-1904.xlsx',
    [2, 4],
    [
      ['sheets-left-out', '移行対象'],
      ['rows-hidden', '1'],
    ],
  ],
  ['write-excel-file.xlsx', [2, 3], []],
])('%s', (name, rows, said) => {
  it('says what was written into it', async () => {
    const found = await read(name);
    expect(found.said).toEqual(said);
    expect(found.results.map(({ row }) => row)).toEqual(rows);
    expect(found.tenants).toMatchObject([
      {
        tenantId: 't-001',
        companyName: '見本商事株式会社',
        consent: { reference: '0012-1', by: '見本 太郎', on: '2026-11-02' },
        notBefore: '2099-12-05T13:00:00.000Z',
      },
      {
        tenantId: 't-002',
        companyName: '架空製作所',
        consent: { on: '2026-11-03' },
        notBefore: '2099-12-06T13:30:00.000Z',
      },
    ]);
  });
});

it('a file that is no workbook by its first bytes is left to the reader of CSVs, whatever its name', async () => {
  expect(await spreadsheetAt(fileURLToPath(new URL('../../samples/tenants.csv', import.meta.url)), undefined)).toBe(
    undefined,
  );
});
