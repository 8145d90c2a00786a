import type { PublicProblem } from '../../lambdas/domain/problem.ts';

/** The run cannot begin with these files; says everything that is wrong with them at once. */
export class RunRefusedError extends Error {
  readonly problems: readonly PublicProblem[];

  constructor(message: string, problems: readonly PublicProblem[]) {
    super(message);
    this.name = 'RunRefusedError';
    this.problems = problems;
  }
}
