import type { BatchTenant } from '../../lambdas/domain/batch.ts';
import { machineArn } from '../deployment.ts';
import type { EmbeddedStack } from '../embedded-stack.ts';
import type { ExecutionDescription } from '../states/engine-types.ts';
import { wayOf, type Stop } from './way-of.ts';

/** A tenant that has an execution, and its way so far; the hand-over has one of its own. */
export interface TenantOnTheWay {
  tenantId: string;
  migration: ExecutionDescription;
  stops: Stop[];
  handOver: ExecutionDescription | undefined;
  handOverStops: Stop[];
  /** Its line in the batch, where that is still there. */
  inBatch: BatchTenant | undefined;
}

export const tenantIdOf = ({ name }: Pick<ExecutionDescription, 'name'>): string => name.split('--')[0] ?? name;

/** The tenants whose executions started last, newest first; of one that ran more than once, its last run. */
export async function latestTenants(stack: EmbeddedStack, most: number): Promise<TenantOnTheWay[]> {
  const runs = new Map<string, ExecutionDescription>();
  for (const run of stack.engine.listExecutions(machineArn('migrate-tenant'))) {
    if (!runs.has(tenantIdOf(run))) runs.set(tenantIdOf(run), run);
    if (runs.size === most) break;
  }
  return Promise.all([...runs.values()].map((run) => onTheWay(stack, run)));
}

export async function findTenant(stack: EmbeddedStack, tenantId: string): Promise<TenantOnTheWay | undefined> {
  const runs = stack.engine.listExecutions(machineArn('migrate-tenant'));
  const run = runs.find((execution) => tenantIdOf(execution) === tenantId);
  return run && onTheWay(stack, run);
}

async function onTheWay(stack: EmbeddedStack, migration: ExecutionDescription): Promise<TenantOnTheWay> {
  const { engine, ports } = stack;
  const tenantId = tenantIdOf(migration);
  const { batchId } = JSON.parse(migration.input) as { batchId: string };
  const handOver = engine
    .listExecutions(machineArn('hand-over-tenant'))
    .find((execution) => tenantIdOf(execution) === tenantId && execution.startDate >= migration.startDate);
  return {
    tenantId,
    migration,
    stops: wayOf(engine, migration.executionArn),
    handOver,
    handOverStops: handOver ? wayOf(engine, handOver.executionArn) : [],
    inBatch: await ports.batches.readTenant(batchId, tenantId),
  };
}
