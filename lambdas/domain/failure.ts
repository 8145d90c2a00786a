import * as z from './zod.ts';
import { StepError } from './errors.ts';
import { guideStepOf } from './guide.ts';
import type { RecordedOutcome } from './outcome.ts';
import type { StepFailure, Tenant } from './tenant.ts';

/** What a Catch of the machine assigned: the state it stands at, and the error as Step Functions gives it. */
export const machineFailureSchema = z.object({ state: z.string(), error: z.string(), cause: z.string() });
export type MachineFailure = z.infer<typeof machineFailureSchema>;

/** What stopped `step`, as its record keeps it. */
export function failureOf(step: string, execution: string, error: unknown, at: string): StepFailure {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const guideStep = (error instanceof StepError ? error.guideStep : undefined) ?? guideStepOf(step);
  return { execution, step, error: name, reason: message, guideStep, at };
}

/**
 * Why a tenant stopped, in words for the report. The step itself noted the reason before it threw; what it could not
 * note (a time-out, a crash) is put together from the machine's error and the step that began last.
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
    return { reason: `${step} had no answer in time: ${noted.reason}`, code: noted.error, guideStep: noted.guideStep };
  }
  return { reason: reasonOf(step, failure), code: failure.error, guideStep: guideStepOf(step) };
}

function reasonOf(step: string, { error, cause }: MachineFailure): string {
  if (error === 'States.Timeout') return `${step} had no answer in time`;
  return messageOf(cause) ?? `${step} ended with ${error}`;
}

/** Lambda's Cause is JSON with the message in it, cut at 2,000 characters by the machine; anything else is a sentence. */
function messageOf(cause: string): string | undefined {
  const quoted = /^\{.*?"errorMessage"\s*:\s*"((?:[^"\\]|\\.)*)/su.exec(cause)?.[1];
  return (quoted === undefined ? cause : unquoted(quoted)).slice(0, 500) || undefined;
}

/** The text of a JSON string; as it stands where it is none. */
function unquoted(text: string): string {
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    return text;
  }
}
