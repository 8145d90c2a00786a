import type { Batch } from '../../domain/batch.ts';
import { inChunks } from '../../domain/in-chunks.ts';
import type { Reason } from '../../domain/statements/catalogue.ts';
import type { Ports } from '../../ports/index.ts';

/** Outcomes that are written at once. */
const AT_ONCE = 64;

/**
 * Gives the tenants of a batch that ends without a release their outcome: nobody was started, and nothing will be. Called
 * where a batch ends; what is on record stays, so that it may run twice.
 */
export async function skipUnstarted(
  { batches, clock }: Pick<Ports, 'batches' | 'clock'>,
  { batchId, release, declined }: Batch,
): Promise<void> {
  if (release) return;
  const reason: Reason = declined
    ? { code: 'batchDeclined', by: declined.by, why: declined.why }
    : { code: 'batchNotReleased' };
  const at = clock.now().toISOString();
  const skipped = { outcome: 'skipped', reason, code: 'batchStopped', guideStep: null, at } as const;
  for await (const chunk of inChunks(batches.tenants(batchId), AT_ONCE)) {
    const unstarted = chunk.filter(({ outcome }) => !outcome);
    await Promise.all(unstarted.map(({ tenantId }) => batches.recordOutcome(batchId, tenantId, skipped)));
  }
}
