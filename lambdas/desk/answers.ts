import * as z from '../domain/zod.ts';
import type { DeskTask } from '../domain/desk-task.ts';
import type { Tenant } from '../domain/tenant.ts';
import type { ConsolePorts, Ports } from '../ports/index.ts';
import type { PersonsWord } from '../steps/shared/step-run.ts';
import { PersonNeededError } from '../domain/errors.ts';

/** Whose hands do a step: asked of the tenant, and of the task at which a person may have begun it. */
export interface HandsQuestion {
  tenant: Tenant;
  step: string;
  /** The step's open task, if a person has been asked. */
  task: DeskTask | undefined;
}

/** The calls that a step makes of its consoles, answered by a person; any other one is a question, too. */
export type HandsOfAStep = (answers: Answers) => { [port in keyof ConsolePorts]?: Partial<ConsolePorts[port]> } & {
  word?: PersonsWord;
};

/** What a person has answered at a task so far; what they have not is asked by an error that opens the question. */
export class Answers {
  /** Read when the step began. */
  readonly tenant: Tenant;
  readonly vault: Ports['vault'];
  readonly #step: string;
  readonly #task: DeskTask | undefined;

  constructor({ tenant, step, task }: HandsQuestion, vault: Ports['vault']) {
    this.tenant = tenant;
    this.vault = vault;
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

/** Guide 3-11 to 3-17: the row of Product Instance, as a person pasted it. */
export const rowSeen = z.object({
  displayName: z.string(),
  instanceType: z.string(),
  status: z.string(),
  region: z.string(),
  updateOffered: z.boolean(),
});
