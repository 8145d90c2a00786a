import { chromium } from 'playwright-core';
import { browserHands } from '../lambdas/adapters/browser/browser-hands.ts';
import { ensureChromium } from '../lambdas/adapters/browser/chromium/ensure-chromium.ts';
import { Secret } from '../lambdas/domain/secret.ts';
import type { ConsoleAccess } from '../lambdas/ports/console-access.ts';
import { readContents } from '../local/customers.ts';
import { MemoryEvidence } from '../local/memory/memory-evidence.ts';
import { MemoryVault } from '../local/memory/memory-vault.ts';
import { startConsoles } from '../local/simulated-consoles/consoles/start-consoles.ts';
import { Vendor } from '../lambdas/simulated-vendor/vendor.ts';
import { VirtualClock } from '../local/virtual-clock.ts';
import { manyTenants } from './many-tenants.ts';
import { median, secondsOf, type Section } from './section.ts';

const PAIRS = 15;

/** Sign-in, menu and table of Product Instance: by the hands, and by the shortest script that does the same. */
export const browser: Section = {
  name: 'browser',
  what: `one browser step (sign in, open Product Instance, read it, take a picture), median of ${String(PAIRS)}`,
  run: async () => {
    const clock = new VirtualClock({ start: new Date(), speed: 'max', speedWhileBusy: 0 });
    const vendor = new Vendor({ clock });
    const consoles = await startConsoles({ vendor, clock });
    const access = await aTenantWithVisionOne(vendor);
    const byHands = async (): Promise<void> => {
      // A vault of its own, so that each step signs in as the script does.
      const { visionOne } = browserHands({
        origins: {
          clp: consoles.clpOrigin,
          apexCentral: consoles.apexCentralOrigin,
          visionOne: consoles.visionOneOrigin,
        },
        vault: new MemoryVault(),
        evidence: new MemoryEvidence(),
        clock,
      });
      await visionOne.readProductInstance(access);
    };
    const byScript = (): Promise<void> => plainScript(consoles.visionOneOrigin, access);
    const [hands, script] = [[] as number[], [] as number[]];
    await byHands();
    await byScript();
    // In turn, so that both meet the same moods of the machine.
    for (let pair = 0; pair < PAIRS; pair++) {
      hands.push(await secondsOf(byHands));
      script.push(await secondsOf(byScript));
    }
    await consoles.close();
    clock.close();
    return {
      seconds: { says: 'one step by our hands', value: median(hands), unit: 's' },
      scriptSeconds: { says: 'the plain Playwright script', value: median(script), unit: 's' },
      overScript: { says: 'ours over the script', value: median(hands) / median(script), unit: 'x', atMost: 1.15 },
    };
  },
};

/** The simulated tenant that needs no walk to get there. */
async function aTenantWithVisionOne(vendor: Vendor): Promise<ConsoleAccess> {
  const [row] = (await readContents(Buffer.from(manyTenants(1)))).rows;
  if (!row) throw new Error('the benchmark has no tenant');
  vendor.admit(row, { faults: [{ name: 'ALREADY_HAS_VISION_ONE' }] });
  const { tenantId, apexCentralHost, region, primaryEmail: account } = row;
  const password = new Secret(vendor.credentials(tenantId).clp.password);
  return { tenantId, apexCentralHost, region, account, password };
}

async function plainScript(origin: string, { account, password }: ConsoleAccess): Promise<void> {
  const { start, environment } = await ensureChromium();
  const opened = await chromium.launch({ ...start, args: ['--disable-gpu'], env: { ...process.env, ...environment } });
  const page = await opened.newPage({ locale: 'ja-JP' });
  await page.goto(origin);
  await page.getByRole('textbox').first().fill(account);
  await page.getByRole('button', { name: '続行' }).click();
  await page.locator('input[type=password]').fill(password.reveal());
  await page.getByRole('button', { name: '続行' }).click();
  await page.getByText('Service Management').first().hover();
  await page.getByRole('link', { name: 'Product Instance' }).click();
  await page.getByRole('table').allInnerTexts();
  await page.screenshot({ type: 'jpeg' });
  await opened.close();
}
