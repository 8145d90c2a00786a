import type { Tenant } from '../../domain/tenant.ts';

/** What every console step is given: the tenant, read when the step began, and the execution that holds its lease. */
export interface StepRun {
  tenant: Tenant;
  /** ARN of the execution. */
  execution: string;
  batchId: string;
}

/** A step's answer to the machine: done, or when to look again. */
export type CheckAnswer = { done: true } | { done: false; lookAgainAt: string };

export const DONE: { done: true } = { done: true };
