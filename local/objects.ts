import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { s3Client } from '../lambdas/adapters/s3/client.ts';

/** Whole objects of the embedded S3, for the interpreter's Maps and for the run around it. */
export async function readObject(bucket: string, key: string): Promise<Uint8Array> {
  const { Body } = await s3Client().send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  if (!Body) throw new Error(`s3://${bucket}/${key} has no body`);
  return Body.transformToByteArray();
}

export async function writeObject(bucket: string, key: string, body: Uint8Array): Promise<void> {
  await s3Client().send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }));
}

export async function listObjects(bucket: string, prefix: string): Promise<string[]> {
  const { Contents = [] } = await s3Client().send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix }));
  return Contents.flatMap(({ Key }) => Key ?? []);
}
