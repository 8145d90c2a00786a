import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { chromiumLauncher, type Launched } from '../../lambdas/adapters/browser/chromium/launch.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** For people to look at; git ignores it. */
const PICTURES = new URL('../../.local/pictures/', import.meta.url).pathname;

export const DESKTOP = { width: 1000, height: 800 };
export const PHONE = { width: 375, height: 740 };

/** A browser as the one who opens a mail or a report has one, without a network. */
export class Reader {
  readonly #launched: Launched;

  constructor(launched: Launched) {
    this.#launched = launched;
  }

  static async start(): Promise<Reader> {
    return new Reader(await chromiumLauncher()([]));
  }

  get browser(): Browser {
    return this.#launched.browser;
  }

  /** Opens the HTML, and closes it after `look`. */
  async read<T>(
    html: string,
    viewport: { width: number; height: number },
    look: (page: Page) => Promise<T>,
  ): Promise<T> {
    const context = await this.browser.newContext({ viewport });
    try {
      const page = await context.newPage();
      await page.setContent(html, { waitUntil: 'load' });
      return await look(page);
    } finally {
      await context.close();
    }
  }

  async end(): Promise<void> {
    await this.#launched.end();
  }
}

/**
 * `PICTURES=1 npx vitest run test/reading` takes pictures of everything; other runs have the time for something else.
 */
export async function photograph(page: Page, name: string): Promise<void> {
  if (process.env['PICTURES'] !== '1') return;
  mkdirSync(PICTURES, { recursive: true });
  const options = { path: `${PICTURES}${name}.png`, fullPage: true };
  // Chromium now and then cannot draw on a busy computer; the second time it can.
  await page.screenshot(options).catch(() => page.screenshot(options));
}

/** How it is printed: the width of A4, and the styles of paper. */
export async function photographPaper(page: Page, name: string): Promise<void> {
  const viewport = page.viewportSize() ?? DESKTOP;
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 690, height: 1000 });
  await photograph(page, `${name}-paper`);
  await page.emulateMedia({ media: 'screen' });
  await page.setViewportSize(viewport);
}

/** What axe-core calls serious or critical, as `rule: element`. */
export async function barriersOn(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  // What passes is judged, too, but not described element by element: that takes longer than to judge it.
  const violations = await page.evaluate<AxeResults['violations']>(
    'axe.run({ resultTypes: ["violations"] }).then((results) => results.violations)',
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

/** How far the page is wider than its window, in pixels: a reader on a phone would have to push it to and fro. */
export async function overhangOf(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}
