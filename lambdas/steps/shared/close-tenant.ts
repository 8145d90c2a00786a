import type { RecordedOutcome } from '../../domain/outcome.ts';
import type { Ports } from '../../ports/index.ts';

/**
 * Gives a tenant of a batch its outcome from outside, where its own execution no longer can. Answers `false` where there
 * is an outcome: that one stands.
 */
export async function closeTenant(
  { batches, clock }: Pick<Ports, 'batches' | 'clock'>,
  { batchId, tenantId }: { batchId: string; tenantId: string },
  why: Pick<RecordedOutcome, 'reason' | 'code' | 'guideStep'>,
): Promise<boolean> {
  const isDryRun = (await batches.read(batchId))?.dryRun ?? false;
  const outcome = isDryRun ? 'notReady' : 'needsAttention';
  return batches.recordOutcome(batchId, tenantId, { ...why, outcome, at: clock.now().toISOString() });
}
