import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  paginateListObjectsV2,
  S3ServiceException,
  type S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { Readable } from 'node:stream';
import type { IntakeObject } from '../../domain/batch.ts';
import type { Files, ReportWriter, UploadedObject } from '../../ports/files.ts';
import { StreamedReport } from './streamed-report.ts';
import { NoSuchKey } from './no-such-key.ts';

/** What S3 says of an object, or of a version of one, that is not there. */
const GONE = new Set(['NoSuchKey', 'NoSuchVersion', 'NotFound']);

/** What S3 itself calls the version of an object in a bucket without versioning. */
const UNVERSIONED = 'null';

/** The least that S3 takes. Of 10,000 parts: 50 GB. */
const PART_BYTES = 5 * 1024 * 1024;
/** One is sent while the next is collected: 15 MB of memory for a report of any size. */
const PARTS_AT_ONCE = 2;
const PIECE_CHARACTERS = 64 * 1024;

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

  async *listIntake(bucket: string, prefix: string): AsyncIterable<UploadedObject> {
    const pages = paginateListObjectsV2({ client: this.#client }, { Bucket: bucket, Prefix: prefix });
    for await (const { Contents = [] } of pages) {
      for (const { Key: key, Size: size = 0, LastModified: uploadedAt } of Contents) {
        if (key !== undefined && uploadedAt) yield { key, size, uploadedAt };
      }
    }
  }

  async newestVersion(bucket: string, key: string): Promise<IntakeObject | undefined> {
    try {
      const { VersionId } = await this.#client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
      return { bucket, key, versionId: VersionId ?? UNVERSIONED };
    } catch (error) {
      if (error instanceof S3ServiceException && GONE.has(error.name)) return undefined;
      throw error;
    }
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

  beginReport(key: string, contentType: string): ReportWriter {
    return new StreamedReport(this, key, contentType);
  }

  /**
   * Streams the body: in one request when it is small, else in parts that become an object only when all are there. The
   * parts of one that breaks off are never an object, and the bucket's lifecycle removes them after a day.
   */
  async writeReport(key: string, body: string | AsyncIterable<string>, contentType: string): Promise<void> {
    const upload = new Upload({
      client: this.#client,
      params: {
        Bucket: this.#reportsBucket,
        Key: key,
        Body: typeof body === 'string' ? body : Readable.from(inLargerPieces(body)),
        ContentType: contentType,
      },
      partSize: PART_BYTES,
      queueSize: PARTS_AT_ONCE,
      leavePartsOnError: true,
    });
    await upload.done();
  }
}

function versionOf({ bucket, key, versionId }: IntakeObject): { Bucket: string; Key: string; VersionId: string } {
  return { Bucket: bucket, Key: key, VersionId: versionId };
}

/** A row is some hundred bytes; a promise for each would cost more than writing it. */
async function* inLargerPieces(body: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let text = '';
  for await (const piece of body) {
    text += piece;
    if (text.length >= PIECE_CHARACTERS) {
      yield Buffer.from(text);
      text = '';
    }
  }
  yield Buffer.from(text);
}
