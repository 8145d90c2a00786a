import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { tryWindow, windowLauncher } from '../../bin/commands/assist/window-browser.ts';
import { aWorld } from '../local/simulated-consoles/a-world.ts';
import { browse, type Browsing } from '../adapters/browser/a-browser.ts';
import { passes, PlayedPerson } from '../adapters/browser/a-person-at-the-window.ts';

/** Path of a Chromium with windows; a display is needed as well. CONTRIBUTING says how both are had. */
const browser = process.env['REAL_WINDOW'] ?? '';

describe.runIf(browser !== '')('a real window', () => {
  let profiles: string;
  let browsing: Browsing | undefined;
  beforeEach(async () => {
    profiles = await mkdtemp(join(tmpdir(), 'visionlift-window-'));
    vi.stubEnv('TMPDIR', profiles);
  });
  afterEach(async () => {
    await browsing?.close();
    vi.unstubAllEnvs();
    await rm(profiles, { recursive: true, force: true });
  });

  it('is proven to be one, and nothing of it stays behind', async () => {
    await tryWindow({ browser, profiles });
    expect(await readdir(profiles)).toEqual([]);
  });

  it('comes to the front when the person is asked, and the hands go on within half a second of their being through', async () => {
    const world = aWorld({ asks: { clp: { captcha: 'once' } } });
    let isInFront = false;
    let through = 0;
    const person = new PlayedPerson(async (page, asked) => {
      isInFront = await page.evaluate('document.visibilityState === "visible" && document.hasFocus()');
      if (process.env['PICTURES'] === '1') await writeFile('.local/pictures/asked.png', await page.screenshot());
      await passes(page, asked);
      through = performance.now();
    });
    let wentOn = 0;
    person.passed = () => {
      wentOn = performance.now();
    };
    browsing = await browse(world, { person, launch: person.before(windowLauncher({ browser, profiles })) });
    expect(await browsing.hands.licensingPortal.readLicence(world.clp)).toMatchObject({ product: 'Apex One SaaS' });
    expect(isInFront).toBe(true);
    expect(wentOn - through).toBeLessThan(500);
    expect(await readdir(profiles)).toEqual([]);
  });

  it('that is closed ends the call, and nothing of it stays behind', async () => {
    const world = aWorld({ asks: { clp: { captcha: 'once' } } });
    const person = new PlayedPerson((page) => page.close());
    browsing = await browse(world, { person, launch: person.before(windowLauncher({ browser, profiles })) });
    await expect(browsing.hands.licensingPortal.readLicence(world.clp)).rejects.toThrow();
    expect(await readdir(profiles)).toEqual([]);
  });
});
