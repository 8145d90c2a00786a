import type { Batch, BatchTenant } from '../../domain/batch.ts';
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
  const why = declined ? `declined by ${declined.by}: ${declined.why}` : 'nobody released it';
  const reason = `the batch was stopped before it started: ${why}`;
  const at = clock.now().toISOString();
  const skip = ({ tenantId }: BatchTenant): Promise<boolean> =>
    batches.recordOutcome(batchId, tenantId, { outcome: 'skipped', reason, code: 'batchStopped', guideStep: null, at });
  let chunk: BatchTenant[] = [];
  for await (const tenant of batches.tenants(batchId)) {
    if (tenant.outcome) continue;
    chunk.push(tenant);
    if (chunk.length < AT_ONCE) continue;
    await Promise.all(chunk.map(skip));
    chunk = [];
  }
  await Promise.all(chunk.map(skip));
}
