import { afterAll } from 'vitest';
import { browserHands, type BrowserHands } from '../../../lambdas/adapters/browser/browser-hands.ts';
import { chromiumLauncher, type Launch } from '../../../lambdas/adapters/browser/chromium/launch.ts';
import type { ConsoleOrigins } from '../../../lambdas/adapters/browser/origins.ts';
import type { PersonAtTheWindow } from '../../../lambdas/adapters/browser/person-at-the-window.ts';
import type { Patience } from '../../../lambdas/adapters/browser/patience.ts';
import { keptBrowser } from '../../../local/hands/kept-browser.ts';
import { MemoryEvidence } from '../../../local/memory/memory-evidence.ts';
import { MemoryVault } from '../../../local/memory/memory-vault.ts';
import { startConsoles } from '../../../local/simulated-consoles/consoles/start-consoles.ts';
import type { Tamper } from '../../../local/simulated-consoles/consoles/web/tamper.ts';
import type { ConsoleName } from '../../../lambdas/simulated-vendor/tenant-scenario.ts';
import type { HandsUnderTest, MakeHands } from '../../contracts/console-ports.ts';
import type { World } from '../../local/simulated-consoles/a-world.ts';

/** One launcher for all tests of a file: Chromium is looked for once. */
export const launch = chromiumLauncher();

export const kept = keptBrowser(launch);
afterAll(() => kept.close());

/** Long enough for a console on this computer, and short enough for a test that waits for something not to come. */
export const SHORT: Partial<Patience> = { action: 4_000, navigation: 6_000, call: 25_000, wizardCall: 25_000 };

/** For tests in which nearly everything comes, on a machine that may be busy with others. */
export const LONG: Partial<Patience> = { action: 6_000, navigation: 20_000, call: 60_000, wizardCall: 60_000 };

export interface Browsing {
  hands: BrowserHands;
  vault: MemoryVault;
  evidence: MemoryEvidence;
  origins: ConsoleOrigins;
  /** Sessions that the vendor opened since, in order. */
  opened: ConsoleName[];
  /** Names of the pictures taken so far. */
  pictures(): string[];
  close(): Promise<void>;
}

export interface BrowsingOptions {
  patience?: Partial<Patience>;
  tamper?: Tamper;
  /** One browser for all tests of the file where it is left out: a start takes longer than most of them. */
  launch?: Launch;
  /** Who sees the window; played, for the browser has none. */
  person?: PersonAtTheWindow;
}

/** Browser hands over the simulated consoles of a world. */
export async function browse(world: World, options: BrowsingOptions = {}): Promise<Browsing> {
  const { vendor, clock } = world;
  const { tamper, patience = SHORT } = options;
  const consoles = await startConsoles({ vendor, clock, tamper, slowPageMilliseconds: 1_000 });
  const vault = new MemoryVault();
  const evidence = new MemoryEvidence();
  const origins = {
    clp: consoles.clpOrigin,
    apexCentral: consoles.apexCentralOrigin,
    visionOne: consoles.visionOneOrigin,
  };
  const opened: ConsoleName[] = [];
  const open = vendor.sessions.open.bind(vendor.sessions);
  vendor.sessions.open = (...args) => {
    opened.push(args[1]);
    return open(...args);
  };
  return {
    hands: browserHands({
      ...{ origins, vault, evidence, clock, patience },
      launch: options.launch ?? kept.launch,
      ...(options.person && { person: options.person }),
    }),
    vault,
    evidence,
    origins,
    opened,
    pictures: () => evidence.pictures.map(({ name }) => name),
    close: () => consoles.close(),
  };
}

/** Spoils the pages of one console below one path; `html` sees the page as it would have been. */
export function spoil(
  where: { console: ConsoleName; path: RegExp; method?: 'GET' | 'POST' },
  how: (html: string) => { status?: number; html?: string; cutOffAfter?: number },
): Tamper {
  return ({ console, path, method }, response) => {
    if (console !== where.console || !where.path.test(path) || (where.method ?? method) !== method) return undefined;
    return response.location === undefined ? { ...response, ...how(response.html) } : undefined;
  };
}

/** Browser hands for the contract of the console ports. */
export const handsByBrowser: MakeHands = async (world, crash) => {
  const { hands, close } = await browse(world, { patience: LONG });
  return { ports: { ...hands, visionOne: dyingAfterReset(hands.visionOne, world, crash) }, close };
};

/** `CRASH_AFTER_RESET` ends the process of the hands; a browser cannot know of it. */
function dyingAfterReset(
  visionOne: BrowserHands['visionOne'],
  { vendor }: World,
  crash: () => Promise<never>,
): HandsUnderTest['ports']['visionOne'] {
  return {
    ...visionOne,
    claimPrimaryAccount: async (access, claim) => {
      const found = await visionOne.claimPrimaryAccount(access, claim);
      if (found === 'claimed' && vendor.handsDieAfterReset(access.tenantId)) await crash();
      return found;
    },
  };
}
