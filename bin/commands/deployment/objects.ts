import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
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
