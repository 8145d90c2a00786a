import { openContext } from '../../../lambdas/adapters/browser/browser-context.ts';
import { Camera } from '../../../lambdas/adapters/browser/camera.ts';
import { PATIENCE } from '../../../lambdas/adapters/browser/patience.ts';
import { Scrubber } from '../../../lambdas/adapters/browser/scrub.ts';
import { Visit } from '../../../lambdas/adapters/browser/visit.ts';
import { MemoryEvidence } from '../../../local/memory/memory-evidence.ts';
import { MemoryVault } from '../../../local/memory/memory-vault.ts';
import { SystemClock } from '../../../lambdas/adapters/system-clock.ts';
import { launch, SHORT } from './a-browser.ts';

export interface VisitUnderTest {
  visit: Visit;
  evidence: MemoryEvidence;
  close(): Promise<void>;
}

/** A visit to a page of one's own, for page objects by themselves. */
export async function aVisit(html = '', origin = 'http://127.0.0.1:9/'): Promise<VisitUnderTest> {
  const { browser, end } = await launch(['127.0.0.1']);
  const origins = { clp: origin, apexCentral: origin, visionOne: origin };
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
    homes: new Map(),
  });
  await visit.page.setContent(html);
  return { visit, evidence, close: end };
}
