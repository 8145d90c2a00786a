import { EXIT } from '../../../terminal/exit-codes.ts';
import { findDeployment } from '../deployment/find-deployment.ts';
import { checkFile } from '../shared/checked-file.ts';
import { describeCheckedFile } from '../shared/describe-checked-file.ts';
import { describeUploaded } from '../shared/describe-uploaded.ts';
import { printJson } from '../shared/json.ts';
import { screen } from '../../../terminal/screen.ts';
import { upload } from '../shared/upload.ts';
import type { IntakeFlags } from '../shared/intake-options.ts';
import type { SheetFlag } from '../shared/sheet.ts';
import type { CommonFlags } from '../shared/with-options.ts';

/** The work of `submit`. */
export async function submitFile(file: string, flags: Flags): Promise<void> {
  const bytes: Uint8Array[] = [];
  const checked = await checkFile(file, flags, (piece) => bytes.push(piece));
  const { refused } = checked.public;
  const found = !flags.json && `${describeCheckedFile(checked, flags.language, screen())}\n`;
  if (found) process.stdout.write(found);
  if (refused) {
    if (flags.json) printJson({ ...checked.public, ...NOT_UPLOADED, dryRun: flags.dryRun ?? false });
    process.exitCode = EXIT.refused;
    return;
  }
  const deployment = await findDeployment(flags);
  const uploaded = await upload(deployment, {
    name: file,
    bytes: Buffer.concat(bytes),
    dryRun: flags.dryRun ?? false,
  });
  if (flags.json) printJson({ ...checked.public, ...uploaded });
  else process.stdout.write(`\n${describeUploaded(uploaded, deployment, flags.language, screen())}\n`);
}

/** Every field of an upload, so that the answer has one shape. */
const NOT_UPLOADED = {
  batchId: null,
  execution: null,
  executionArn: null,
  page: null,
  dryRun: false,
  bucket: null,
  key: null,
  versionId: null,
};

export type Flags = CommonFlags & IntakeFlags & SheetFlag & { dryRun?: true };
