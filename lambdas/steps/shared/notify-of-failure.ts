import type { Batch, BatchTenant } from '../../domain/batch.ts';
import { needsAttentionMail } from '../../domain/mails/needs-attention-mail.ts';
import { emailFailures, type FailurePorts } from './email-failures.ts';

/** Starting 100,000 tenants takes 21 minutes; a count runs for 15 and is tried again. */
const COUNTS_BEFORE = 2 * 60 * 60_000;

/**
 * Makes sure that the operator hears of a tenant that needs attention: in the one mail of its batch and day as long as
 * somebody counts the batch, in a mail of its own once nobody does.
 */
export async function notifyOfFailure(ports: FailurePorts, tenant: BatchTenant): Promise<void> {
  if (tenant.outcome?.outcome !== 'needsAttention') return;
  const { batchId, tenantId } = tenant;
  const batch = await ports.batches.read(batchId);
  if (batch && isCounted(batch, ports.clock.now())) return emailFailures(ports, { batchId });
  const key = `needsAttention#${batchId}#${tenantId}`;
  await ports.mailer.sendOnce(key, needsAttentionMail(tenant, ports.settings));
}

/** `CountOutcomes` looks at it again, and the mail at its end is still to come. */
function isCounted({ ending, countsAgainAt, release, createdAt }: Batch, now: Date): boolean {
  const since = Date.parse(countsAgainAt ?? release?.at ?? createdAt);
  return ending === undefined && now.getTime() < since + COUNTS_BEFORE;
}
