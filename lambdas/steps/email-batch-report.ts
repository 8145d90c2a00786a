import type { BatchTenant } from '../domain/batch.ts';
import { batchMail, unreadBatchMail } from '../domain/mails/batch-mail.ts';
import { failureGroups } from '../domain/failure-groups.ts';
import { count, emptyFigures } from '../domain/report.ts';
import type { Ports } from '../ports/index.ts';
import { undeliveredOf } from './shared/email-failures.ts';

/**
 * One mail to the operator for each batch, however it ended: its figures, and every tenant that needs attention by
 * reason; a refused file lists its problems there.
 */
export async function emailBatchReport(
  { batches, mailer, settings }: Pick<Ports, 'batches' | 'mailer' | 'settings'>,
  { batchId }: { batchId: string },
): Promise<void> {
  const batch = await batches.read(batchId);
  if (!batch) {
    await mailer.sendOnce(`batch#${batchId}`, unreadBatchMail(batchId, settings));
    return;
  }
  const figures = emptyFigures(batch);
  const stopped: BatchTenant[] = [];
  for await (const tenant of batches.tenants(batchId)) {
    count(figures, tenant);
    if (tenant.outcome?.outcome === 'needsAttention') stopped.push(tenant);
  }
  const groups = failureGroups(stopped);
  const undelivered = await undeliveredOf(batches, batchId);
  await mailer.sendOnce(
    `batch#${batchId}`,
    batchMail({ batch, ending: batch.ending ?? 'stopped', figures, groups, undelivered }, settings),
  );
}
