import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { VendorUnavailableError } from '../../../lambdas/domain/errors.ts';
import { sweep } from '../../../lambdas/adapters/browser/chromium/stray-processes.ts';
import { aWorld } from '../../local/simulated-consoles/a-world.ts';
import { browse, type Browsing, launch, spoil } from './a-browser.ts';

const opened: Browsing[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((browsing) => browsing.close()));
});

const RUNAWAY = '<h1>CLP</h1><script>setTimeout(() => { for (;;); }, 50)</script>';

describe('a page that is busy with itself for ever', () => {
  it('is ended at the deadline of the call, its browser with it, and no other browser', async () => {
    const world = aWorld();
    const browsing = await browse(world, {
      launch,
      tamper: spoil({ console: 'clp', path: /./u }, () => ({ html: RUNAWAY })),
      patience: { action: 60_000, navigation: 60_000, call: 2_000 },
    });
    opened.push(browsing);
    const other = await launch([]);
    const profiles = await profilesIn(tmpdir());
    const before = await browsers();
    const start = performance.now();
    await expect(browsing.hands.licensingPortal.readLicence(world.clp)).rejects.toThrow(VendorUnavailableError);
    expect(performance.now() - start).toBeLessThan(14_000);
    expect(await browsers()).toEqual(before);
    expect(await profilesIn(tmpdir())).toEqual(profiles);
    expect(other.browser.isConnected()).toBe(true);
    await other.end();
  });
});

describe('what browsers of killed processes left', () => {
  it('is swept away after an hour; what is younger, or holds a download, stays', async () => {
    const directory = await mkdtemp(path.join(tmpdir(), 'visionlift-test-'));
    const old = new Date(Date.now() - 2 * 3_600_000);
    for (const name of ['_chromiumdev_profile-old', '_chromiumdev_profile-new', '-artifacts-old', '-artifacts-full']) {
      await mkdir(path.join(directory, `playwright${name}`));
    }
    await mkdir(path.join(directory, 'somebody-elses'));
    await writeFile(path.join(directory, 'playwright-artifacts-full', 'download'), 'x');
    await writeFile(path.join(directory, 'playwright_chromiumdev_profile-old', 'Cookies'), 'x');
    for (const name of await readdir(directory)) {
      if (!name.endsWith('new')) await utimes(path.join(directory, name), old, old);
    }
    await sweep(directory);
    expect((await readdir(directory)).sort()).toEqual([
      'playwright-artifacts-full',
      'playwright_chromiumdev_profile-new',
      'somebody-elses',
    ]);
    await rm(directory, { recursive: true });
  });
});

/** Process ids of all browsers of this test's own making. */
async function browsers(): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/u.test(name));
  const own = await Promise.all(
    pids.map(async (pid) => {
      const [environment, state] = await Promise.all([
        readFile(`/proc/${pid}/environ`, 'latin1').catch(() => ''),
        readFile(`/proc/${pid}/stat`, 'latin1').catch(() => ''),
      ]);
      return environment.includes('VISIONLIFT_LAUNCH=') && isDescendant(state) ? pid : undefined;
    }),
  );
  return own.filter((pid) => pid !== undefined).sort();
}

/** Not a zombie, and started by this process: others may run browsers at the same time. */
function isDescendant(stat: string): boolean {
  const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return state !== 'Z' && parent === String(process.pid);
}

async function profilesIn(directory: string): Promise<number> {
  const names = await readdir(directory);
  return names.filter((name) => name.startsWith('playwright_chromiumdev_profile-')).length;
}
