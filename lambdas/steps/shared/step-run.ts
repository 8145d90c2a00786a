import type { Hands } from '../../domain/hands.ts';
import type { Tenant } from '../../domain/tenant.ts';

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
}

/** What a press answers whose effect takes a while: when the check that follows looks first; past means at once. */
export interface WaitAnswer {
  lookAgainAt: string;
}

/** What a check answers: done, or when to look again. */
export type CheckAnswer = { done: true } | ({ done: false } & WaitAnswer);

export const DONE: { done: true } = { done: true };
