import type { Browser } from 'playwright-core';
import { openContext } from '../../../lambdas/adapters/browser/browser-context.ts';
import { Camera } from '../../../lambdas/adapters/browser/camera.ts';
import { PATIENCE } from '../../../lambdas/adapters/browser/patience.ts';
import { Scrubber } from '../../../lambdas/adapters/browser/scrub.ts';
import { BrowserSession, type BrowserSessionOptions } from '../../../lambdas/adapters/browser/browser-session.ts';
import { MemoryEvidence } from '../../../local/memory/memory-evidence.ts';
import { MemoryVault } from '../../../local/memory/memory-vault.ts';
import { SystemClock } from '../../../lambdas/adapters/system-clock.ts';
import { SHORT } from './a-browser.ts';

export interface BrowserSessionUnderTest {
  session: BrowserSession;
  evidence: MemoryEvidence;
  close(): Promise<void>;
}

const ORIGIN = 'http://127.0.0.1:9/';

/** A browser session at a given page, for page objects by themselves, in a new context of the file's one browser. */
export async function aBrowserSession(
  browser: Browser,
  html: string,
  more: Pick<BrowserSessionOptions, 'person'> = {},
): Promise<BrowserSessionUnderTest> {
  const origins = { clp: ORIGIN, apexCentral: ORIGIN, visionOne: ORIGIN };
  const patience = { ...PATIENCE, ...SHORT, action: 1_500 };
  const { context, traffic } = await openContext(browser, origins, patience, []);
  const evidence = new MemoryEvidence();
  const session = new BrowserSession({
    tenantId: 'tenant-1',
    context,
    traffic,
    camera: new Camera(evidence, 'tenant-1'),
    scrubber: new Scrubber(),
    origins,
    patience,
    vault: new MemoryVault(),
    clock: new SystemClock(),
    spendCode: () => Promise.resolve(true),
    homes: new Map(),
    ...more,
  });
  await session.page.setContent(html);
  return { session, evidence, close: () => context.close() };
}
