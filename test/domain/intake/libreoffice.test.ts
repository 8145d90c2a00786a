import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';

import { checked } from './an-intake.ts';

const OPTIONS = { now: new Date('2026-11-25T00:00:00Z') };

/** How they were made is in the README beside them. */
describe.each([
  ['tenants.cp932.csv', 'cp932', ','],
  ['tenants.utf-16le.csv', 'utf-16le', '\t'],
  ['tenants.utf-8.csv', 'utf-8', ';'],
])('%s, which LibreOffice wrote,', (name, encoding, delimiter) => {
  const read = async () => checked(await readFile(new URL(`libreoffice/${name}`, import.meta.url)), OPTIONS);

  it('is read for what it is', async () => {
    expect(await read()).toMatchObject({ refused: false, encoding, delimiter, rows: 4, accepted: 2, rejected: 2 });
  });

  it('gives its rows as the sheet shows them, the blank one counted', async () => {
    const { results, tenants } = await read();
    expect(results.map(({ row }) => row)).toEqual([2, 3, 5, 6]);
    expect(results[0]?.original.slice(1, 3)).toEqual(['髙橋①商事㈱', '見本　太郎']);
    expect(results[0]?.original[10]).toBe('引用符 " と , と\n改行');
    expect(tenants.map(({ tenantId, companyName, language }) => [tenantId, companyName, language])).toEqual([
      ['t-002', 'ｶｸｳｾｲｻｸｼｮ～本社－', 'ja'],
      ['7', 'Example Trading Co., Ltd.', 'en'],
    ]);
  });

  it('is told what the program did to its values: a date month first, a number shortened', async () => {
    const { faults } = await read();
    expect(faults.map(({ row, column, code }) => [row, column, code])).toEqual([
      [2, 'not_before', 'date-ambiguous'],
      [6, 'tenant_id', 'number-mangled'],
    ]);
  });
});
