import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { Command } from 'commander';
import { reportPrefix } from '../../lambdas/domain/report-keys.ts';
import { findDeployment } from './deployment/find-deployment.ts';
import { listKeys, readBytes } from './deployment/objects.ts';
import { storesOf } from './deployment/stores.ts';
import { CommandError } from './shared/command-error.ts';
import { findBatch } from './shared/find-batch.ts';
import { givenPath } from './shared/given-path.ts';
import { printJson } from './shared/json.ts';
import { withCommonOptions, type CommonFlags } from './shared/with-options.ts';

type Flags = CommonFlags & { to?: string };

/** `report`: brings the reports of a batch to this computer. */
export function report(): Command {
  const command = new Command('report')
    .description('download the reports of a batch: report.csv, and rejected.csv where rows were rejected')
    .argument('<batch>', 'the batch id')
    .option('--to <directory>', 'where to; a folder named after the batch without it');
  return withCommonOptions(command)
    .addHelpText('after', '\nExample:\n  npm run -s visionlift -- report tenants--0a1b2c3d --stage prod')
    .action(run);
}

async function run(batchId: string, flags: Flags): Promise<void> {
  const deployment = await findDeployment(flags);
  const keys = await listKeys(deployment.reportsBucket, reportPrefix(batchId));
  if (keys.length === 0) {
    const batch = await findBatch(storesOf(deployment).batches, batchId);
    throw new CommandError({
      code: 'no-report',
      message: `the batch ${batchId} has no report${batch.refused ? ': its file was refused' : ' yet'}`,
      whatToDo: batch.refused
        ? 'visionlift check tells what is wrong with the file'
        : 'follow it with visionlift watch until it has ended',
    });
  }
  const folder = givenPath(flags.to ?? batchId);
  await mkdir(folder, { recursive: true });
  const files = await Promise.all(
    keys.map(async (key) => {
      const bytes = await readBytes(deployment.reportsBucket, key);
      const path = join(folder, basename(key));
      await writeFile(path, bytes);
      return { name: basename(key), path, bytes: bytes.length };
    }),
  );
  if (flags.json) printJson({ batchId, files });
  else process.stdout.write(files.map(({ path, bytes }) => `${relative('', path)}  ${String(bytes)} bytes\n`).join(''));
}
