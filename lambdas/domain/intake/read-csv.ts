import { ByteReader } from './byte-reader.ts';
import { unguardFormula } from './csv-writer.ts';
import { decodeText, type UndecodableBytes } from './decode-text.ts';
import { type Delimiter, isSupportedDelimiter, type Opening, readOpening } from './delimiter.ts';
import type { Encoding } from './encodings.ts';
import { passwordWordIn } from './password-words.ts';
import { type Problem, problem } from './problems.ts';
import { MAX_ROW_BYTES, type ParsedRecords, StrictCsv } from './strict-csv.ts';
import { UnreadableFileError } from './unreadable-file-error.ts';

const APOSTROPHE = 0x27;
const END_MARK = 0x1a;

/** A table that is checked row by row, whatever file it is read from. */
export interface RowSource {
  /** Null until known, and where the file has none. */
  readonly encoding: Encoding | null;
  readonly delimiter: Delimiter | null;
  /** Filled rows in their order, the headings first. Throws UnreadableFileError where nothing more can be read. */
  batches(): AsyncIterable<CsvRecord[]>;
}

/** One filled row of the file. */
export interface CsvRecord {
  /** The row number Excel shows: the first row is 1, blank rows count, a line break in quotes adds no row. */
  row: number;
  cells: string[];
  /** The file ends right behind this row, without a line end: it may have been cut off. */
  isUnterminated: boolean;
}

/**
 * Reads a CSV of unknown encoding and delimiter from a stream of bytes, in constant memory, exactly as it stands.
 *
 * Blank rows are left out but counted. `encoding` and `delimiter` are null until known: the delimiter before the first
 * batch, the encoding for certain only at the end, as a file may begin with a long stretch of ASCII.
 */
export class CsvReader implements RowSource {
  encoding: Encoding | null = null;
  delimiter: Delimiter | null = null;
  readonly #chunks: AsyncIterable<Uint8Array>;
  #row = 0;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks;
  }

  /**
   * The rows in batches, one per piece of input: a promise for every single row would cost as much as reading it.
   *
   * Throws UnreadableFileError where the file cannot be read any further, after all rows before that place. Errors of
   * the source pass through unchanged.
   */
  async *batches(): AsyncGenerator<CsvRecord[]> {
    const bytes = new ByteReader(this.#chunks);
    try {
      yield* this.#read(bytes);
    } finally {
      await bytes.close();
    }
  }

  async *#read(bytes: ByteReader): AsyncGenerator<CsvRecord[]> {
    const pieces = decodeText(bytes, (encoding) => (this.encoding = encoding));
    let text = '';
    let bad: UndecodableBytes | undefined;
    let opening: Opening | undefined;
    while (opening === undefined) {
      const next = await pieces.next();
      if (typeof next.value === 'string') {
        text += next.value;
      } else if (next.done !== true) {
        bad = next.value;
      }
      opening = readOpening(text, next.done === true || bad !== undefined || text.length > MAX_ROW_BYTES);
    }
    const parser = new StrictCsv(this.#supported(opening));
    let { read, marks } = withoutEndMarks(opening.text);
    let lastCharacter = read.at(-1);
    yield* this.#handOn(parser.write(read));
    for await (const piece of bad === undefined ? pieces : []) {
      if (typeof piece !== 'string') {
        bad = piece;
        break;
      }
      if (piece === '') continue;
      ({ read, marks } = withoutEndMarks(marks + piece));
      lastCharacter = read.at(-1) ?? lastCharacter;
      yield* this.#handOn(parser.write(read));
    }
    if (bad !== undefined) {
      throw new UnreadableFileError(this.#undecodable(bad));
    }
    // A file that has its mark was not cut off.
    const isUnterminated = marks === '' && lastCharacter !== '\n' && lastCharacter !== '\r';
    yield* this.#handOn(parser.end(), isUnterminated);
  }

  *#handOn(parsed: ParsedRecords, endsUnterminated = false): Generator<CsvRecord[]> {
    const last = parsed.records.length - 1;
    const batch: CsvRecord[] = [];
    parsed.records.forEach((cells, index) => {
      this.#row++;
      if (cells.every(isBlank)) {
        return;
      }
      for (let i = 0; i < cells.length; i++) {
        const cell = cells[i] ?? '';
        // Nearly no cell starts with an apostrophe: one character code decides before any pattern is tried.
        if (cell.charCodeAt(0) === APOSTROPHE) {
          cells[i] = unguardFormula(cell);
        }
      }
      batch.push({ row: this.#row, cells, isUnterminated: endsUnterminated && index === last });
    });
    yield batch;
    if (parsed.failure !== undefined) {
      throw new UnreadableFileError(this.#unparsable(parsed.failure));
    }
  }

  #unparsable(failure: NonNullable<ParsedRecords['failure']>): Problem {
    const row = this.#row + 1;
    return failure === 'row-too-large'
      ? problem(failure, { row, about: String(MAX_ROW_BYTES / 1024 / 1024) })
      : problem(failure, { row });
  }

  #undecodable({ position, bytes, encoding }: UndecodableBytes): Problem {
    return problem('byte-invalid', {
      row: this.#row + 1,
      value: Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' '),
      about: `${encoding}, byte ${position}`,
    });
  }

  #supported({ delimiter, headings }: Opening): Delimiter {
    if (!isSupportedDelimiter(delimiter)) {
      // Nothing else of the file is read, but secrets in it must not lie about until it has been converted.
      const secret = headings.map(passwordWordIn).find((word) => word !== undefined);
      throw new UnreadableFileError(
        secret === undefined
          ? problem('delimiter-unknown', { value: delimiter })
          : problem('password-column', { row: 1, about: secret }),
      );
    }
    this.delimiter = delimiter;
    return delimiter;
  }
}

/** U+001A ends a file of old DOS programs, once or many times; where text follows, it is part of that. */
function withoutEndMarks(text: string): { read: string; marks: string } {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === END_MARK) end--;
  return { read: text.slice(0, end), marks: text.slice(end) };
}

function isBlank(cell: string): boolean {
  // Such a mark may also stand between two files that were joined.
  return cell === '' || /^[\s\u001a\u200b\ufeff]*$/.test(cell);
}
