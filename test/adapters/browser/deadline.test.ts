import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { VendorUnavailableError } from '../../../lambdas/domain/errors.ts';
import { aWorld } from '../../local/vendor/a-world.ts';
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
