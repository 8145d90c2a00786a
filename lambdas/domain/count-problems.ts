import type { BatchProblem } from './problem.ts';

/** The entry at the end of a list that stands for those that are not listed; its value is their number. */
export const MORE_PROBLEMS = 'more-problems';

/** How many problems a list tells of, those counted that are not in it. */
export function countProblems(problems: readonly Pick<BatchProblem, 'code' | 'value'>[]): number {
  return problems.reduce((sum, { code, value }) => sum + (code === MORE_PROBLEMS ? Number(value) : 1), 0);
}
