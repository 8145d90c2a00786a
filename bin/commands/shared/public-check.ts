import type { PublicProblem } from '../../../lambdas/domain/problem.ts';

/** What `check --json` prints; its shape is part of the command's promise. */
export interface PublicCheck {
  refused: boolean;
  /** `utf-8`, `cp932`, `utf-16le` or `utf-16be`; null of a workbook, and when the file could not be read that far. */
  encoding: string | null;
  /** The character itself; null of a workbook, and when the file could not be read that far. */
  delimiter: string | null;
  /** The sheet of a workbook that was read; null of a CSV. */
  sheet: string | null;
  /** Filled rows below the header: accepted + rejected. */
  rows: number;
  /** None of a refused file. */
  accepted: number;
  rejected: number;
  /** Notices included. */
  problems: PublicProblem[];
}

/** Of a file that could not even be opened. */
export const NOTHING_READ: PublicCheck = {
  refused: false,
  encoding: null,
  delimiter: null,
  sheet: null,
  rows: 0,
  accepted: 0,
  rejected: 0,
  problems: [],
};

/** The answer of a `check` that could not run. */
export function couldNotCheck(code: string, whatToDo: string): PublicCheck {
  return { ...NOTHING_READ, problems: [{ row: null, column: null, value: null, code, whatToDo }] };
}
