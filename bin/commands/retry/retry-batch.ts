import { basename } from 'node:path';
import type { Batch, BatchTenant } from '../../../lambdas/domain/batch.ts';
import type { RecordedOutcome } from '../../../lambdas/domain/outcome.ts';
import { ReportCsv } from '../../../lambdas/domain/report-csv.ts';
import type { BatchStore } from '../../../lambdas/ports/batch-store.ts';
import { findDeployment } from '../deployment/find-deployment.ts';
import { isRunning } from '../deployment/is-running.ts';
import { storesOf } from '../deployment/stores.ts';
import { allOf } from '../../../lambdas/domain/all-of.ts';
import { CommandError } from '../shared/command-error.ts';
import { describeUploaded } from '../shared/describe-uploaded.ts';
import { findBatch } from '../shared/find-batch.ts';
import { printJson } from '../shared/json.ts';
import { screen } from '../../../terminal/screen.ts';
import { upload } from '../shared/upload.ts';
import type { CommonFlags } from '../shared/with-options.ts';

/** By their keys these are read sooner than ten thousand rows by the megabyte. */
const FEW = 2000;

/** The work of `retry`. */
export async function retryBatch(batchId: string, flags: CommonFlags): Promise<void> {
  const deployment = await findDeployment(flags);
  const { batches } = storesOf(deployment);
  const batch = await findBatch(batches, batchId);
  const unfinished = await unfinishedOf(batches, batch);
  if (unfinished.length === 0) throw nothingToRetry(batch);
  await refuseWhileRunning(batch);
  const csv = new ReportCsv(batch, flags.language);
  const text = csv.header() + unfinished.map((tenant) => csv.row(tenant)).join('');
  const uploaded = await upload(deployment, {
    name: retryName(batch),
    bytes: Buffer.from(text),
    dryRun: batch.dryRun,
  });
  if (flags.json) printJson({ of: batchId, tenants: unfinished.length, ...uploaded });
  else process.stdout.write(`${describeUploaded(uploaded, deployment, flags.language, screen())}\n`);
}

/** In the order of the file. Migrated ones stay out of it, whichever batch migrated them. */
async function unfinishedOf(batches: BatchStore, batch: Batch): Promise<BatchTenant[]> {
  const unfinished = (await fewUnfinished(batches, batch)) ?? (await allUnfinished(batches, batch));
  return unfinished.sort((a, b) => a.rowNumber - b.rowNumber);
}

/** By the list of outcomes, which is a tenth of the rows; none where so many are unfinished that all rows are read sooner. */
async function fewUnfinished(batches: BatchStore, { batchId, accepted }: Batch): Promise<BatchTenant[] | undefined> {
  const outcomes = await allOf(batches.outcomes(batchId));
  const unfinished = outcomes.filter((outcome) => !isFinished(outcome));
  // A row without an outcome is on no list.
  if (outcomes.length < accepted || unfinished.length > FEW) return undefined;
  return batches.readTenants(
    batchId,
    unfinished.map(({ tenantId }) => tenantId),
  );
}

async function allUnfinished(batches: BatchStore, { batchId }: Batch): Promise<BatchTenant[]> {
  const unfinished: BatchTenant[] = [];
  for await (const tenant of batches.tenants(batchId)) {
    if (!tenant.outcome || !isFinished(tenant.outcome)) unfinished.push(tenant);
  }
  return unfinished;
}

function isFinished({ outcome, code }: Pick<RecordedOutcome, 'outcome' | 'code'>): boolean {
  return outcome === 'migrated' || outcome === 'ready' || code === 'alreadyMigrated';
}

function nothingToRetry({ batchId, accepted, rejected }: Batch): CommandError {
  return new CommandError({
    code: 'nothing-to-retry',
    message: accepted === 0 ? `no row of ${batchId} was accepted` : `every tenant of ${batchId} is finished`,
    whatToDo:
      rejected > 0
        ? 'correct the rows in its rejected.csv and submit that file: visionlift report'
        : 'there is nothing to do',
  });
}

/** Two batches with one tenant do no harm, but the second would only skip what the first still works on. */
async function refuseWhileRunning({ batchId, execution, ending }: Batch): Promise<void> {
  if (ending || !(await isRunning(execution))) return;
  throw new CommandError({
    code: 'batch-is-running',
    message: `the batch ${batchId} is still under way`,
    whatToDo: `wait for its end: visionlift watch ${batchId}`,
  });
}

/** `pilot.csv` and `pilot-retry.csv` both become `pilot-retry.csv`: each upload is a version, and a batch, of its own. */
function retryName({ object }: Batch): string {
  return `${basename(object.key).replace(/(?:-retry)?\.(?:csv|txt)$/iu, '')}-retry.csv`;
}
