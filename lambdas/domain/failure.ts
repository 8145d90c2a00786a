import * as z from './zod.ts';
import { StepError } from './errors.ts';
import { guideStepOf } from './guide.ts';
import type { RecordedOutcome } from './outcome.ts';
import type { Reason } from './statements/catalogue.ts';
import { fromText, type RecordedStatement } from './statements/statement.ts';
import type { StepFailure, Tenant } from './tenant.ts';

/** What a Catch of the machine assigned: the state it stands at, and the error as Step Functions gives it. */
export const machineFailureSchema = z.object({ state: z.string(), error: z.string(), cause: z.string() });
export type MachineFailure = z.infer<typeof machineFailureSchema>;

/** What stopped `step`, as its record keeps it. */
export function failureOf(step: string, execution: string, error: unknown, at: string): StepFailure {
  const { name } = error instanceof Error ? error : new Error();
  const guideStep = (error instanceof StepError ? error.guideStep : undefined) ?? guideStepOf(step);
  return { execution, step, error: name, reason: reasonOfError(error), guideStep, at };
}

/** What an error says of itself: a reason of ours, or a library's own words. */
export function reasonOfError(error: unknown): RecordedStatement {
  if (error instanceof StepError) return error.reason;
  const text = error instanceof Error ? error.message : String(error);
  return { code: 'unexpectedError', text } satisfies Reason;
}

/**
 * Why a tenant stopped, for its outcome. The step itself noted the reason before it threw; what it could not note (a
 * time-out, a crash) is put together from the machine's error and the step that began last.
 */
export function explainFailure(
  tenant: Tenant | undefined,
  failure: MachineFailure,
  execution: string,
): Pick<RecordedOutcome, 'reason' | 'code' | 'guideStep'> {
  const noted = tenant?.failure;
  if (noted?.error === failure.error && noted.execution === execution) {
    return { reason: noted.reason, code: noted.error, guideStep: noted.guideStep };
  }
  // Another execution's step says nothing about why this one ended.
  const isOurs = tenant?.lease?.execution === execution;
  const step = (isOurs ? tenant.lastStep : undefined) ?? failure.state;
  if (failure.error === 'States.Timeout' && noted?.step === step && noted.execution === execution) {
    // What a person was asked for, and did not do in time, says more than that time was up.
    const reason: Reason = { code: 'noAnswerInTime', step, asked: noted.reason };
    return { reason, code: noted.error, guideStep: noted.guideStep };
  }
  return { reason: reasonOf(step, failure), code: failure.error, guideStep: guideStepOf(step) };
}

function reasonOf(step: string, { error, cause }: MachineFailure): RecordedStatement {
  if (error === 'States.Timeout') return { code: 'noAnswerInTime', step } satisfies Reason;
  const message = messageOf(cause);
  if (message === undefined) return { code: 'stepEnded', step, error } satisfies Reason;
  const reason = fromText(message);
  if (typeof reason !== 'string') return reason;
  return { code: 'unexpectedError', text: reason.slice(0, MOST_OF_A_MESSAGE) } satisfies Reason;
}

/** Characters of an error's own words. */
const MOST_OF_A_MESSAGE = 500;

/** Lambda's Cause is JSON with the message in it, cut at 2,000 characters by the machine; anything else is a sentence. */
function messageOf(cause: string): string | undefined {
  const quoted = /^\{.*?"errorMessage"\s*:\s*"((?:[^"\\]|\\.)*)/su.exec(cause)?.[1];
  return (quoted === undefined ? cause : unquoted(quoted)) || undefined;
}

/** The text of a JSON string; as it stands where it is none. */
function unquoted(text: string): string {
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    return text;
  }
}
