import { DeleteObjectsCommand, GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { s3Client } from '../../../lambdas/adapters/s3/client.ts';

/** Every key under the prefix, in order. */
export async function listKeys(bucket: string, prefix: string): Promise<string[]> {
  const keys: string[] = [];
  let next: string | undefined;
  do {
    const list = new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: next });
    const { Contents = [], NextContinuationToken } = await s3Client().send(list);
    keys.push(...Contents.flatMap(({ Key }) => Key ?? []));
    next = NextContinuationToken;
  } while (next !== undefined);
  return keys;
}

export async function readBytes(bucket: string, key: string): Promise<Uint8Array> {
  const { Body } = await s3Client().send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  if (!Body) throw new Error(`s3://${bucket}/${key} has no body`);
  return Body.transformToByteArray();
}

/** Deletes everything under the prefix, and says how much it was. */
export async function deleteAll(bucket: string, prefix: string): Promise<number> {
  const keys = await listKeys(bucket, prefix);
  // S3 takes a thousand at once.
  for (let at = 0; at < keys.length; at += 1000) {
    const Objects = keys.slice(at, at + 1000).map((Key) => ({ Key }));
    const { Errors = [] } = await s3Client().send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects } }));
    if (Errors[0]) throw new Error(`${String(Errors.length)} objects were not deleted: ${Errors[0].Message ?? ''}`);
  }
  return keys.length;
}
