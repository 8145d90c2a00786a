import { problem, type Problem } from './problems.ts';

/** Enough to see what is wrong with a file; the rest stays in `rejected.csv`, row by row. */
const MAX_PROBLEMS = 10_000;

/** Notices are counted apart, so that a hundred thousand of them cannot push out a problem. */
const MAX_NOTICES = 1_000;

/** The problems of one file in the order found, bounded so that memory does not grow with the file. */
export class ProblemList {
  readonly #first: Problem[] = [];
  readonly #kept: Problem[] = [];
  #problems = 0;
  #notices = 0;
  #dropped = 0;

  add(...problems: readonly Problem[]): void {
    for (const one of problems) {
      const isKept = one.severity === 'notice' ? ++this.#notices <= MAX_NOTICES : ++this.#problems <= MAX_PROBLEMS;
      // There are few file problems, each decides everything, and the last may come after thousands of others.
      if (isKept || one.severity === 'file') {
        this.#kept.push(one);
      } else {
        this.#dropped++;
      }
    }
  }

  /** Of the headings, which come before all rows, but of which everything is known only at the end. */
  addFirst(...problems: readonly Problem[]): void {
    for (const one of problems) {
      if (one.severity === 'file' || this.#first.length < MAX_NOTICES) {
        this.#first.push(one);
      } else {
        this.#dropped++;
      }
    }
  }

  hasFileProblem(): boolean {
    return [...this.#first, ...this.#kept].some(({ severity }) => severity === 'file');
  }

  all(): Problem[] {
    const all = [...this.#first, ...this.#kept];
    return this.#dropped === 0 ? all : [...all, problem('more-problems', { value: String(this.#dropped) })];
  }
}
