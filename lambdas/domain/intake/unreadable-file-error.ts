import type { Problem } from './problems.ts';

/**
 * The file cannot be read any further. Stays inside the intake: anyone who checks a file gets the problem as a value.
 */
export class UnreadableFileError extends Error {
  override readonly name = 'UnreadableFileError';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}
