import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { ensureChromium } from '../../../lambdas/adapters/browser/chromium/ensure-chromium.ts';
import { chromiumLauncher } from '../../../lambdas/adapters/browser/chromium/launch.ts';
import { launch } from './a-browser.ts';

const run = promisify(execFile);
const directories: string[] = [];

afterAll(async () => {
  for (const directory of directories) await rm(directory, { recursive: true, force: true });
});

async function aDirectory(): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), 'visionlift-test-'));
  directories.push(directory);
  return directory;
}

describe('ensureChromium', () => {
  it('is unpacked once by processes that begin at the same time, and starts in each of them', async () => {
    const cache = await aDirectory();
    const starter = path.join(import.meta.dirname, 'a-process-that-starts-chromium.ts');
    const env = { ...process.env, CHROMIUM_CACHE: cache };
    const started = await Promise.all([1, 2, 3].map(() => run(process.execPath, [starter], { env })));
    expect(started.map(({ stdout }) => stdout.trim())).toEqual(['started', 'started', 'started']);
    expect(await readdir(cache)).toHaveLength(1);
  });

  it('is never started from a folder that somebody else may write to, or can point elsewhere', async () => {
    const cache = await aDirectory();
    await chmod(cache, 0o777);
    await expect(ensureChromium({ cache, platform: 'linux-x64' })).rejects.toThrow(
      /written to by others \(mode 777\); remove it/u,
    );

    const link = path.join(await aDirectory(), 'link');
    await symlink(await aDirectory(), link);
    await expect(ensureChromium({ cache: link, platform: 'linux-x64' })).rejects.toThrow(/is a link; remove it/u);
  });

  it('takes the browser that CHROMIUM_PATH names, and says so when there is none', async () => {
    const cache = await aDirectory();
    expect((await ensureChromium({ executablePath: process.execPath, cache })).start).toEqual({
      executablePath: process.execPath,
    });
    await expect(ensureChromium({ executablePath: '/nowhere/chrome' })).rejects.toThrow(
      'CHROMIUM_PATH: there is no file "/nowhere/chrome"',
    );
  });

  it('takes the pack of a layer where CHROMIUM_PACK names one', async () => {
    const pack = path.join(import.meta.dirname, '../../../node_modules/@sparticuz/chromium/bin');
    const cache = await aDirectory();
    const { start } = await ensureChromium({ pack, cache });
    expect('executablePath' in start && existsSync(start.executablePath)).toBe(true);
  });

  it('takes an installed Chrome where npm brings no browser', async () => {
    expect((await ensureChromium({ platform: 'darwin-arm64' })).start).toEqual({ channel: 'chrome' });
  });

  it('runs in a single process where BROWSER_MODE says so, as on Lambda, and draws pages there', async () => {
    const { browser, end } = await chromiumLauncher(ensureChromium, 'single')([]);
    try {
      const page = await browser.newPage();
      await page.setContent('<button>接続して転送</button>');
      expect(await page.getByRole('button').innerText()).toBe('接続して転送');
      expect((await page.screenshot()).byteLength).toBeGreaterThan(1_000);
      const session = await browser.newBrowserCDPSession();
      const { processInfo } = await session.send('SystemInfo.getProcessInfo');
      expect(new Set(processInfo.map(({ id }) => id)).size).toBe(1);
    } finally {
      await end();
    }
  });

  it.each([
    ['keeps its sandbox where the system lets it', '', [false]],
    [
      'goes without its sandbox where the system refuses it, and asks only once',
      'echo "No usable sandbox!" >&2; exit 1',
      [false, true, true],
    ],
  ])('%s', async (_, unlessTold, expected) => {
    const found = await ensureChromium();
    if (!('executablePath' in found.start)) return;
    const directory = await aDirectory();
    const [started, program] = [path.join(directory, 'started'), path.join(directory, 'chromium')];
    // Root cannot have a sandbox anywhere: what starts in the end is the same, and what was asked for is written down.
    const script = `#!/bin/sh
echo "$*" >> '${started}'
case "$*" in *--no-sandbox*) ;; *) ${unlessTold || ':'} ;; esac
exec '${found.start.executablePath}' --no-sandbox "$@"
`;
    await writeFile(program, script, { mode: 0o755 });
    const launchIt = chromiumLauncher(async () => ({ ...found, start: { executablePath: program } }), undefined);
    for (const { end } of [await launchIt([]), ...(unlessTold ? [await launchIt([])] : [])]) await end();
    const starts = (await readFile(started, 'utf8')).trim().split('\n');
    expect(starts.map((flags) => flags.includes('--no-sandbox'))).toEqual(expected);
  });

  it('tells what to do where none starts', async () => {
    const none = chromiumLauncher(async () => ({ start: { executablePath: '/bin/false' }, environment: {} }));
    await expect(none([])).rejects.toThrow(/install Google Chrome, or set CHROMIUM_PATH/u);
  });
});

describe('Chromium', () => {
  it('shows Japanese text, also characters that only Windows has', async () => {
    const { browser, end } = await launch([]);
    const page = await browser.newPage({ viewport: { width: 400, height: 100 } });
    const pictureOf = async (text: string): Promise<string> => {
      await page.setContent(`<p style="font:40px sans-serif">${text}</p>`);
      return (await page.screenshot()).toString('base64');
    };
    const [blank, ...pictures] = [await pictureOf(''), await pictureOf('髙橋 ①㈱'), await pictureOf('髙橋 ②㈱')];
    await end();
    expect(new Set([blank, ...pictures]).size).toBe(3);
  });

  it('knows no secret of the process that starts it', async () => {
    process.env['AWS_SECRET_ACCESS_KEY'] = 'canary-env';
    const { end } = await launch([]);
    const environments = await Promise.all(
      (await readdir('/proc'))
        .filter((name) => /^\d+$/u.test(name))
        .map((pid) => readFile(`/proc/${pid}/environ`, 'latin1').catch(() => '')),
    );
    await end();
    delete process.env['AWS_SECRET_ACCESS_KEY'];
    const browsers = environments.filter((environment) => environment.includes('VISIONLIFT_LAUNCH='));
    expect(browsers.length).toBeGreaterThan(0);
    expect(browsers.filter((environment) => environment.includes('canary-env'))).toEqual([]);
  });
});
