import { StreamedReport } from '../../lambdas/adapters/s3/streamed-report.ts';
import { NoSuchKey } from '../../lambdas/adapters/s3/no-such-key.ts';
import type { IntakeObject } from '../../lambdas/domain/batch.ts';
import type { Files, ReportWriter, UploadedObject } from '../../lambdas/ports/files.ts';

/** Small, so that a reader meets lines and characters that are cut in two. */
const CHUNK_BYTES = 1024;

/** Objects in this process, for step tests and simulations; every upload is a version of its own. */
export class MemoryFiles implements Files {
  /** What was written, by key. */
  readonly reports = new Map<string, { body: string; contentType: string }>();
  readonly #uploads = new Map<string, Upload>();
  readonly #now: () => Date;
  #versions = 0;

  constructor(now: () => Date = () => new Date()) {
    this.#now = now;
  }

  /** Uploads an intake file, as an operator does. */
  upload(key: string, content: string | Uint8Array, bucket = 'intake'): IntakeObject {
    const object = { bucket, key, versionId: `v${String(++this.#versions)}` };
    const bytes = Uint8Array.from(Buffer.from(content));
    this.#uploads.set(nameOf(object), { object, bytes, uploadedAt: this.#now() });
    return object;
  }

  async *listIntake(bucket: string, prefix: string): AsyncIterable<UploadedObject> {
    for (const { object, bytes, uploadedAt } of this.#newest()) {
      const isListed = object.bucket === bucket && object.key.startsWith(prefix);
      if (isListed) yield { key: object.key, size: bytes.length, uploadedAt };
    }
  }

  async newestVersion(bucket: string, key: string): Promise<IntakeObject | undefined> {
    return this.#newest().find(({ object }) => object.bucket === bucket && object.key === key)?.object;
  }

  async readIntake(object: IntakeObject): Promise<AsyncIterable<Uint8Array>> {
    const upload = this.#uploads.get(nameOf(object));
    if (!upload) throw new NoSuchKey(object);
    return chunksOf(upload.bytes);
  }

  async deleteIntake(object: IntakeObject): Promise<void> {
    this.#uploads.delete(nameOf(object));
  }

  async writeReport(key: string, body: string | AsyncIterable<string>, contentType: string): Promise<void> {
    let whole = '';
    if (typeof body === 'string') whole = body;
    else for await (const part of body) whole += part;
    this.reports.set(key, { body: whole, contentType });
  }

  beginReport(key: string, contentType: string): ReportWriter {
    return new StreamedReport(this, key, contentType);
  }

  /** The last version of each key. */
  #newest(): Upload[] {
    const uploads = [...this.#uploads.values()];
    return [...new Map(uploads.map((upload) => [`${upload.object.bucket}/${upload.object.key}`, upload])).values()];
  }
}

interface Upload {
  object: IntakeObject;
  bytes: Uint8Array;
  uploadedAt: Date;
}

function nameOf({ bucket, key, versionId }: IntakeObject): string {
  return JSON.stringify([bucket, key, versionId]);
}

async function* chunksOf(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  for (let from = 0; from < bytes.length; from += CHUNK_BYTES) yield bytes.slice(from, from + CHUNK_BYTES);
}
