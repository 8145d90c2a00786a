import type { Batch, BatchTenant } from '../../domain/batch.ts';
import { PlanMaker, type BatchPlan, type PlanSettings } from '../../domain/batch-plan.ts';
import { inChunks } from '../../domain/in-chunks.ts';
import type { Ports } from '../../ports/index.ts';

/** Records of tenants that are read at once: five requests. */
const AT_ONCE = 500;

/**
 * 0.12 ms of processor time for each record once it is warm (10,000 in 1.2 s, on 2026-11-26), three times that in the first
 * second of a process: a plan of more takes longer than a person waits for a page.
 */
const MADE_ANEW = 1000;

export interface MadePlan {
  plan: BatchPlan;
  /** Of one that was kept. */
  madeAt?: string;
}

/**
 * What the batch would do if it were released now: made anew each time, because other batches go on meanwhile; of a large
 * batch as it was when its release was asked for, which its page says.
 */
export async function planOfBatch(ports: PlanPorts, batch: Batch): Promise<MadePlan> {
  const kept = batch.accepted > MADE_ANEW ? await ports.batches.plan(batch.batchId) : undefined;
  return kept ?? { plan: await makePlan(ports, batch) };
}

export interface PlanPorts extends Pick<Ports, 'batches' | 'tenants'> {
  settings: PlanSettings;
}

/** Reads every tenant of the batch, and what is known of it across batches. */
export async function makePlan({ batches, tenants, settings }: PlanPorts, batch: Batch): Promise<BatchPlan> {
  const inBatch: BatchTenant[] = [];
  for await (const tenant of batches.tenants(batch.batchId)) inBatch.push(tenant);
  inBatch.sort((a, b) => a.rowNumber - b.rowNumber);
  const maker = new PlanMaker(batch, settings);
  for await (const chunk of inChunks(inBatch, AT_ONCE)) {
    const known = await tenants.readEach(chunk.map(({ tenantId }) => tenantId));
    for (const tenant of chunk) maker.add(tenant, known.get(tenant.tenantId));
  }
  return maker.plan();
}
