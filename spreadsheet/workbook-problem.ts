import {
  entriesOf,
  problem,
  type Problem,
  type ProblemCatalogue,
  type ProblemDetails,
} from '../lambdas/domain/intake/problems.ts';
import { WORKBOOK_NOTICES, WORKBOOK_PROBLEMS } from '../lambdas/domain/intake/workbook-problems.ts';

/** Every problem of a workbook, besides those of the CSV that it becomes. */
export const WORKBOOK_CATALOGUE: ProblemCatalogue = new Map([
  ...entriesOf(WORKBOOK_PROBLEMS, 'file'),
  ...entriesOf(WORKBOOK_NOTICES, 'notice'),
]);

/** Makes a problem of a workbook. */
export function workbookProblem(
  code: keyof typeof WORKBOOK_PROBLEMS | keyof typeof WORKBOOK_NOTICES,
  details: ProblemDetails = {},
): Problem {
  return problem(code, details, WORKBOOK_CATALOGUE);
}
