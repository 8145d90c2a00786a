import type * as z from '../../domain/zod.ts';
import type { DeskTask } from '../../domain/desk/desk-task.ts';
import { PersonNeededError } from '../../domain/errors.ts';

/** What a person has answered at a task so far; what they have not is asked by an error that opens the question. */
export class Answers {
  readonly #step: string;
  readonly #task: DeskTask | undefined;

  constructor(step: string, task: DeskTask | undefined) {
    this.#step = step;
    this.#task = task;
  }

  get<T>(ask: string, schema: z.ZodMiniType<T>): T | undefined {
    const answer = this.#task?.answers[ask];
    return answer && schema.parse(answer.given);
  }

  /** Throws `PersonNeededError` where that question has no answer yet. */
  need<T>(ask: string, schema: z.ZodMiniType<T>): T {
    return this.get(ask, schema) ?? this.ask(ask);
  }

  ask(ask: string): never {
    throw new PersonNeededError({ code: 'doneByHand', step: this.#step }, { ask });
  }

  /** Who gave an answer. */
  by(ask: string): string | undefined {
    return this.#task?.answers[ask]?.by;
  }

  /** Whether a write-ahead mark was written for this answer: one that is older was somebody else's press. */
  wereMarked(ask: string, mark: string | undefined): boolean {
    const at = this.#task?.answers[ask]?.at;
    return at !== undefined && mark !== undefined && mark >= at;
  }
}
