import { LeaseLostError } from '../domain/errors.ts';
import { hasReached } from '../domain/tenant.ts';
import type { Ports } from '../ports/index.ts';

export interface TenantRun {
  batchId: string;
  tenantId: string;
  /** ARN of the execution. */
  execution: string;
}

export const SKIPS = ['alreadyMigrated', 'heldByAnotherBatch', 'alreadyClosed'] as const;
/** Why this batch leaves the tenant alone; `null` to walk on. */
export type Skip = (typeof SKIPS)[number] | null;

/**
 * Takes the lease of the tenant for this execution. A lease is never taken from an execution that still runs, however
 * old it is (a consent may take 30 days), and only a tenant whose stakeholders know is "already migrated".
 */
export async function claimTenant(
  { tenants, batches, executions, clock }: Pick<Ports, 'tenants' | 'batches' | 'executions' | 'clock'>,
  { batchId, tenantId, execution }: TenantRun,
): Promise<{ skip: Skip; dryRun: boolean }> {
  const batch = await batches.read(batchId);
  const inBatch = await batches.readTenant(batchId, tenantId);
  if (!batch || !inBatch) throw new Error(`batch ${batchId} has no tenant ${tenantId}`);
  const { dryRun } = batch;
  // Given from outside, where the batch had failed before it started this one: it is told so, and stands.
  if (inBatch.outcome) return { skip: 'alreadyClosed', dryRun };

  const tenant = await tenants.read(tenantId);
  if (tenant && hasReached(tenant, 'told')) return { skip: 'alreadyMigrated', dryRun };
  const holder = tenant?.lease?.execution;
  const isHeldByAnother = holder !== undefined && holder !== execution;
  if (isHeldByAnother && (await executions.isRunning(holder))) return { skip: 'heldByAnotherBatch', dryRun };
  try {
    const claimed = await tenants.claim({ tenantId, batchId, row: inBatch.row, execution, replaces: holder });
    // Guide 3-15 is tried for a day in each run, and the connection for hours; a person who starts another run wants them again.
    const { stage, firstUpdateRequestedAt, connectionLostAt, temporaryProblem } = claimed;
    const awaitsConnection = stage === 'apexCentralRegistered';
    if (awaitsConnection || (firstUpdateRequestedAt ?? connectionLostAt)) {
      await tenants.change(claimed, execution, {
        ...(awaitsConnection && { registeredAt: clock.now().toISOString() }),
        firstUpdateRequestedAt: undefined,
        connectionLostAt: undefined,
        temporaryProblem: temporaryProblem && { ...temporaryProblem, count: 0 },
      });
    }
  } catch (error) {
    // Between our look and our claim another batch was faster.
    if (error instanceof LeaseLostError) return { skip: 'heldByAnotherBatch', dryRun };
    throw error;
  }
  return { skip: null, dryRun };
}
