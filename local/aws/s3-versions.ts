import { appendFileSync, existsSync, readFileSync } from 'node:fs';

/** Which version of an object its event told: s3rver keeps none, and a later question must get the same answer. */
export class S3Versions {
  readonly #file: string | undefined;
  readonly #versions = new Map<string, string>();

  /** `file` is a log that a later run reads; without it they are known to this process only. */
  constructor(file?: string) {
    this.#file = file;
    if (file === undefined || !existsSync(file)) return;
    for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
      const [path, version] = JSON.parse(line) as [string, string];
      this.#versions.set(path, version);
    }
  }

  /** `path` is the bucket and the key, with a slash between. */
  keep(path: string, version: string): void {
    this.#versions.set(path, version);
    if (this.#file !== undefined) appendFileSync(this.#file, `${JSON.stringify([path, version])}\n`);
  }

  of(path: string): string | undefined {
    return this.#versions.get(path);
  }
}
