import { basename } from 'node:path';
import { Command } from 'commander';
import type { Batch, BatchTenant } from '../../lambdas/domain/batch.ts';
import { ReportCsv } from '../../lambdas/domain/report-csv.ts';
import type { BatchStore } from '../../lambdas/ports/batch-store.ts';
import { findDeployment } from './deployment/find-deployment.ts';
import { isRunning } from './deployment/is-running.ts';
import { storesOf } from './deployment/stores.ts';
import { CommandError } from './shared/command-error.ts';
import { describeUploaded } from './shared/describe-uploaded.ts';
import { findBatch } from './shared/find-batch.ts';
import { printJson } from './shared/json.ts';
import { screen } from './shared/screen.ts';
import { upload } from './shared/upload.ts';
import { withCommonOptions, type CommonFlags } from './shared/with-options.ts';

/** `retry`: one new batch of the tenants that another has not finished. */
export function retry(): Command {
  const command = new Command('retry')
    .description('start one new batch of the tenants that a batch has not finished')
    .argument('<batch>', 'the batch id');
  return withCommonOptions(command)
    .addHelpText(
      'after',
      `
Example:
  npm run -s visionlift -- retry tenants--0a1b2c3d --stage prod

The rows are those of its report.csv, as they came: correct what is wrong with a
row in report.csv itself, and submit that file instead.`,
    )
    .action(run);
}

async function run(batchId: string, flags: CommonFlags): Promise<void> {
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
async function unfinishedOf(batches: BatchStore, { batchId }: Batch): Promise<BatchTenant[]> {
  const unfinished: BatchTenant[] = [];
  for await (const tenant of batches.tenants(batchId)) if (!isFinished(tenant)) unfinished.push(tenant);
  return unfinished.sort((a, b) => a.rowNumber - b.rowNumber);
}

function isFinished({ outcome }: BatchTenant): boolean {
  return outcome?.outcome === 'migrated' || outcome?.outcome === 'ready' || outcome?.code === 'alreadyMigrated';
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
  return `${basename(object.key).replace(/(?:-retry)?\.csv$/iu, '')}-retry.csv`;
}
