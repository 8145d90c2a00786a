import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';

import { EXAMPLE_TENANT_ID } from '../../../lambdas/domain/intake/check-intake.ts';
import { COLUMNS } from '../../../lambdas/domain/intake/columns.ts';
import { PROBLEM_CATALOGUE } from '../../../lambdas/domain/intake/problems.ts';
import { MISTAKES, ODDITIES } from '../../../local/samples/mistakes.ts';
import { samples } from '../../../local/samples/samples.ts';
import { spreadsheetAt } from '../../../spreadsheet/spreadsheet-at.ts';
import { checked } from '../../domain/intake/an-intake.ts';

const FOLDER = new URL('../../../samples/', import.meta.url);
const NOW = new Date('2026-11-25T00:00:00Z');
const read = (name: string): Promise<Buffer> => readFile(new URL(name, FOLDER));
const all = [...samples()];

it.each(all)(
  'samples/%s is as `npm run docs` writes it, byte for byte: no editor has mended it',
  async (name, bytes) => {
    expect((await read(name)).equals(bytes)).toBe(true);
  },
);

it('nothing else lies among the samples that nobody checks', async () => {
  const files = (await readdir(FOLDER)).filter((name) => /\.(?:csv|xlsx)$/u.test(name));
  expect(files.toSorted()).toEqual([...samples().keys(), 'tenants.csv', 'with-people.csv'].toSorted());
});

describe('a good sample', () => {
  it.each([
    ['tenants.csv', 'utf-8', ','],
    ['with-people.csv', 'utf-8', ','],
    ['good.utf-8.csv', 'utf-8', ','],
    ['good.utf-8-bom.ja.csv', 'utf-8', ','],
    ['good.cp932.ja.csv', 'cp932', ','],
    ['good.utf-16le.ja.csv', 'utf-16le', '\t'],
    ['good.utf-16be.ja.csv', 'utf-16be', '\t'],
    ['good.semicolon.csv', 'utf-8', ';'],
  ])('%s is accepted without a word', async (name, encoding, delimiter) => {
    const result = await checked(await read(name), { now: NOW });
    expect(result).toMatchObject({ refused: false, encoding, delimiter, rejected: 0, codes: [] });
  });

  it('says the same in every encoding', async () => {
    const files = all.filter(([name]) => name.startsWith('good.'));
    const [first, ...others] = await Promise.all(files.map(async ([, bytes]) => (await checked(bytes)).tenants));
    expect(first?.map(({ companyName }) => companyName)).toEqual([
      '髙橋①商事㈱',
      'ｶｸｳｾｲｻｸｼｮ（架空製作所）～本社－',
      'Example Trading Co., Ltd.',
    ]);
    for (const other of others) expect(other).toEqual(first);
  });
});

it.each(['template.csv', 'template.ja.csv'])('%s lacks nothing but rows', async (name) => {
  expect((await checked(await read(name))).codes).toEqual(['rows-missing']);
});

describe.each(['template.xlsx', 'template.ja.xlsx'])('%s', (name) => {
  it('lacks nothing but rows: its example is skipped, as it is in the CSV that somebody saves of it', async () => {
    const reading = await spreadsheetAt(fileURLToPath(new URL(name, FOLDER)), undefined);
    if (reading?.kind !== 'table') throw new Error(name);
    expect(reading.notices).toEqual([]);
    expect((await checked(reading.csv, { now: NOW })).codes).toEqual(['example-row-skipped', 'rows-missing']);
  });

  it('has an example row that would be accepted under an id of its own', async () => {
    const reading = await spreadsheetAt(fileURLToPath(new URL(name, FOLDER)), undefined);
    const csv = reading?.kind === 'table' ? Buffer.from(reading.csv).toString() : '';
    const result = await checked(Buffer.from(csv.replace(EXAMPLE_TENANT_ID, 't-001')), { now: NOW });
    expect(result).toMatchObject({ refused: false, accepted: 1, rejected: 0 });
  });

  it('keeps zeros, offers what a cell may say, holds the headings and has a note for each', async () => {
    const parts = unzipSync(await read(name));
    const part = (path: string): string => strFromU8(parts[path] ?? new Uint8Array());
    const sheet = part('xl/worksheets/sheet1.xml');
    expect(sheet).toContain('<col min="1" max="18" width="26" style="1" customWidth="1"/>');
    expect(part('xl/styles.xml')).toContain('<cellXfs count="5"><xf numFmtId="0" fontId="0"');
    expect(part('xl/styles.xml').split('<cellXfs')[1]?.split('<xf ')[2]).toMatch(/^numFmtId="49"/u);
    expect(sheet).toContain('ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"');
    const lists = [...sheet.matchAll(/sqref="([A-Z])2:[^>]*><formula1>"([^"]*)"/gu)].map(([, at, list]) => [at, list]);
    expect(lists).toEqual([
      ['G', 'TSSL,TMOL,MSPL'],
      ['P', 'ja,en'],
      ['Q', 'browser,operator'],
      ['R', 'Japan,US,EU,UK,Australia,Canada,India,Singapore,UAE,South Africa'],
    ]);
    expect(part('xl/comments1.xml').match(/<comment /gu)).toHaveLength(COLUMNS.length);
  });
});

describe('every-mistake.csv', () => {
  it('has every problem that a row can have, and is not refused for them', async () => {
    const result = await checked(await read('every-mistake.csv'), { now: NOW });
    const expected = [...PROBLEM_CATALOGUE].filter(([, { severity }]) => severity === 'row').map(([code]) => code);
    expect(expected.filter((code) => !result.codes.includes(code))).toEqual([]);
    expect(result).toMatchObject({ refused: false });
    expect(result.accepted).toBeGreaterThan(0);
  });

  it('has one oddity of each kind that is accepted', async () => {
    const { codes } = await checked(await read('every-mistake.csv'), { now: NOW });
    expect(ODDITIES.map(([code]) => code).filter((code) => !codes.includes(code))).toEqual([]);
  });

  it('is made of mistakes of which each has its own problem', async () => {
    const framing = ['row-too-short', 'row-too-long', 'row-cut-off'];
    const codes = [...PROBLEM_CATALOGUE].filter(([, { severity }]) => severity === 'row').map(([code]) => code);
    expect([...MISTAKES.map(([code]) => code), ...framing].toSorted()).toEqual(codes.toSorted());
  });
});
