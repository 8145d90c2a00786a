import type { BatchTenant } from '../../lambdas/domain/batch.ts';
import { guideStepOf, type GuideStep } from '../../lambdas/domain/guide.ts';
import type { Outcome } from '../../lambdas/domain/outcome.ts';
import type { Stage } from '../../lambdas/domain/stage.ts';
import type { Tenant } from '../../lambdas/domain/tenant.ts';
import type { BatchStore } from '../../lambdas/ports/batch-store.ts';
import type { TenantStore } from '../../lambdas/ports/tenant-store.ts';
import { allOf } from '../../lambdas/domain/all-of.ts';

/** With more tenants than this a line for each would hide what matters. */
export const FEW = 10;

/** Where one tenant of a small batch is. */
export interface TenantLine {
  tenantId: string;
  /** Null until its execution has begun. */
  stage: Stage | null;
  /** What is being done with it, where that has a place in the guide; of an outcome: what it concerns. */
  guideStep: GuideStep | null;
  outcome: Outcome | null;
  code: string | null;
}

interface Stores {
  batches: Pick<BatchStore, 'tenants'>;
  tenants: Pick<TenantStore, 'read'>;
}

/** Each tenant of a batch of a few, in the order of the file. */
export async function fewTenants({ batches, tenants }: Stores, batchId: string): Promise<TenantLine[]> {
  const rows = (await allOf(batches.tenants(batchId))).sort((a, b) => a.rowNumber - b.rowNumber);
  return Promise.all(rows.map((row) => lineOf(tenants, row)));
}

async function lineOf(tenants: Stores['tenants'], { batchId, tenantId, outcome }: BatchTenant): Promise<TenantLine> {
  const record = await tenants.read(tenantId);
  // Until it is claimed for this batch, its record tells of another one.
  const tenant = record?.batchId === batchId ? record : undefined;
  return {
    tenantId,
    stage: tenant?.stage ?? null,
    guideStep: outcome ? outcome.guideStep : atWork(tenant),
    outcome: outcome?.outcome ?? null,
    code: outcome?.code ?? null,
  };
}

/** The step that began last; once the update runs, that is not its start any more, for the twenty minutes to the first look. */
function atWork(tenant: Tenant | undefined): GuideStep | null {
  if (tenant?.stage === 'updateStarted') return guideStepOf('CheckUpdate');
  return guideStepOf(tenant?.lastStep ?? '');
}
