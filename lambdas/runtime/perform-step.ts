import { type StepCall, isForAPerson } from './step-call.ts';
import * as z from '../domain/zod.ts';
import type { DeskTask } from '../domain/desk-task.ts';
import { ManualActionRequiredError, StaleRecordError, type StepError } from '../domain/errors.ts';
import type { Deed } from '../domain/statements/catalogue.ts';
import type { Ports } from '../ports/index.ts';
import type { StepRun } from '../steps/shared/step-run.ts';
import { fileTask } from '../steps/shared/desk-filing.ts';
import type { BreakerPorts } from '../steps/shared/notify-of-trip.ts';
import { answerState } from './answer-state.ts';
import { handsOf } from './hands-of.ts';
import { noteFailure } from './note-failure.ts';
import { reportToBreaker } from './report-to-breaker.ts';

/** What is asked for around a step, whichever it is. */
export type StepPorts = BreakerPorts &
  Pick<Ports, 'tenants' | 'desk' | 'vault' | 'executions' | 'mailboxOpenings' | 'settings' | 'clock'>;

/** A step that works on a console, no matter whose hands do it. */
export interface ConsoleStep<Needs = Ports> {
  /** Name of its state. */
  step: string;
  run: (ports: Needs, input: StepRun) => Promise<unknown>;
}

/** What came of it: the state has its answer, or a person is asked; where the state has no token, one has yet to be. */
export type Performed = { done: true; answer: unknown } | { done: false; task: DeskTask | undefined };

/**
 * Does a step and answers its state, or puts it before a person and leaves the token waiting. A state without a token has
 * its answer from its function, and a person is asked by the state that comes next. Called by the state's own
 * function, and by the desk when a person has answered: the machine cannot tell the difference.
 *
 * The order matters: the step writes its record, then the mark is freed, then the token is answered. A Lambda that dies
 * after the answer is harmless then, and one that dies before it is retried and finds its record. A step that fails
 * throws, with its reason noted in the record first: a returned failure would leave the token waiting. What a person's
 * answer is refused for is thrown as well: their task stands as it was.
 */
export async function performStep<Needs>(
  ports: StepPorts & Needs,
  { step, run }: ConsoleStep<Needs>,
  call: StepCall,
): Promise<Performed> {
  const { batchId, tenantId, execution, taskToken, invocation, expiresAt, attended } = call;
  const { tenants, desk, clock } = ports;
  const start = { step, execution, invocation, now: clock.now(), expiresAt, by: call.person };
  const tenant = await tenants.beginStep(tenantId, start);
  const task = await desk.read(tenantId, step);
  const open = task?.closed ? undefined : task;
  let answer: unknown;
  try {
    if (attended && open?.revision !== attended.revision) throw answeredMeanwhile(tenantId, step);
    const { ports: withHands, actor } = handsOf(ports, { tenant, step, task: open }, call);
    answer = await run(withHands, { tenant, execution, batchId, actor });
  } catch (error) {
    await reportToBreaker(ports, step, call, error);
    if (isForAPerson(error, call)) {
      if (taskToken !== undefined) return { done: false, task: await leaveToPerson(ports, step, call, error) };
      await tenants.endStep(tenantId, invocation);
      return { done: false, task: undefined };
    }
    if (error instanceof ManualActionRequiredError || call.unconfirmed) await tenants.endStep(tenantId, invocation);
    else await noteFailure(ports, { tenantId, step, execution, invocation }, error);
    throw error;
  }
  const by = call.person ?? execution;
  try {
    const seen = attended && { seen: { hands: 'attended' } };
    await tenants.append(tenantId, { at: clock.now().toISOString(), by, step, what: deedOf(answer), ...seen });
  } finally {
    await tenants.endStep(tenantId, invocation);
  }
  await answerState(ports, { tenantId, step, taskToken, answer, task: open, by });
  return { done: true, answer };
}

/** Between the look at the list and the mark of the running step somebody else may have done it, or taken it over. */
export function answeredMeanwhile(tenantId: string, step: string): StaleRecordError {
  return new StaleRecordError({ code: 'taskTakenMeanwhile', tenantId, step });
}

/** The mark goes at once: a person may answer a second later, and their answer is a run of its own. */
async function leaveToPerson(
  ports: StepPorts,
  step: string,
  { batchId, tenantId, execution, taskToken, invocation, person }: StepCall,
  error: StepError,
): Promise<DeskTask> {
  try {
    // What a person's answer led to is that person's news, not the reason why a person was asked.
    const from = { subject: tenantId, step, batchId, execution };
    const by = person === undefined ? { taskToken } : { answeredBy: person };
    return await fileTask(ports, { ...from, ...by }, error);
  } finally {
    await ports.tenants.endStep(tenantId, invocation);
  }
}

const waiting = z.object({
  lookAgainAt: z.string(),
  why: z.optional(z.enum(['windowClosed', 'vendorNotReady'])),
});

function deedOf(answer: unknown): Deed {
  const next = waiting.safeParse(answer);
  if (!next.success) return { code: 'done' };
  const { lookAgainAt: at, why } = next.data;
  return { code: 'looksAgain', at, ...(why && { why }) };
}
