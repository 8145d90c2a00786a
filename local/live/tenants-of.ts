import type { BatchTenant } from '../../lambdas/domain/batch.ts';
import { tenantIdIn } from '../../lambdas/domain/names.ts';
import { machineArn } from '../deployment.ts';
import type { EmbeddedStack } from '../embedded-stack.ts';
import type { ExecutionDescription } from '../states/engine-types.ts';
import { lineInBatch } from './line-in-batch.ts';
import { stateTimeline, type Stop } from '../state-timeline.ts';

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

/** What both machines have run, the newest tenants first; of one that ran more than once the last run counts. */
export interface Executions {
  migrationOf: ReadonlyMap<string, ExecutionDescription>;
  handOverOf: ReadonlyMap<string, ExecutionDescription>;
}

/** Asked once for each page: two lists, however many tenants it shows. */
export function executionsOf({ engine }: EmbeddedStack): Executions {
  const migrations = engine.listExecutions(machineArn('migrate-tenant'));
  const handOvers = engine.listExecutions(machineArn('hand-over-tenant'));
  return { migrationOf: newestByTenant(migrations), handOverOf: newestByTenant(handOvers) };
}

function newestByTenant(newestFirst: readonly ExecutionDescription[]): Map<string, ExecutionDescription> {
  const newest = new Map<string, ExecutionDescription>();
  for (const execution of newestFirst) {
    const tenantId = tenantIdIn(execution.name);
    if (!newest.has(tenantId)) newest.set(tenantId, execution);
  }
  return newest;
}

export async function findTenant(
  stack: EmbeddedStack,
  { migrationOf, handOverOf }: Executions,
  tenantId: string,
): Promise<TenantOnTheWay | undefined> {
  const migration = migrationOf.get(tenantId);
  if (!migration) return undefined;
  const { engine } = stack;
  const { batchId } = JSON.parse(migration.input) as { batchId: string };
  const newest = handOverOf.get(tenantId);
  // One that began before is of an earlier run.
  const handOver = newest && newest.startDate >= migration.startDate ? newest : undefined;
  return {
    tenantId,
    migration,
    stops: stateTimeline(engine, migration.executionArn),
    handOver,
    handOverStops: handOver ? stateTimeline(engine, handOver.executionArn) : [],
    inBatch: await lineInBatch(stack, migration, { batchId, tenantId }),
  };
}
