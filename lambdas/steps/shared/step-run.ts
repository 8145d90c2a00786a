import type { Hands } from '../../domain/hands.ts';
import type { Tenant } from '../../domain/tenant.ts';
import type { PressAnswer } from '../../ports/vision-one.ts';

/** What every console step is given: the tenant, read when the step began, and the execution that holds its lease. */
export interface StepRun {
  tenant: Tenant;
  /** ARN of the execution. */
  execution: string;
  batchId: string;
  actor: Actor;
}

/** Whose hands do a step. */
export interface Actor {
  hands: Hands;
  /** The person at the desk whose answers it goes by. */
  person?: string | undefined;
  /** What they answer for beside what the console shows; machines have no word. */
  word?: PersonsWord | undefined;
}

/** What only a person can say of a press: it was made between two runs of the step, or they have looked. */
export interface PersonsWord {
  /** Where a press was marked and nothing of its effect shows: who has looked and answers for nothing having come of it. */
  sawNoEffect?(): Promise<string | undefined>;
  /** Guide 3-14, where it was marked: what the console said. `undefined` where they do not know, or it was not their press. */
  answerToPress?(): Promise<PressAnswer | undefined>;
}

/** What a press answers whose effect takes a while: when the check that follows looks first; past means at once. */
export interface WaitAnswer {
  lookAgainAt: string;
}

/** What a check answers: done, or when to look again. */
export type CheckAnswer = { done: true } | ({ done: false } & WaitAnswer);

export const DONE: { done: true } = { done: true };

/** What a check's state is told where only a person can tell; the state that comes next asks one. */
export const PERSON_NEEDED = { done: false, personNeeded: true };
