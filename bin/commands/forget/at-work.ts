import type { Tenant } from '../../../lambdas/domain/tenant.ts';
import type { Ports } from '../../../lambdas/ports/index.ts';
import { isRunning } from '../deployment/is-running.ts';
import { CommandError } from '../shared/command-error.ts';

/** An execution that goes on would write everything anew, and could press what nobody remembers any more. */
export async function refuseWhileAtWork(
  tenant: Tenant | undefined,
  { batches }: Pick<Ports, 'batches'>,
  tenantId: string,
) {
  const holder = tenant?.lease?.execution;
  if (holder !== undefined && (await isRunning(holder))) throw atWork(tenantId, holder);
  for await (const { batchId, ending } of batches.list()) {
    if (ending) continue;
    const inBatch = await batches.readTenant(batchId, tenantId);
    const execution = inBatch && !inBatch.outcome ? (await batches.read(batchId))?.execution : undefined;
    if (execution !== undefined && (await isRunning(execution))) throw atWork(tenantId, execution);
  }
}

function atWork(tenantId: string, execution: string): CommandError {
  return new CommandError({
    code: 'tenant-is-at-work',
    message: `${execution.slice(execution.lastIndexOf(':') + 1)} still works on ${tenantId}`,
    whatToDo: 'wait for its end, or stop that execution, and run the command again',
  });
}
