import { chromiumLauncher } from '../../../lambdas/adapters/browser/chromium/launch.ts';
import { browserHands, type BrowserHands } from '../../../lambdas/adapters/browser/browser-hands.ts';
import type { Patience } from '../../../lambdas/adapters/browser/patience.ts';
import { MemoryEvidence } from '../../../local/memory/memory-evidence.ts';
import { MemoryVault } from '../../../local/memory/memory-vault.ts';
import { startConsoles } from '../../../local/vendor/consoles/start-consoles.ts';
import type { World } from '../../local/vendor/a-world.ts';

/** One launcher for all tests of a file: Chromium is looked for once. */
export const launch = chromiumLauncher();

/** Long enough for a console on this computer, and short enough for a test that waits for something not to come. */
export const SHORT: Partial<Patience> = { action: 4_000, navigation: 6_000, call: 25_000, wizardCall: 25_000 };

export interface Browsing {
  hands: BrowserHands;
  vault: MemoryVault;
  evidence: MemoryEvidence;
  close(): Promise<void>;
}

/** Browser hands over the simulated consoles of a world. */
export async function browse(world: World, patience: Partial<Patience> = SHORT): Promise<Browsing> {
  const { vendor, clock } = world;
  const consoles = await startConsoles({ vendor, clock });
  const vault = new MemoryVault();
  const evidence = new MemoryEvidence();
  const origins = { clp: consoles.clpOrigin, apexCentral: consoles.apexCentralOrigin, visionOne: consoles.visionOneOrigin };
  const hands = browserHands({ origins, vault, evidence, clock, launch, patience });
  return { hands, vault, evidence, close: () => consoles.close() };
}
