import type { IntakeObject } from '../../domain/batch.ts';
import { whyNoBatch } from '../../domain/intake/why-no-batch.ts';
import { batchIdOf, formerBatchIdOf } from '../../domain/names.ts';
import type { UploadedObject } from '../../ports/files.ts';
import type { Ports } from '../../ports/index.ts';

/** By then the event has come, or it may never come. */
const EVENT_TAKES = 15 * 60_000;
/** What lies there longer was decided about by people; and Step Functions forgets the names of executions after 90 days. */
const LOOKED_BACK = 7 * 24 * 60 * 60_000;

/**
 * Starts the batch of each CSV whose event was lost: it lies in the intake bucket for a quarter of an hour, and there is
 * no record of its batch. Under the name that the event would have given it, so that an event that comes late, or an
 * execution that has read nothing yet, is the same batch. Of several versions the newest is meant.
 */
export async function startLostBatches({
  files,
  batches,
  executions,
  clock,
  settings,
}: Pick<Ports, 'files' | 'batches' | 'executions' | 'clock' | 'settings'>): Promise<
  (IntakeObject & { batchId: string })[]
> {
  const now = clock.now().getTime();
  const started = [];
  for (const prefix of ['incoming/', 'dry-run/']) {
    for await (const uploaded of files.listIntake(settings.intakeBucket, prefix)) {
      if (whyNoBatch(uploaded) !== undefined || !isDue(uploaded, now)) continue;
      const object = await files.newestVersion(settings.intakeBucket, uploaded.key);
      if (!object) continue;
      const batchId = batchIdOf(object);
      if ((await batches.read(batchId)) ?? (await batches.read(formerBatchIdOf(object)))) continue;
      // One that has ended without a record could not read its file, and has told so.
      if (await executions.startBatch(batchId, { ...object, dryRun: prefix === 'dry-run/' }))
        started.push({ ...object, batchId });
    }
  }
  return started;
}

function isDue({ uploadedAt }: UploadedObject, now: number): boolean {
  const age = now - uploadedAt.getTime();
  return age >= EVENT_TAKES && age < LOOKED_BACK;
}
