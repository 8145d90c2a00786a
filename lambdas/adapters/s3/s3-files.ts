import {
  DeleteObjectCommand,
  GetObjectCommand,
  PutObjectCommand,
  S3ServiceException,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { IntakeObject } from '../../domain/batch.ts';
import type { Files } from '../../ports/files.ts';
import { NoSuchKey } from './no-such-key.ts';

/** What S3 says of an object, or of a version of one, that is not there. */
const GONE = new Set(['NoSuchKey', 'NoSuchVersion', 'NotFound']);

export interface FilesAccess {
  client: S3Client;
  reportsBucket: string;
}

/** Objects in S3: intake files by their version, reports in a bucket of ours. */
export class S3Files implements Files {
  readonly #client: S3Client;
  readonly #reportsBucket: string;

  constructor({ client, reportsBucket }: FilesAccess) {
    this.#client = client;
    this.#reportsBucket = reportsBucket;
  }

  async readIntake(object: IntakeObject): Promise<AsyncIterable<Uint8Array>> {
    try {
      const { Body } = await this.#client.send(new GetObjectCommand(versionOf(object)));
      if (!Body) throw new Error(`S3 answered without a body for ${object.key}`);
      // On Node the body is a Readable; its type also covers browsers.
      return Body as AsyncIterable<Uint8Array>;
    } catch (error) {
      if (error instanceof S3ServiceException && GONE.has(error.name)) throw new NoSuchKey(object, error);
      throw error;
    }
  }

  /** Deletes the version itself, not behind a delete marker: a file with passwords in it must be gone. */
  async deleteIntake(object: IntakeObject): Promise<void> {
    await this.#client.send(new DeleteObjectCommand(versionOf(object)));
  }

  /**
   * Collects the body, because S3 must be told its length. Good for some 100 MB in a Lambda of 512 MB: 200,000 rows of
   * 500 bytes.
   */
  async writeReport(key: string, body: string | AsyncIterable<string>, contentType: string): Promise<void> {
    await this.#client.send(
      new PutObjectCommand({
        Bucket: this.#reportsBucket,
        Key: key,
        Body: await bytesOf(body),
        ContentType: contentType,
      }),
    );
  }
}

function versionOf({ bucket, key, versionId }: IntakeObject): { Bucket: string; Key: string; VersionId: string } {
  return { Bucket: bucket, Key: key, VersionId: versionId };
}

async function bytesOf(body: string | AsyncIterable<string>): Promise<Buffer> {
  if (typeof body === 'string') return Buffer.from(body);
  const chunks: Buffer[] = [];
  for await (const text of body) chunks.push(Buffer.from(text));
  return Buffer.concat(chunks);
}
