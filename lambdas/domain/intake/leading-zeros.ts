import { problem, type Problem } from './problems.ts';
import type { ColumnName } from './columns.ts';

interface Seen {
  row: number;
  value: string;
}

/**
 * Watches a column of keys for `007` having become `7`: a spreadsheet drops leading zeros, and one key alone does not
 * show it. Keys of digits only, of different lengths, do.
 */
export class LeadingZeros {
  readonly #column: ColumnName;
  #shortest: Seen | undefined;
  #longest: Seen | undefined;

  constructor(column: ColumnName) {
    this.#column = column;
  }

  see(row: number, value: string): void {
    // Most keys begin with a letter.
    const first = value.charCodeAt(0);
    if (first < 0x30 || first > 0x39 || !/^\d+$/u.test(value)) {
      return;
    }
    if (this.#shortest === undefined || value.length < this.#shortest.value.length) {
      this.#shortest = { row, value };
    }
    if (this.#longest === undefined || value.length > this.#longest.value.length) {
      this.#longest = { row, value };
    }
  }

  /** One notice for the whole file, at the first of the shortest keys. */
  notices(): Problem[] {
    const [shortest, longest] = [this.#shortest, this.#longest];
    if (shortest === undefined || longest === undefined || shortest.value.length === longest.value.length) {
      return [];
    }
    const { row, value } = shortest;
    return [problem('leading-zeros-suspected', { row, column: this.#column, value, about: longest.value })];
  }
}
