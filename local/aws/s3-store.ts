import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { IncomingMessage } from 'node:http';
import { dirname, join, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type S3rver from 's3rver';
import S3Error from 's3rver/lib/models/error.js';
import { writeOrEnd } from '../unwritable.ts';
import { decodeAwsChunks } from './aws-chunked.ts';

/** Names longer than this are refused by the file systems we know; s3rver adds up to 22 characters to a key's last part. */
const LONGEST_FILE_NAME = 255;

/**
 * Replaces the writing half of s3rver's file store by one that stores exactly the bytes that were meant, whole or not
 * at all.
 *
 * s3rver reports an object as stored before its last bytes are on disk (a reader told by the event could see half a
 * file), truncates the old object while a new one arrives, keeps the frames of `aws-chunked` bodies as content, and
 * follows `..` in a key out of its directory.
 */
export function storeWholeObjects(store: S3rver.Store): void {
  const resourcePath = store.getResourcePath.bind(store);
  store.getResourcePath = (bucket, key, resource) => {
    const path = resourcePath(bucket, key, resource);
    refuseUnstorable(path, store.getBucketPath(bucket));
    return path;
  };

  store.putObject = ({ bucket, key, content, metadata }) =>
    writeOrEnd(async () => {
      store.getResourcePath(bucket, key, 'metadata.json');
      const stored = await writeWhole(store.getResourcePath(bucket, key, 'object'), content);
      await store.putMetadata(bucket, key, withoutFraming(metadata), stored.md5);
      return stored;
    });

  store.putPart = (bucket, uploadId, partNumber, content) =>
    writeOrEnd(async () => {
      const path = join(store.getResourcePath(bucket, undefined, 'uploads'), uploadId, partNumber);
      const stored = await writeWhole(path, content);
      await writeFile(`${path}.md5`, stored.md5);
      return stored;
    });
}

/**
 * Lists everything in one page, whatever `MaxKeys` says: of more than that s3rver 3.7.1 answers 500, as it makes the token
 * of the second page with a cipher that OpenSSL 3 no longer has (findings/s3rver-second-page.sh).
 */
export function listInOnePage(store: S3rver.Store): void {
  const list = store.listObjects.bind(store);
  store.listObjects = (bucket, options) => list(bucket, { ...options, maxKeys: Infinity });
}

function refuseUnstorable(path: string, bucketPath: string): void {
  if (!path.startsWith(bucketPath + sep)) throw new S3Error('InvalidURI', 'The key leads out of its bucket.');
  if (path.split(sep).some((name) => Buffer.byteLength(name) > LONGEST_FILE_NAME)) {
    throw new S3Error('KeyTooLongError', 'Each part of a key between slashes may have about 230 bytes here.');
  }
}

async function writeWhole(path: string, content: Buffer | Readable): Promise<S3rver.Stored> {
  await mkdir(dirname(path), { recursive: true });
  const unfinished = join(dirname(path), `.${randomUUID()}`);
  const md5 = createHash('md5');
  let size = 0;
  try {
    await pipeline(
      Buffer.isBuffer(content) ? Readable.from([content]) : content,
      async function* (body: AsyncIterable<Buffer>) {
        for await (const bytes of isFramed(content) ? decodeAwsChunks(body) : body) {
          md5.update(bytes);
          size += bytes.length;
          yield bytes;
        }
      },
      createWriteStream(unfinished),
    );
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  return { size, md5: md5.digest('hex') };
}

function isFramed(content: Buffer | Readable): boolean {
  if (!(content instanceof IncomingMessage)) return false;
  return String(content.headers['x-amz-content-sha256']).startsWith('STREAMING-');
}

function withoutFraming(metadata: Record<string, string>): Record<string, string> {
  const { 'content-encoding': encodings = '', ...rest } = metadata;
  const others = encodings.split(',').filter((encoding) => !['', 'aws-chunked'].includes(encoding.trim()));
  return others.length === 0 ? rest : { ...rest, 'content-encoding': others.join(',') };
}
