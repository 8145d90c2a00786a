import type { Browser } from 'playwright-core';
import { openContext } from '../../../lambdas/adapters/browser/browser-context.ts';
import { Camera } from '../../../lambdas/adapters/browser/camera.ts';
import { PATIENCE } from '../../../lambdas/adapters/browser/patience.ts';
import { Scrubber } from '../../../lambdas/adapters/browser/scrub.ts';
import { Visit } from '../../../lambdas/adapters/browser/visit.ts';
import { MemoryEvidence } from '../../../local/memory/memory-evidence.ts';
import { MemoryVault } from '../../../local/memory/memory-vault.ts';
import { SystemClock } from '../../../lambdas/adapters/system-clock.ts';
import { SHORT } from './a-browser.ts';

export interface VisitUnderTest {
  visit: Visit;
  evidence: MemoryEvidence;
  close(): Promise<void>;
}

const ORIGIN = 'http://127.0.0.1:9/';

/** A visit to a page of one's own, for page objects by themselves, in a context of its own of the file's one browser. */
export async function aVisit(browser: Browser, html: string): Promise<VisitUnderTest> {
  const origins = { clp: ORIGIN, apexCentral: ORIGIN, visionOne: ORIGIN };
  const patience = { ...PATIENCE, ...SHORT, action: 1_500 };
  const { context, traffic } = await openContext(browser, origins, patience, []);
  const evidence = new MemoryEvidence();
  const visit = new Visit({
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
  });
  await visit.page.setContent(html);
  return { visit, evidence, close: () => context.close() };
}
