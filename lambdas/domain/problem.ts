import { describeProblem, type Problem, type Severity } from './intake/problems.ts';
import type { LocalizedText } from './language.ts';

/** A problem of a file in the JSON of commands. `row` is the line a person sees in Excel. */
export interface PublicProblem {
  row: number | null;
  column: string | null;
  value: string | null;
  code: string;
  whatToDo: string;
}

/** A problem as a batch keeps it: with the whole sentence that mails and the terminal show. */
export interface BatchProblem extends PublicProblem {
  severity: Severity;
  said: LocalizedText;
}

export function batchProblem(problem: Problem): BatchProblem {
  const { row, column, value, code, severity, whatToDo } = problem;
  const said = { ja: describeProblem(problem, 'ja'), en: describeProblem(problem, 'en') };
  return { row, column, value, code, whatToDo: whatToDo.en, severity, said };
}

export function publicProblem({ row, column, value, code, whatToDo }: BatchProblem): PublicProblem {
  return { row, column, value, code, whatToDo };
}
