import type { Files, GrowingReport } from '../../ports/files.ts';
import { lazily } from '../lazily.ts';

/**
 * Objects in S3, whose client is loaded with the first of them: it is the largest of all, and most functions never open a
 * file. A cold start of those is a fifth shorter without it.
 */
export class LazyS3Files implements Files {
  readonly #files: () => Promise<Files>;

  constructor(reportsBucket: string) {
    this.#files = lazily(async () => {
      const [{ S3Files }, { s3Client }] = await Promise.all([import('./s3-files.ts'), import('./client.ts')]);
      return new S3Files({ client: s3Client(), reportsBucket });
    });
  }

  async *listIntake(...of: Parameters<Files['listIntake']>): ReturnType<Files['listIntake']> {
    yield* (await this.#files()).listIntake(...of);
  }

  async newestVersion(...of: Parameters<Files['newestVersion']>): ReturnType<Files['newestVersion']> {
    return (await this.#files()).newestVersion(...of);
  }

  async readIntake(...of: Parameters<Files['readIntake']>): ReturnType<Files['readIntake']> {
    return (await this.#files()).readIntake(...of);
  }

  async deleteIntake(...of: Parameters<Files['deleteIntake']>): Promise<void> {
    await (await this.#files()).deleteIntake(...of);
  }

  async writeReport(...of: Parameters<Files['writeReport']>): Promise<void> {
    await (await this.#files()).writeReport(...of);
  }

  beginReport(...of: Parameters<Files['beginReport']>): GrowingReport {
    const report = lazily(async () => (await this.#files()).beginReport(...of));
    return {
      write: async (text) => (await report()).write(text),
      end: async () => (await report()).end(),
      breakOff: async (reason) => (await report()).breakOff(reason),
    };
  }
}
