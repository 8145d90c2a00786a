import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { Files, ReportWriter } from '../../ports/files.ts';

/** A report that its writer pushes, for storage that takes a stream. */
export class StreamedReport implements ReportWriter {
  readonly #text = new PassThrough({ encoding: 'utf8' });
  readonly #written: Promise<void>;

  constructor(files: Pick<Files, 'writeReport'>, key: string, contentType: string) {
    this.#written = files.writeReport(key, this.#text, contentType);
    // A failure is met where the report is written to or ended; until then it is nobody's.
    this.#written.catch(() => {});
  }

  async write(text: string): Promise<void> {
    if (!this.#text.write(text)) {
      await Promise.race([once(this.#text, 'drain'), this.#written]);
    }
  }

  async end(): Promise<void> {
    this.#text.end();
    await this.#written;
  }

  async abort(reason: unknown): Promise<void> {
    this.#text.destroy(reason instanceof Error ? reason : new Error(String(reason)));
    await this.#written.catch(() => {});
  }
}
