import { INTAKE_BUCKET } from './deployment.ts';
import type { EmbeddedStack } from './embedded-stack.ts';
import { writeObject } from './objects.ts';

/**
 * Uploads a CSV as an operator does, under `incoming/` or `dry-run/`, and answers with the batch that `start-batch`
 * started for it; the clock stands still meanwhile. For runs and benchmarks, which wait for its end.
 */
export async function upload(stack: EmbeddedStack, key: string, csv: Uint8Array): Promise<string> {
  const started = Promise.withResolvers<string>();
  stack.onIntake((_key, answer) => {
    started.resolve((answer as { batchId: string }).batchId);
  });
  return stack.clock.busy(async () => {
    await writeObject(INTAKE_BUCKET, key, csv);
    return started.promise;
  });
}
