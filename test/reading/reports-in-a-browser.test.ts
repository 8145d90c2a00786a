import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aNight, reportOf } from './a-batch-of.ts';
import { barriersOn, DESKTOP, overhangOf, PHONE, photograph, photographPaper, Reader } from './a-reader.ts';

let reader: Reader;
beforeAll(async () => {
  reader = await Reader.start();
}, 60_000);
afterAll(() => reader.end());

describe.each(['ja', 'en'] as const)('the batch report in %s', (language) => {
  test('can be read on a desktop, on a phone and on paper, by everybody (axe-core)', async () => {
    const { html } = await reportOf(aNight(12), { language });
    await reader.read(html, DESKTOP, async (page) => {
      await photograph(page, `report.${language}`);
      expect(await barriersOn(page)).toEqual([]);
      await photographPaper(page, `report.${language}`);

      await page.setViewportSize(PHONE);
      await photograph(page, `report.${language}-phone`);
      expect(await overhangOf(page)).toBe(0);
    });
  });

  test('finds a tenant by its name, whatever width it is typed in', async () => {
    const { html } = await reportOf(aNight(60), { language });
    await reader.read(html, DESKTOP, async (page) => {
      await page.getByRole('searchbox').fill('第５９営業所');

      await expect.poll(() => page.locator('.tenants > li:visible').count()).toBe(1);
      expect(await page.locator('output').textContent()).toBe('1');
    });
  });
});

test('is whole without its script: nothing is hidden but the search', async () => {
  const { html } = await reportOf(aNight(12), { language: 'en' });
  await reader.read(html.replace(/<script>[^]*<\/script>/u, ''), DESKTOP, async (page) => {
    expect(await page.locator('.tenants > li:visible').count()).toBe(12);
    expect(await page.getByRole('searchbox').count()).toBe(0);
  });
});
