import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { reportSchema } from '../../lambdas/domain/reports/report-json.ts';
import { axisLine } from '../../lambdas/domain/reports/timeline-picture.ts';
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
      /<svg[^>]*><use href="#marks"\/><rect class="work"[^]*<rect class="people"[^]*<rect class="notReady"[^]*<rect class="update"/u,
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

  test('links to what lies beside it and to its own lines, and loads nothing: it opens from a disk', async () => {
    const { html } = await reportOf(aNight(9));
    const links = [...html.matchAll(/(?:href|src)="([^"]*)"/gu)].map(([, url = '']) => url);
    const anchors = links.filter((url) => url.startsWith('#')).map((url) => url.slice(1));

    expect(links.filter((url) => !url.startsWith('#'))).toEqual([
      'report.en.html',
      'report.csv',
      'report.json',
      'rejected.csv',
    ]);
    expect(new Set(anchors.filter((id) => !html.includes(`id="${id}"`)))).toEqual(new Set());
    expect(html).not.toMatch(/url\((?!#)|@import|https?:/u);
  });

  test('leads from each tenant to its page at the desk, and from each reason to the tenants under it', async () => {
    const settings = { deskOrigin: 'https://desk.msp.example.jp' };
    const { html } = await reportOf([{ kind: 'stopped' }, { kind: 'migrated' }], { language: 'en', settings });

    expect(html).toContain('<a href="https://desk.msp.example.jp/tenants/T-0002">T-0002 ');
    expect(html).toMatch(
      /the sign-in was refused: 1[^]*Tenants: 1[^]*<a href="#T-0001">T-0001<\/a>[^]*<li id="T-0001">/u,
    );
  });

  test('draws all tenants on one axis of time, so that a bar that is longer took longer', async () => {
    const { html } = await reportOf([{ kind: 'migrated' }, { kind: 'retried' }, { kind: 'stopped' }], {
      language: 'en',
    });
    const widthOf = (id: string): number => {
      const [, svg = ''] = new RegExp(`id="${id}"[^]*?<svg([^]*?)</svg>`, 'u').exec(html) ?? [];
      return [...svg.matchAll(/width="(\d+)"/gu)].reduce((sum, [, width]) => sum + Number(width), 0);
    };

    expect(widthOf('T-0002') / widthOf('T-0001')).toBeCloseTo(185 / 138, 1);
    expect(widthOf('T-0003') / widthOf('T-0001')).toBeCloseTo(34 / 138, 1);
    // 12:00 UTC is 21:00 in Tokyo.
    expect(html).toMatch(/class="axis"[^]*>22:00<[^]*>23:00</u);
  });

  test.each([
    ['four hours', '2026-12-05T12:00:00.000Z', 4, ['22:00', '23:00', '6 Dec']],
    [
      'two days',
      '2026-12-05T12:00:00.000Z',
      48,
      ['6 Dec', '6:00', '12:00', '18:00', '7 Dec', '6:00', '12:00', '18:00'],
    ],
    [
      'two months',
      '2026-12-05T12:00:00.000Z',
      60 * 24,
      ['12 Dec', '19 Dec', '26 Dec', '2 Jan', '9 Jan', '16 Jan', '23 Jan', '30 Jan'],
    ],
  ])('marks hours and days of the operator on an axis of %s', (_, from, hours, labels) => {
    const start = Date.parse(from);
    const line = axisLine({ from: start, to: start + hours * 3_600_000, zone: 'Asia/Tokyo' }, 'en').text;
    expect(Array.from(line.matchAll(/>([^<]+)<\/span>/gu), ([, label]) => label)).toEqual(labels);
  });

  test('tells phases apart without colour, as a printer in black and white does', async () => {
    const { html } = await reportOf([{ kind: 'retried' }]);

    for (const phase of ['people', 'window', 'vendor', 'notReady', 'update']) {
      expect(html).toContain(`<pattern id="p-${phase}"`);
      expect(html).toContain(`.${phase}{fill:url(#p-${phase})}`);
    }
  });

  test('shows where tenants are left behind, by step of the guide, and how the updates spread around the guide’s figure', async () => {
    const { html } = await reportOf([...repeat(3, { kind: 'migrated' }), { kind: 'stopped' }], { language: 'en' });

    expect(wordsOf(html)).toMatch(/licence confirmed 1-1 4/u);
    expect(wordsOf(html)).toMatch(/consented 4 1 primary account claimed 2-1 3/u);
    expect(wordsOf(html)).toMatch(/25-30 min \(as in the guide\) 3/u);
  });

  test.each([
    ['nobody', 0],
    ['one tenant', 1],
    ['five thousand', 5000],
  ])('of %s is a whole report, and one of a thousand tenants stays below a megabyte', async (_, tenants) => {
    const { html, json } = await reportOf(aNight(tenants));

    expect(html).toMatch(/<\/html>\n$/u);
    expect(html.match(/<li id="[^"]+"><p><b>/gu) ?? []).toHaveLength(tenants);
    expect(Buffer.byteLength(html)).toBeLessThan(20_000 + 980 * tenants);
    expect(reportSchema.parse(JSON.parse(json)).tenants).toHaveLength(tenants);
    expect(html).not.toMatch(/undefined|NaN|Invalid Date|\[object/u);
  });

  test('shows five thousand tenants, those that need somebody first, and says how many more there are', async () => {
    const { html } = await reportOf([
      ...repeat(5000, { kind: 'migrated', users: 0 }),
      ...repeat(5, { kind: 'stopped' }),
    ]);

    expect(html.match(/<li id="[^"]+"><p><b>/gu)).toHaveLength(5000);
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
        const { description } = z.toJSONSchema(field, { io: 'input' });
        return !page.includes(`\`${name}\``) || !page.includes(description ?? 'a description');
      }),
    );

    expect(missing.map(([name]) => name)).toEqual([]);
  });
});
