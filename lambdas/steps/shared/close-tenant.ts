import { needsAttentionMail } from '../../domain/mails/needs-attention-mail.ts';
import type { RecordedOutcome } from '../../domain/outcome.ts';
import type { Ports } from '../../ports/index.ts';

export type ClosePorts = Pick<Ports, 'batches' | 'mailer' | 'settings' | 'clock'>;

/** Key of the one mail about a tenant that needs attention in a batch, whoever sends it. */
export const needsAttentionKey = (batchId: string, tenantId: string): string => `needsAttention#${batchId}#${tenantId}`;

/**
 * Gives a tenant of a batch its outcome from outside, where its own execution no longer can, and tells the operator.
 * Answers `false` where there is an outcome: that one stands, and the operator is told of it if nobody was.
 */
export async function closeTenant(
  { batches, mailer, settings, clock }: ClosePorts,
  { batchId, tenantId }: { batchId: string; tenantId: string },
  why: Pick<RecordedOutcome, 'reason' | 'code' | 'guideStep'>,
): Promise<boolean> {
  const isDryRun = (await batches.read(batchId))?.dryRun ?? false;
  const outcome = isDryRun ? 'notReady' : 'needsAttention';
  const recorded = await batches.recordOutcome(batchId, tenantId, { ...why, outcome, at: clock.now().toISOString() });
  const inBatch = await batches.readTenant(batchId, tenantId);
  // Also where the outcome stood: whoever recorded it may have died, or been refused, before the mail was sent.
  if (inBatch?.outcome?.outcome === 'needsAttention')
    await mailer.sendOnce(needsAttentionKey(batchId, tenantId), needsAttentionMail(inBatch, settings));
  return recorded;
}
