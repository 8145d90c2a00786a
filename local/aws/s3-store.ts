import { createHash, randomUUID } from 'node:crypto';
import {
  appendFileSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { readdir, rename, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { writeOrEnd } from '../unwritable.ts';

/** One version of an object; its bytes lie in a file of that name. */
export interface StoredVersion {
  key: string;
  version: string;
  size: number;
  /** Without its quotes. */
  etag: string;
  /** UTC ISO. */
  at: string;
  /** What a reader gets back: type, encoding, user metadata and the like, in lower case. */
  headers: Readonly<Record<string, string>>;
  /** It says that the object was deleted; the versions before it are still there. */
  isDeleteMarker?: boolean;
}

/** Bytes that lie on the disk and belong to no object yet. */
export interface Written {
  file: string;
  size: number;
  /** MD5, in hexadecimal digits. */
  md5: string;
}

type Line = { put: StoredVersion } | { removed: { key: string; version: string } } | { versioning: 'Enabled' };

/**
 * The objects of one bucket as files: a log of what was put and removed, and the bytes of each version beside it. An object
 * is there, whole, once its line is in the log; what was still arriving when the process ended is removed at the next start.
 */
export class BucketFiles {
  readonly #folder: string;
  readonly #log: string;
  /** Of each key, the latest version first. */
  readonly #versions = new Map<string, StoredVersion[]>();
  /** Whether each put and each deletion leaves what was there before. */
  isVersioned = false;

  private constructor(folder: string) {
    this.#folder = folder;
    this.#log = join(folder, 'log.jsonl');
  }

  /** Makes the folder where it is not there yet, else reads its log. */
  static async open(folder: string): Promise<BucketFiles> {
    mkdirSync(join(folder, 'objects'), { recursive: true });
    const bucket = new BucketFiles(folder);
    await bucket.#readLog();
    await bucket.#removeUnknown();
    return bucket;
  }

  get isEmpty(): boolean {
    return this.#versions.size === 0;
  }

  /** From now on; it is not taken back. */
  keepVersions(): void {
    if (!this.isVersioned) this.#write({ versioning: 'Enabled' });
  }

  /** The latest version of an object, unless it was deleted; or the version that is asked for, also where it is a marker. */
  find(key: string, version?: string): StoredVersion | undefined {
    const all = this.#versions.get(key) ?? [];
    if (version !== undefined) return all.find((each) => each.version === version);
    return all[0]?.isDeleteMarker ? undefined : all[0];
  }

  /** The latest version of every object, ordered by the bytes of their keys as S3 orders them. */
  latest(): StoredVersion[] {
    return this.versions().filter(({ key, version, isDeleteMarker }) => {
      return !isDeleteMarker && this.#versions.get(key)?.[0]?.version === version;
    });
  }

  /** Every version of every object: by key, the latest first. */
  versions(): StoredVersion[] {
    const keys = [...this.#versions.keys()].map((key) => ({ key, bytes: Buffer.from(key) }));
    keys.sort((one, other) => Buffer.compare(one.bytes, other.bytes));
    return keys.flatMap(({ key }) => this.#versions.get(key) ?? []);
  }

  isLatest({ key, version }: StoredVersion): boolean {
    return this.#versions.get(key)?.[0]?.version === version;
  }

  read({ version }: StoredVersion, range?: { start: number; end: number }): Readable {
    return createReadStream(this.#fileOf(version), range);
  }

  /** Writes bytes that become an object, or a part of one, by `keep`. */
  async receive(content: AsyncIterable<Buffer>): Promise<Written> {
    const file = join(this.#folder, 'objects', `.${randomUUID()}`);
    const md5 = createHash('md5');
    let size = 0;
    await writeOrEnd(() =>
      pipeline(
        content,
        async function* (bytes: AsyncIterable<Buffer>) {
          for await (const each of bytes) {
            md5.update(each);
            size += each.length;
            yield each;
          }
        },
        createWriteStream(file),
      ).catch(async (error: unknown) => {
        await rm(file, { force: true });
        throw error;
      }),
    );
    return { file, size, md5: md5.digest('hex') };
  }

  /** Written bytes become the latest version; without versioning the one before is gone with that. */
  async keep(written: Written, as: Omit<StoredVersion, 'size'>): Promise<StoredVersion> {
    const stored = { ...as, size: written.size };
    await writeOrEnd(async () => {
      await rename(written.file, this.#fileOf(stored.version));
      this.#write({ put: stored });
    });
    if (!this.isVersioned) this.#removeBefore(stored);
    return stored;
  }

  async discard({ file }: Written): Promise<void> {
    await rm(file, { force: true });
  }

  /** The bytes of parts one after the other. */
  async *joined(parts: readonly Written[]): AsyncGenerator<Buffer> {
    for (const { file } of parts) for await (const bytes of createReadStream(file)) yield bytes as Buffer;
  }

  /** Deletes an object: with versioning by a marker, which is answered, else for good. */
  delete(key: string, marker: { version: string; at: string }): StoredVersion | undefined {
    if (this.isVersioned) {
      const put: StoredVersion = { key, ...marker, size: 0, etag: '', headers: {}, isDeleteMarker: true };
      this.#write({ put });
      return put;
    }
    for (const each of [...(this.#versions.get(key) ?? [])]) this.remove(each);
    return undefined;
  }

  /** Deletes one version for good. */
  remove({ key, version }: Pick<StoredVersion, 'key' | 'version'>): void {
    this.#write({ removed: { key, version } });
    rmSync(this.#fileOf(version), { force: true });
  }

  #removeBefore({ key, version }: StoredVersion): void {
    for (const each of [...(this.#versions.get(key) ?? [])]) if (each.version !== version) this.remove(each);
  }

  #fileOf(version: string): string {
    return join(this.#folder, 'objects', version);
  }

  #write(line: Line): void {
    writeOrEnd(() => {
      appendFileSync(this.#log, `${JSON.stringify(line)}\n`);
    });
    this.#apply(line);
  }

  #apply(line: Line): void {
    if ('versioning' in line) {
      this.isVersioned = true;
    } else if ('put' in line) {
      this.#versions.set(line.put.key, [line.put, ...(this.#versions.get(line.put.key) ?? [])]);
    } else {
      const { key, version } = line.removed;
      const left = (this.#versions.get(key) ?? []).filter((each) => each.version !== version);
      if (left.length === 0) this.#versions.delete(key);
      else this.#versions.set(key, left);
    }
  }

  /** A last line without its end was being written when the process died: what it says did not happen. */
  async #readLog(): Promise<void> {
    if (!existsSync(this.#log)) return;
    const text = readFileSync(this.#log, 'utf8');
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    if (whole.length < text.length) await truncate(this.#log, Buffer.byteLength(whole));
    for (const line of whole.split('\n').filter(Boolean)) this.#apply(JSON.parse(line) as Line);
  }

  async #removeUnknown(): Promise<void> {
    const known = new Set(this.versions().map(({ version }) => version));
    const files = await readdir(join(this.#folder, 'objects'));
    for (const file of files.filter((each) => !known.has(each))) {
      if ((await stat(this.#fileOf(file))).isFile()) rmSync(this.#fileOf(file));
    }
  }
}
