import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { assembleBrowser, layerHash } from '../../lib/browser-layer.ts';

/** Unpacked, a function and its layers may have 250 MB; a third of it is room for the Chromiums to come. */
const LIMIT_BYTES = 170e6;

const directory = mkdtempSync(join(tmpdir(), 'visionlift-layer-'));
beforeAll(() => {
  assembleBrowser(directory);
});
afterAll(() => {
  rmSync(directory, { recursive: true });
});

test('the layer leaves room under the limit of 250 MB', () => {
  const bytes = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);

  expect(bytes).toBeLessThan(LIMIT_BYTES);
});

test('a changed file makes another layer, also where no version changed', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'visionlift-layer-')), 'file');
  const hashOf = (text: string, target = 'chromium/a'): string => {
    writeFileSync(file, text);
    return layerHash([[file, target]]);
  };
  const hashes = [hashOf('one'), hashOf('two'), hashOf('one', 'chromium/b')];
  rmSync(dirname(file), { recursive: true });

  expect(new Set(hashes).size).toBe(3);
});

test('the layer brings a font for Japanese, which is blank on a page without one', () => {
  expect(readdirSync(join(directory, 'chromium', 'fonts'))).toContain('NotoSansJP_400Regular.ttf');
});

test.runIf(process.platform === 'linux' && process.arch === 'x64')(
  'the Chromium of the layer starts from what the layer holds alone',
  () => {
    const program = `
      const { ensureChromium } = await import(${JSON.stringify(new URL('../../lambdas/adapters/browser/chromium/ensure-chromium.ts', import.meta.url).href)});
      const { createRequire } = await import('node:module');
      const { chromium } = createRequire(${JSON.stringify(join(directory, 'nodejs/'))})('playwright-core');
      const { start, environment } = await ensureChromium({ pack: ${JSON.stringify(join(directory, 'chromium'))}, cache: ${JSON.stringify(join(directory, 'tmp'))} });
      const browser = await chromium.launch({ ...start, args: ['--disable-gpu', '--no-sandbox'], env: environment });
      const page = await browser.newPage();
      await page.setContent('<h1>統合設定</h1>');
      console.log(await page.getByRole('heading').textContent());
      await browser.close();`;
    const answer = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
      cwd: directory,
      env: { PATH: process.env['PATH'], HOME: directory },
    });

    expect(answer.toString().trim()).toBe('統合設定');
  },
);
