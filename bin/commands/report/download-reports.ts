import { writeFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { reportPrefix } from '../../../lambdas/domain/report-keys.ts';
import { makeFolder } from '../../../local/run/make-folder.ts';
import { findDeployment } from '../deployment/find-deployment.ts';
import { listKeys, readBytes } from '../deployment/objects.ts';
import { storesOf } from '../deployment/stores.ts';
import { CommandError } from '../shared/command-error.ts';
import { findBatch } from '../shared/find-batch.ts';
import { givenPath } from '../shared/given-path.ts';
import { printJson } from '../shared/json.ts';
import type { CommonFlags } from '../shared/with-options.ts';

/** The work of `report`. */
export async function downloadReports(batchId: string, flags: Flags): Promise<void> {
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
  await makeFolder(folder);
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

export type Flags = CommonFlags & { to?: string };
