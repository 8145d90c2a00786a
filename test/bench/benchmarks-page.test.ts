import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { asMarkdown } from '../../bench/as-markdown.ts';
import type { Report } from '../../bench/report.ts';
import { SECTIONS } from '../../bench/sections.ts';

const read = (file: string): string => readFileSync(new URL(`../../docs/${file}`, import.meta.url), 'utf8');

describe('docs/benchmarks.md', () => {
  const report = JSON.parse(read('benchmarks.json')) as Report;

  test('says the figures of docs/benchmarks.json and no others, so that none of them is made up', async () => {
    expect(read('benchmarks.md')).toBe(await asMarkdown(report));
  });

  test('says of each section when and on what it was measured, without which a figure means nothing', () => {
    const page = read('benchmarks.md');
    for (const { measured } of Object.values(report)) {
      expect(page).toContain(`${measured.date}, ${measured.cpu}, ${String(measured.cores)} cores`);
    }
  });

  test('knows no section that cannot be measured again', () => {
    const names = SECTIONS.map(({ name }) => name);

    expect(Object.keys(report).filter((name) => !names.includes(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });

  test('would notice a figure that somebody changed', async () => {
    const [name = '', measured] = Object.entries(report)[0] ?? [];
    const figures = Object.entries(measured?.figures ?? {});
    const [key = '', figure] = figures[0] ?? [];
    const changed = { ...report, [name]: { ...measured, figures: { [key]: { ...figure, value: 4321 } } } } as Report;

    expect(await asMarkdown(changed)).toContain('4,321');
    expect(await asMarkdown(changed)).not.toBe(read('benchmarks.md'));
  });
});
