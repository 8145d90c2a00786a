import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriersOn, DESKTOP, overhangOf, PHONE, photograph, Reader } from './a-reader.ts';
import { mailSamples } from './mail-samples.ts';

const samples = (['ja', 'en'] as const).flatMap((language) =>
  Object.entries(mailSamples(language)).map(([name, { html }]) => ({ file: `${name}.${language}`, html })),
);

let reader: Reader;
beforeAll(async () => {
  reader = await Reader.start();
}, 60_000);
afterAll(() => reader.end());

test.each(samples)(
  'the mail $file can be read on a desktop and on a phone, by everybody (axe-core)',
  async ({ file, html }) => {
    await reader.read(html, DESKTOP, async (page) => {
      await photograph(page, `mail-${file}`);
      expect(await barriersOn(page)).toEqual([]);

      await page.setViewportSize(PHONE);
      await photograph(page, `mail-${file}-phone`);
      expect(await overhangOf(page)).toBe(0);
    });
  },
);

test('the mails about a company with a name of a hundred letters are no wider than a phone', async () => {
  const odd = {
    companyName: 'W'.repeat(100),
    contactName: 'M'.repeat(100),
    primaryEmail: `${'m'.repeat(64)}@shop.example.jp`,
  };
  const mails = mailSamples('en', odd);
  const wide = ['completion', 'needs-attention', 'undelivered', 'hand-over-request'].map((name) => mails[name]?.html);
  await reader.read('', PHONE, async (page) => {
    for (const html of wide) {
      await page.setContent(html ?? '');
      expect(await overhangOf(page)).toBe(0);
    }
  });
});
