import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';

import { PROBLEM_CATALOGUE } from '../../../lambdas/domain/intake/problems.ts';
import { MISTAKES, ODDITIES } from '../../../local/samples/mistakes.ts';
import { samples } from '../../../local/samples/samples.ts';
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
  const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.csv'));
  expect(files.toSorted()).toEqual([...samples().keys(), 'tenants.csv'].toSorted());
});

describe('a good sample', () => {
  it.each([
    ['tenants.csv', 'utf-8', ','],
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
