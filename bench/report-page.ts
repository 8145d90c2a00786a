import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { chromiumLauncher } from '../lambdas/adapters/browser/chromium/launch.ts';
import { reportHtmlKey } from '../lambdas/domain/report-keys.ts';
import { MemoryFiles } from '../local/memory/memory-files.ts';
import { inMemoryStack } from '../local/in-memory-stack.ts';
import { manyTenants, TENANTS } from './many-tenants.ts';
import { median, secondsOf, type Section } from './section.ts';

const OPENINGS = 5;

/** The page an operator opens after a large batch: from the file to the last tenant laid out, and the search in it. */
export const reportPage: Section = {
  name: 'report-page',
  what: `the report of a batch of ${TENANTS.toLocaleString('en')} tenants in Chromium, median of ${String(OPENINGS)}`,
  run: async () => {
    const html = await aReport();
    const folder = await mkdtemp(join(tmpdir(), 'visionlift-report-'));
    const file = join(folder, 'report.html');
    await writeFile(file, html);
    const launched = await chromiumLauncher()([]);
    const [opened, found] = [[] as number[], [] as number[]];
    for (let opening = 0; opening < OPENINGS; opening++) {
      const page = await launched.browser.newPage();
      opened.push(await secondsOf(() => open(page, file)));
      found.push(await secondsOf(() => search(page)));
      await page.close();
    }
    await launched.end();
    await rm(folder, { recursive: true });
    return {
      megabytes: { says: 'its size', value: Buffer.byteLength(html) / 1e6, unit: 'MB', atMost: 5 },
      seconds: { says: 'opened and laid out', value: median(opened), unit: 's', atMost: 2 },
      searchSeconds: { says: 'a tenant found by its name', value: median(found), unit: 's' },
    };
  },
};

async function aReport(): Promise<string> {
  const files = new MemoryFiles();
  const stack = inMemoryStack({ history: 'counts', stores: () => ({ files }) });
  await stack.upload('incoming/bench.csv', manyTenants());
  await stack.engine.idle();
  const [batch] = await stack.ports.batches.latest(1);
  stack.close();
  const html = batch && files.reports.get(reportHtmlKey(batch.batchId))?.body;
  if (html === undefined) throw new Error('the batch left no report');
  return html;
}

async function open(page: Page, file: string): Promise<void> {
  await page.goto(pathToFileURL(file).href, { waitUntil: 'load' });
  // Asked for its place, the last tenant has to be laid out.
  const last = page.locator('.tenants > li').last();
  if (((await last.boundingBox())?.y ?? 0) <= 0) throw new Error('the last tenant has no place on the page');
}

async function search(page: Page): Promise<void> {
  await page.getByRole('searchbox').fill(`架空商事${String(TENANTS)}株式会社`);
  await page.waitForFunction('document.querySelector("output")?.textContent === "1"');
}
