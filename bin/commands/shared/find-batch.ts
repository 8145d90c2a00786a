import { batchLine, type Batch, type BatchLine } from '../../../lambdas/domain/batch.ts';
import type { BatchStore } from '../../../lambdas/ports/batch-store.ts';
import { CommandError } from './command-error.ts';

const SUGGESTED = 3;

/** The batch of that id; fails with the latest ones where there is none. */
export async function findBatch(batches: BatchStore, batchId: string): Promise<Batch> {
  const batch = await batches.read(batchId);
  if (batch) return batch;
  const latest = await firstOf(batches.list(), SUGGESTED);
  const names = latest.map((line) => line.batchId).join(', ');
  throw new CommandError({
    code: 'no-batch',
    message: `there is no batch ${batchId}`,
    whatToDo: names
      ? `the latest are ${names}; visionlift status lists them`
      : 'there is none at all yet: visionlift submit starts one',
  });
}

/** The line of that batch, or of the latest one where none is named. */
export async function findBatchLine(batches: BatchStore, batchId: string | undefined): Promise<BatchLine> {
  if (batchId !== undefined) return batchLine(await findBatch(batches, batchId));
  const [latest] = await firstOf(batches.list(), 1);
  if (latest) return latest;
  throw new CommandError({
    code: 'no-batch',
    message: 'there is no batch yet',
    whatToDo: 'visionlift submit starts one',
  });
}

/** Ends the query behind a list as soon as there are enough. */
export async function firstOf<T>(values: AsyncIterable<T>, count: number): Promise<T[]> {
  const found: T[] = [];
  for await (const value of values) {
    found.push(value);
    if (found.length === count) break;
  }
  return found;
}
