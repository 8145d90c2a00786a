import { haltOf, heldBy } from '../../domain/switch.ts';
import type { Ports } from '../../ports/index.ts';

/**
 * Read right before each point of no return and before a tenant begins: throws where somebody has paused or stopped the
 * batch, or everything. Checks never ask: an update that runs is watched to its end.
 */
export async function checkSwitches(
  { switches }: Pick<Ports, 'switches'>,
  { batchId, tenantId }: { batchId: string; tenantId: string },
): Promise<void> {
  const [everything, ofBatch] = await Promise.all([switches.read('everything'), switches.read({ batchId })]);
  const set = heldBy(everything, ofBatch, tenantId);
  if (set) throw haltOf(set);
}
