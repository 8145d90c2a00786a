import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';

/** A row larger than this is no tenant; most often a quote was not closed. In bytes of UTF-8. */
export const MAX_ROW_BYTES = 1024 * 1024;

/** Records completed by one piece of text, and why nothing more can be read, if so. */
export interface ParsedRecords {
  records: string[][];
  failure: 'quote-broken' | 'row-too-large' | undefined;
}

const QUOTE_OR_LINE_END = /["\r\n]/g;
const QUOTATION_MARK = 0x22;
const EQUALS_SIGN = 0x3d;
const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;

/**
 * Splits text that comes in pieces into records and cells, strict about quotation marks.
 *
 * What a quotation mark means is csv-parse's to say. A record without any, or with marks around whole cells only, is
 * its text between the delimiters: split here, as csv-parse takes five times as long over it (2026-11-25), and a
 * property test holds that it would have said the same.
 *
 * The number of cells is left to the caller: one short row is that row's problem, not the file's.
 */
export class StrictCsv {
  readonly #delimiter: string;
  /** The beginning of a record that has not ended yet. */
  #held = '';
  #failure: ParsedRecords['failure'];

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  /** The records that end in this piece. After a failure there are no more. */
  write(piece: string): ParsedRecords {
    return this.#read(this.#held + piece, false);
  }

  /** The last record, if the text did not end with a line end. */
  end(): ParsedRecords {
    return this.#read(this.#held, true);
  }

  #read(text: string, isLast: boolean): ParsedRecords {
    const records: (string[] | undefined)[] = [];
    const quoted: string[] = [];
    let from = 0;
    while (this.#failure === undefined) {
      const quote = text.indexOf('"', from);
      const plainEnd = endOfLastLine(text, from, quote === -1 ? text.length : quote, isLast);
      if (plainEnd > from) {
        this.#splitPlain(text.slice(from, plainEnd), records);
        from = plainEnd;
      }
      const end = quote === -1 ? undefined : endOfQuotedRecord(text, from, isLast);
      if (end === undefined) {
        break;
      }
      this.#takeQuoted(text.slice(from, end.text), records, quoted);
      from = end.next;
    }
    this.#held = text.slice(from);
    const isTooLarge = !isLast && this.#held.length > MAX_ROW_BYTES;
    if (this.#failure === undefined && this.#held !== '' && (isLast || isTooLarge)) {
      this.#takeHeld(records, quoted);
    }
    const whole = this.#withQuoted(records, quoted, isTooLarge);
    if (isTooLarge && this.#failure === undefined) {
      whole.pop();
      this.#failure = 'row-too-large';
    }
    return { records: whole, failure: this.#failure };
  }

  #takeHeld(records: (string[] | undefined)[], quoted: string[]): void {
    const rest = this.#held;
    this.#held = '';
    if (rest.includes('"')) {
      this.#takeQuoted(rest, records, quoted);
    } else {
      this.#splitPlain(rest, records);
    }
  }

  #takeQuoted(text: string, records: (string[] | undefined)[], quoted: string[]): void {
    const cells = text.length > MAX_ROW_BYTES / 3 ? undefined : splitWholeCells(text, this.#delimiter);
    if (cells === undefined) {
      quoted.push(text);
    }
    records.push(cells);
  }

  #splitPlain(text: string, records: (string[] | undefined)[]): void {
    for (const line of linesOf(text)) {
      if (line.length > MAX_ROW_BYTES / 3 && Buffer.byteLength(line) > MAX_ROW_BYTES) {
        this.#failure = 'row-too-large';
        return;
      }
      records.push(line.split(this.#delimiter));
    }
  }

  /** The records with those filled in that csv-parse reads, up to the first that it refuses. */
  #withQuoted(records: (string[] | undefined)[], quoted: readonly string[], isCut: boolean): string[][] {
    if (quoted.length === 0) {
      return records as string[][];
    }
    const parsed: string[][] = [];
    try {
      parse(quoted.map((text) => withShownTextQuoted(text, this.#delimiter)).join('\n'), {
        delimiter: this.#delimiter,
        record_delimiter: ['\r\n', '\n', '\r'],
        relax_column_count: true,
        max_record_size: MAX_ROW_BYTES,
        // Handed over one by one: those before a wrong quotation mark are not lost with it.
        on_record: (record: string[]) => {
          parsed.push(record);
        },
      });
    } catch (error) {
      if (!(error instanceof CsvError)) {
        throw error;
      }
      const isOpen = isCut && error.code === 'CSV_QUOTE_NOT_CLOSED';
      this.#failure = isOpen || error.code === 'CSV_MAX_RECORD_SIZE' ? 'row-too-large' : 'quote-broken';
    }
    let taken = 0;
    const whole: string[][] = [];
    for (const record of records) {
      const next = record ?? parsed[taken++];
      if (next === undefined) {
        break;
      }
      whole.push(next);
    }
    return whole;
  }
}

/**
 * The cells of a record whose quotation marks stand in pairs around whole cells, as spreadsheets write a cell with a
 * delimiter in it; undefined when any mark stands elsewhere.
 */
function splitWholeCells(text: string, delimiter: string): string[] | undefined {
  const cells: string[] = [];
  let from = 0;
  while (from <= text.length) {
    const isShownText = text.charCodeAt(from) === EQUALS_SIGN && text.charCodeAt(from + 1) === QUOTATION_MARK;
    if (isShownText || text.charCodeAt(from) === QUOTATION_MARK) {
      const opening = isShownText ? from + 1 : from;
      const closing = text.indexOf('"', opening + 1);
      const behind = text.charAt(closing + 1);
      if (closing === -1 || (behind !== '' && behind !== delimiter)) {
        return undefined;
      }
      // Of ="0012" all: anyone who reads the cell knows what it shows.
      cells.push(isShownText ? text.slice(from, closing + 1) : text.slice(from + 1, closing));
      from = closing + 2;
    } else {
      const found = text.indexOf(delimiter, from);
      const end = found === -1 ? text.length : found;
      const cell = text.slice(from, end);
      if (cell.includes('"')) {
        return undefined;
      }
      cells.push(cell);
      from = end + 1;
    }
  }
  return cells;
}

/**
 * A record in which `="0012"`, by which programs keep zeros in a spreadsheet, is a cell that is quoted by the rules.
 * Cells are taken one by one: within a quoted one such text is a part of it.
 */
function withShownTextQuoted(record: string, delimiter: string): string {
  if (!record.includes('="')) return record;
  const cells: string[] = [];
  let from = 0;
  while (from <= record.length) {
    const end = endOfCell(record, from, delimiter);
    const cell = record.slice(from, end);
    const shown = /^="([^"]*)"$/u.exec(cell)?.[1];
    cells.push(shown === undefined ? cell : `"=""${shown}"""`);
    from = end + 1;
  }
  return cells.join(delimiter);
}

/** Where the delimiter behind a cell stands, or the end: the first one outside quotation marks. */
function endOfCell(record: string, from: number, delimiter: string): number {
  let inQuotes = false;
  for (let at = from; at < record.length; at++) {
    if (record.charCodeAt(at) === QUOTATION_MARK) inQuotes = !inQuotes;
    else if (!inQuotes && record.charAt(at) === delimiter) return at;
  }
  return record.length;
}

/** The lines of a text without quotation marks. Behind the last line end there is none. */
function linesOf(text: string): string[] {
  const lines = text.split('\n');
  const last = lines.length - 1;
  let hasLoneReturn = false;
  for (let i = 0; i <= last; i++) {
    const line = lines[i] ?? '';
    if (i < last && line.charCodeAt(line.length - 1) === CARRIAGE_RETURN) {
      lines[i] = line.slice(0, -1);
    }
    hasLoneReturn ||= (lines[i] ?? '').includes('\r');
  }
  const all = hasLoneReturn ? lines.flatMap((line) => line.split('\r')) : lines;
  if (all.at(-1) === '') {
    all.pop();
  }
  return all;
}

/** Just behind the last line end before `end`, or `from`. A CR at the end of a piece may be half a line end. */
function endOfLastLine(text: string, from: number, end: number, isLast: boolean): number {
  for (let at = end - 1; at >= from; at--) {
    const code = text.charCodeAt(at);
    if (code === LINE_FEED || (code === CARRIAGE_RETURN && (isLast || at + 1 < text.length))) {
      return at + 1;
    }
  }
  return from;
}

/**
 * Where the record from `from` on ends and the next one begins: at the first line end outside quotation marks.
 * Undefined when more text is needed.
 *
 * Marks are taken in pairs, which is right up to the first one that stands at a wrong place; csv-parse stops there.
 */
function endOfQuotedRecord(text: string, from: number, isLast: boolean): { text: number; next: number } | undefined {
  let at = from;
  for (;;) {
    QUOTE_OR_LINE_END.lastIndex = at;
    const found = QUOTE_OR_LINE_END.exec(text);
    if (found === null) {
      return undefined;
    }
    if (found[0] !== '"') {
      const isHalf = found[0] === '\r' && found.index + 1 === text.length && !isLast;
      const length = found[0] === '\r' && text.charCodeAt(found.index + 1) === LINE_FEED ? 2 : 1;
      return isHalf ? undefined : { text: found.index, next: found.index + length };
    }
    const closing = text.indexOf('"', found.index + 1);
    if (closing === -1) {
      return undefined;
    }
    at = closing + 1;
  }
}
