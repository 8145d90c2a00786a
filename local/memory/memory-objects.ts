import type { ObjectStore } from '../states/runtime.ts';
import type { MemoryFiles } from './memory-files.ts';

/** The reports of `files` as the interpreter's Maps read and write them; that bucket is the only one they use. */
export class MemoryObjects implements ObjectStore {
  readonly #files: MemoryFiles;
  readonly #bucket: string;

  constructor(files: MemoryFiles, bucket: string) {
    this.#files = files;
    this.#bucket = bucket;
  }

  async get(bucket: string, key: string): Promise<Uint8Array> {
    const report = bucket === this.#bucket ? this.#files.reports.get(key) : undefined;
    if (!report) throw new Error(`there is no object s3://${bucket}/${key}`);
    return Buffer.from(report.body);
  }

  async put(bucket: string, key: string, body: Uint8Array): Promise<void> {
    if (bucket !== this.#bucket) throw new Error(`there is no bucket ${bucket}`);
    await this.#files.writeReport(key, Buffer.from(body).toString(), 'application/json');
  }
}
