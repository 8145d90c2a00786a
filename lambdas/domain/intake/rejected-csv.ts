import type { RejectedRow } from './check-intake.ts';
import type { Language } from '../language.ts';
import { foldHeading, OUTPUT_COLUMNS } from './columns.ts';
import { BYTE_ORDER_MARK, writeCsvRow } from './csv-writer.ts';
import type { Delimiter } from './delimiter.ts';
import { describeProblem } from './problems.ts';

/** How the rejected rows of one file are written. */
export interface RejectedCsvLayout {
  /** As read: `IntakeCheck.header`. */
  header: readonly string[];
  /** Of the file that was read: who uses semicolons has a spreadsheet that opens semicolons. A TAB becomes a comma. */
  delimiter: Delimiter;
  /** In which the reasons are given. */
  language: Language;
}

const REASONS = new Set(OUTPUT_COLUMNS.reasons.map(foldHeading));

/**
 * Writes `rejected.csv`: the header and the rejected rows as they were, with the reasons in one more column, in UTF-8
 * with a byte order mark. Fixed and dropped in again it is a valid intake: the reader skips the reasons.
 *
 * Both functions return text to append to the file, so that it can be streamed.
 */
export class RejectedCsv {
  readonly #layout: RejectedCsvLayout;
  readonly #delimiter: ',' | ';';
  /** Where a rejected.csv that comes back has its old reasons; they make room for the new ones. */
  readonly #oldReasons: ReadonlySet<number>;

  constructor(layout: RejectedCsvLayout) {
    this.#layout = layout;
    this.#delimiter = layout.delimiter === ';' ? ';' : ',';
    this.#oldReasons = new Set(
      layout.header.flatMap((heading, index) => (REASONS.has(foldHeading(heading)) ? [index] : [])),
    );
  }

  /** The beginning of the file. */
  header(): string {
    const [english, japanese] = OUTPUT_COLUMNS.reasons;
    const heading = this.#layout.language === 'ja' ? japanese : english;
    return BYTE_ORDER_MARK + writeCsvRow([...this.#withoutReasons(this.#layout.header), heading], this.#delimiter);
  }

  /** One rejected row. Cells beyond the header follow the reasons, so that these stay in their column. */
  row({ original, problems }: RejectedRow): string {
    const width = this.#layout.header.length;
    const padded = Array.from({ length: width }, (_, index) => original[index] ?? '');
    const reasons = problems
      .filter(({ severity }) => severity === 'row')
      .map((problem) => describeProblem({ ...problem, row: null }, this.#layout.language))
      .join(' / ');
    const cells = [...this.#withoutReasons(padded), reasons, ...original.slice(width)];
    return writeCsvRow(cells, this.#delimiter);
  }

  #withoutReasons(cells: readonly string[]): string[] {
    return cells.filter((_, index) => !this.#oldReasons.has(index));
  }
}
