import type { BatchTenant } from '../../lambdas/domain/batch.ts';
import type { EmbeddedStack } from '../embedded-stack.ts';
import type { ExecutionDescription } from '../states/engine-types.ts';

/** Of each stack, by the execution: what does not change any more, or not before the execution ends. */
const KNOWN = new WeakMap<EmbeddedStack, Map<string, BatchTenant>>();

/**
 * The line of a tenant in its batch, for a page that shows a hundred of them twice a second: it is read once when the
 * tenant starts, and once when it has ended, which is when it has an outcome.
 */
export async function lineInBatch(
  stack: EmbeddedStack,
  { executionArn, status }: ExecutionDescription,
  { batchId, tenantId }: Pick<BatchTenant, 'batchId' | 'tenantId'>,
): Promise<BatchTenant | undefined> {
  const known = KNOWN.get(stack) ?? new Map<string, BatchTenant>();
  KNOWN.set(stack, known);
  const seen = known.get(executionArn);
  if (seen && (status === 'RUNNING' || seen.outcome)) return seen;
  const read = await stack.ports.batches.readTenant(batchId, tenantId);
  if (read) known.set(executionArn, read);
  return read;
}
