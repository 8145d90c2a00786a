import type { Batch, BatchTenant } from '../../domain/batch.ts';
import { PlanMaker, type BatchPlan } from '../../domain/batch-plan.ts';
import type { Ports } from '../../ports/index.ts';

/** Records of tenants that are read at once. */
const AT_ONCE = 50;

/** What the batch would do if it were released now; made anew each time, because other batches go on meanwhile. */
export async function planOfBatch(
  { batches, tenants, settings }: Pick<Ports, 'batches' | 'tenants' | 'settings'>,
  batch: Batch,
): Promise<BatchPlan> {
  const inBatch: BatchTenant[] = [];
  for await (const tenant of batches.tenants(batch.batchId)) inBatch.push(tenant);
  inBatch.sort((a, b) => a.rowNumber - b.rowNumber);
  const maker = new PlanMaker(batch, settings);
  for (let from = 0; from < inBatch.length; from += AT_ONCE) {
    const chunk = inBatch.slice(from, from + AT_ONCE);
    const known = await Promise.all(chunk.map(({ tenantId }) => tenants.read(tenantId)));
    chunk.forEach((tenant, n) => {
      maker.add(tenant, known[n]);
    });
  }
  return maker.plan();
}
