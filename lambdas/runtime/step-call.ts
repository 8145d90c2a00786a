import {
  ManualActionRequiredError,
  PersonNeededError,
  SessionExpiredError,
  type StepError,
  VendorUnavailableError,
  VerificationCodeLateError,
  VerificationCodeRefusedError,
} from '../domain/errors.ts';

/** `MaxAttempts` of the machines' retrier for what passes by itself: the run after that many retries is the last one. */
export const MOST_RETRIES = 4;

/** What passes by itself, mostly; the machines retry it before a person is asked. */
export const PASSES_BY_ITSELF = [
  VendorUnavailableError,
  SessionExpiredError,
  VerificationCodeLateError,
  VerificationCodeRefusedError,
];

export function passesByItself(error: unknown): boolean {
  return PASSES_BY_ITSELF.some((passing) => error instanceof passing);
}

/**
 * Whether a step's error is put before a person: what only a person may do, the next question to the person at the desk,
 * and what has not passed by itself after all the retries there are. Anything else is the step's outcome.
 */
export function isForAPerson(error: unknown, { person, retryCount = 0 }: StepCall): error is StepError {
  if (error instanceof PersonNeededError) return true;
  if (person !== undefined) return false;
  if (error instanceof ManualActionRequiredError) return true;
  return retryCount >= MOST_RETRIES && passesByItself(error);
}

/** One run of a step for its state. */
export interface StepCall {
  batchId: string;
  tenantId: string;
  execution: string;
  /** What the state waits with; without it the run's own result is that of the state. */
  taskToken?: string | undefined;
  /** Request id of the Lambda invocation, and when it is over at the latest. */
  invocation: string;
  expiresAt: Date;
  /** The person at the desk whose answer is at hand; without it a Lambda does the step for its state. */
  person?: string;
  /** Browser hands do the step, in a window before that person, who took the task at this revision. */
  attended?: { revision: number };
  /** How often the machine has retried the state. */
  retryCount?: number;
  /** Whether the person has yet to say that an error is what they saw: it is not written down then. */
  unconfirmed?: boolean;
}

/** One run of a step for a state that waits with its token. */
export interface TokenCall extends StepCall {
  taskToken: string;
}
