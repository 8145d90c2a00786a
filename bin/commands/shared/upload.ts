import { basename } from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { requestHandler } from '../../../lambdas/adapters/request-handler.ts';
import { unlogged } from '../../../lambdas/adapters/unlogged.ts';
import type { IntakeObject } from '../../../lambdas/domain/batch.ts';
import { batchIdOf, executionArn } from '../../../lambdas/domain/names.ts';
import { executionPage, type Deployment } from '../deployment/deployment.ts';

export interface Upload {
  /** The name of the file; its end becomes `.csv`, for the intake takes no other. */
  name: string;
  bytes: Uint8Array;
  dryRun: boolean;
}

/** A batch that is about to start; `--json` of `submit` and `retry` prints it. */
export interface Uploaded extends IntakeObject {
  batchId: string;
  /** Name of the execution of `migrate-batch`. */
  execution: string;
  executionArn: string;
  /** Its page in the AWS console; null where there is none. */
  page: string | null;
  dryRun: boolean;
}

/** Puts a file where the product takes files from. Its batch starts by that alone, under the id that is given here. */
export async function upload(deployment: Deployment, { name, bytes, dryRun }: Upload): Promise<Uploaded> {
  // A large file may take its time; S3 answers when it has all of it.
  const client = unlogged(new S3Client({ requestHandler: requestHandler({ connection: 5000, answer: 600_000 }) }));
  const bucket = deployment.intakeBucket;
  const key = `${dryRun ? 'dry-run' : 'incoming'}/${csvName(name)}`;
  const { VersionId: versionId } = await client.send(
    new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes, ContentType: 'text/csv' }),
  );
  if (versionId === undefined) throw new Error(`the bucket ${bucket} keeps no versions, so nobody can name the batch`);
  const batchId = batchIdOf({ bucket, key, versionId });
  const arn = executionArn(deployment.migrateBatchArn, batchId);
  const page = executionPage(deployment, arn);
  return { batchId, execution: batchId, executionArn: arn, page, dryRun, bucket, key, versionId };
}

function csvName(name: string): string {
  const file = basename(name);
  return /\.csv$/iu.test(file) ? file : `${file.replace(/\.[^.]*$/u, '')}.csv`;
}
