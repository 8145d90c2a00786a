import { parse, type CsvError, type Parser } from 'csv-parse';

/** A row larger than this is no tenant; most often a quote was not closed. In bytes of UTF-8. */
export const MAX_ROW_BYTES = 1024 * 1024;

/** Records completed by one piece of text, and why nothing more can be read, if so. */
export interface ParsedRecords {
  records: string[][];
  failure: CsvError | undefined;
}

/**
 * csv-parse, strict about quotes, fed text piece by piece.
 *
 * The number of cells is left to the caller: one short row is that row's problem, not the file's. Records are taken
 * through `on_record` and never enter the stream's buffer, so those before a failure are not lost with it.
 */
export class StrictCsv {
  readonly #parser: Parser;
  #records: string[][] = [];
  #failure: CsvError | undefined;

  constructor(delimiter: string) {
    this.#parser = parse({
      delimiter,
      // Named, not discovered: discovery takes the first row's line end for all, and files that were edited on two
      // systems have both.
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      max_record_size: MAX_ROW_BYTES,
      on_record: (record: string[]): undefined => {
        this.#records.push(record);
      },
    });
    this.#parser.on('error', (error: CsvError) => {
      this.#failure = error;
    });
  }

  async write(text: string): Promise<ParsedRecords> {
    if (text !== '' && this.#failure === undefined) {
      await new Promise<void>((resolve) => this.#parser.write(text, () => resolve()));
      await this.#settled();
    }
    return this.#taken();
  }

  async end(): Promise<ParsedRecords> {
    if (this.#failure === undefined) {
      await new Promise<void>((resolve) => {
        this.#parser.once('finish', resolve);
        this.#parser.once('error', () => resolve());
        this.#parser.end();
      });
    }
    return this.#taken();
  }

  /** A write that failed is called back before its error is emitted. */
  async #settled(): Promise<void> {
    if (this.#parser.errored !== null && this.#failure === undefined) {
      await new Promise<void>((resolve) => this.#parser.once('error', () => resolve()));
    }
  }

  #taken(): ParsedRecords {
    const records = this.#records;
    this.#records = [];
    return { records, failure: this.#failure };
  }
}
