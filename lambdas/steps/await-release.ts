import type { Ports } from '../ports/index.ts';

/** Releases the batch. Nobody is asked yet: the deployment releases every batch it has accepted, and says so. */
export async function awaitRelease(
  { batches, clock }: Pick<Ports, 'batches' | 'clock'>,
  { batchId }: { batchId: string },
): Promise<{ released: boolean }> {
  const batch = await batches.read(batchId);
  if (!batch) throw new Error(`there is no batch ${batchId}`);
  if (!batch.release) {
    await batches.change(batchId, { release: { by: 'automatic', at: clock.now().toISOString() } });
  }
  return { released: true };
}
