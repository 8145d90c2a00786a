import { cleanText, isClean, shownText } from './clean-text.ts';
import type { Column, ColumnName } from './columns.ts';
import { problem, type Problem, type ProblemCode } from './problems.ts';

/** One cleaned cell, as the functions that read columns get it: its text, and a way to say what is wrong with it. */
export class Cell {
  readonly row: number;
  readonly column: ColumnName;
  /** Cleaned; empty when the cell is empty or absent. */
  readonly text: string;
  /** False when a problem has been reported already and the text says nothing. */
  readonly isUsable: boolean;
  readonly #problems: Problem[];
  readonly #mayHoldSecret: boolean;

  constructor(row: number, column: Column, written: string, problems: Problem[]) {
    const raw = shownText(written);
    this.row = row;
    this.column = column.name;
    this.#problems = problems;
    // `https://user:password@host`: the one place where people paste a password into a column we know.
    this.#mayHoldSecret = column.name === 'apex_central_url' && /[@＠]/.test(raw);
    if (isClean(raw, column.nature)) {
      this.text = raw.trim();
      this.isUsable = true;
      return;
    }
    const { text, notices, refusal } = cleanText(raw, column.nature);
    this.text = text;
    this.isUsable = refusal === undefined;
    if (refusal !== undefined) {
      this.report(refusal, { value: raw });
      return;
    }
    for (const notice of this.#mayHoldSecret ? [] : notices) {
      this.report(notice, { value: raw, about: text });
    }
  }

  /** Reports a problem of this cell. `value: null` keeps the text out of it. Returns undefined: nothing could be read. */
  report(code: ProblemCode, details: { value?: string | null; about?: string } = {}): undefined {
    const { value = this.text, about } = details;
    this.#problems.push(
      problem(code, {
        row: this.row,
        column: this.column,
        ...(value === null || this.#mayHoldSecret ? {} : { value }),
        ...(about === undefined ? {} : { about }),
      }),
    );
  }
}
