import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { reportSchema } from '../../lambdas/domain/reports/report-json.ts';
import { BATCH_ID } from '../builders.ts';
import { aNight, reportOf, type TenantOfABatch } from './a-batch-of.ts';

/** As somebody reads it: without markup. */
function wordsOf(html: string): string {
  return html
    .replaceAll(/<(?:style|script)>[^]*?<\/(?:style|script)>/gu, '')
    .replaceAll(/<[^>]+>/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .replaceAll('&gt;', '>')
    .replaceAll('&#39;', "'");
}

const repeat = (count: number, tenant: TenantOfABatch): TenantOfABatch[] => Array.from({ length: count }, () => tenant);

describe('report.html', () => {
  test('has a summary that adds up to the intake', async () => {
    const { html } = await reportOf(aNight(9), { language: 'en' });

    expect(wordsOf(html)).toContain('Rows 10 = migrated 6 + skipped 1 + needs attention 1 + under way 1 + rejected 1');
  });

  test('says how long the updates took, beside what the guide says', async () => {
    const { html } = await reportOf(aNight(9), { language: 'en' });

    expect(wordsOf(html)).toMatch(/Update \(3-14 to 3-17\) 6 26 min 26 min 26 min 26 min/u);
    expect(wordsOf(html)).toContain("The vendor's own tests took 20-30 minutes. Done within 30: 6 of 6.");
  });

  test('gives each tenant a picture of its time, and the same in words', async () => {
    const { html } = await reportOf([{ kind: 'retried' }], { language: 'en' });

    expect(html).toMatch(
      /<svg[^>]*><rect class="work"[^]*<rect class="people"[^]*<rect class="notReady"[^]*<rect class="update"/u,
    );
    expect(wordsOf(html)).toMatch(/waiting for people 30 min, .*vendor not ready \(3-15\) 45 min, update 26 min/u);
  });

  test('names reason, step of the guide and remedy of what needs attention', async () => {
    const { html } = await reportOf([{ kind: 'stopped' }], { language: 'en' });

    for (const words of [
      'the sign-in was refused: 1',
      'guide 2-1, claiming the primary user account',
      'import the right one',
    ]) {
      expect(wordsOf(html)).toContain(words);
    }
  });

  test('lists who was retried, who was slowest, which users are open and what is not handed over', async () => {
    const { html } = await reportOf(
      [
        { kind: 'retried', users: 5 },
        { kind: 'migrated', users: 0 },
      ],
      { language: 'en' },
    );
    const words = wordsOf(html);

    expect(words).toMatch(/Slowest tenants T-0001/u);
    expect(words).toMatch(/Retried tenants \(3-15\) T-0001 [^:]*: 2 times/u);
    expect(words).toMatch(/T-0001 [^:]*: 0 \/ 5/u);
    expect(words).toContain('Migrated, not handed over: 2; 0 of 5 users upgraded.');
  });

  test.each(['ja', 'en'] as const)('lies beside the same report in the other language (%s)', async (language) => {
    const { html, other } = await reportOf(aNight(3), { language });
    const otherLanguage = language === 'ja' ? 'en' : 'ja';

    expect(html).toContain(`<html lang="${language}">`);
    expect(html).toContain(`href="report.${otherLanguage}.html"`);
    expect(other).toContain(`<html lang="${otherLanguage}">`);
    expect(other).toContain('href="report.html"');
  });

  test('links to nothing but the report beside it, and loads nothing', async () => {
    const { html } = await reportOf(aNight(9));

    expect([...html.matchAll(/(?:href|src)="([^"]*)"/gu)].map(([, url]) => url)).toEqual(['report.en.html']);
    expect(html).not.toMatch(/url\(|@import|https?:/u);
  });

  test.each([
    ['nobody', 0],
    ['one tenant', 1],
    ['five thousand', 5000],
  ])('of %s is a whole report, and one of a thousand tenants stays far below 5 MB', async (_, tenants) => {
    const { html, json } = await reportOf(aNight(tenants));

    expect(html).toMatch(/<\/html>\n$/u);
    expect(html.match(/<li><p><b>/gu) ?? []).toHaveLength(tenants);
    expect(Buffer.byteLength(html)).toBeLessThan(20_000 + 1000 * tenants);
    expect(reportSchema.parse(JSON.parse(json)).tenants).toHaveLength(tenants);
    expect(html).not.toMatch(/undefined|NaN|Invalid Date|\[object/u);
  });

  test('shows five thousand tenants, those that need somebody first, and says how many more there are', async () => {
    const { html } = await reportOf([
      ...repeat(5000, { kind: 'migrated', users: 0 }),
      ...repeat(5, { kind: 'stopped' }),
    ]);

    expect(html.match(/<li><p><b>/gu)).toHaveLength(5000);
    expect(wordsOf(html)).toContain('要対応：5');
    expect(wordsOf(html)).toContain('ほか5件はreport.csvに記載しています');
  });

  test('of a batch in which everything failed has no duration that nobody measured', async () => {
    const { html } = await reportOf(repeat(3, { kind: 'stopped' }), { language: 'en' });

    expect(wordsOf(html)).toContain('the sign-in was refused: 3');
    expect(wordsOf(html)).not.toContain('Whole tenant');
    expect(html).not.toMatch(/NaN|Infinity/u);
  });

  test.each([
    ['a hundred characters without a space', 'W'.repeat(100)],
    ['markup', '<img src=x onerror=alert(1)>&"\''],
    ['an emoji', '👩‍👩‍👧‍👦 株式会社'],
    ['Hebrew, with a mark that turns what follows', 'חברה \u202e לדוגמה'],
    ['a line break', 'A\r\nB'],
  ])('takes a company name of %s', async (_, companyName) => {
    const { html, json } = await reportOf([
      { kind: 'migrated', companyName },
      { kind: 'stopped', companyName },
    ]);

    expect(html).not.toMatch(/<img|\u202e/u);
    expect(reportSchema.parse(JSON.parse(json)).tenants[0]?.companyName).toBe(companyName);
  });

  test('takes a tenant with two hundred users', async () => {
    const { html } = await reportOf([{ kind: 'migrated', users: 200 }], { language: 'en' });

    expect(wordsOf(html)).toContain('0 / 200');
    expect(html).toContain('user200@shop.example.jp');
  });

  test.each([
    ['Pacific/Honolulu', 'Sat 5 December 2026, 02:00 (GMT-10)'],
    ['Pacific/Auckland', 'Sun 6 December 2026, 01:00 (GMT+13)'],
  ])("gives times in the operator's zone: %s", async (zone, words) => {
    const { html } = await reportOf([{ kind: 'migrated' }], { language: 'en', settings: { zone } });

    expect(wordsOf(html)).toContain(words);
  });
});

describe('report.json', () => {
  test('keeps its schema, and figures that add up', async () => {
    const { json } = await reportOf(aNight(9));
    const report = reportSchema.parse(JSON.parse(json));
    const { rows, ...others } = report.figures;

    expect(report).toMatchObject({ batchId: BATCH_ID, file: 'incoming/pilot.csv', ending: 'someNeedAttention' });
    expect(Object.values(others).reduce((sum, figure) => sum + figure, 0)).toBe(rows);
    expect(report.tenants.find(({ outcome }) => outcome === 'needsAttention')).toMatchObject({
      code: 'SignInRefusedError',
      guideStep: '2-1',
    });
  });

  test('has every field explained in docs/report-json.md, in the words of the schema', () => {
    const page = readFileSync(new URL('../../docs/report-json.md', import.meta.url), 'utf8');
    const tenant = reportSchema.shape.tenants.def.element;
    const missing = [reportSchema, tenant].flatMap((schema) =>
      Object.entries(schema.shape).filter(([name, field]) => {
        const { description } = z.toJSONSchema(field);
        return !page.includes(`\`${name}\``) || !page.includes(description ?? 'a description');
      }),
    );

    expect(missing.map(([name]) => name)).toEqual([]);
  });
});
