import { randomUUID } from 'node:crypto';
import { tokenPurpose } from '../domain/desk-task.ts';
import type { Answered } from './task-view.ts';
import { nameOf, type Submission } from './desk-page.ts';
import { againWhileStale, LeaseLostError, StaleRecordError, StepStillRunningError } from '../domain/errors.ts';
import type { Ports } from '../ports/index.ts';
import { performStep, type ConsoleStep } from '../runtime/perform-step.ts';
import type { StepCall } from '../runtime/step-call.ts';
import { busy } from './answering.ts';
import type { Clock } from '../ports/clock.ts';

/** Does a step again for its state, now that its task holds the answer; the answer stays whatever becomes of this run. */
export async function finishStep(ports: Ports, step: ConsoleStep, submission: Submission): Promise<Answered> {
  const { subject: tenantId, batchId, execution } = submission.task;
  const taskToken = await ports.vault.open(tenantId, tokenPurpose(step.step));
  if (!taskToken) return { kind: 'over' };
  try {
    const performed = await runAtTheDesk(ports.clock, (invocation) =>
      performStep(ports, step, {
        ...{ batchId, tenantId, execution, taskToken: taskToken.reveal() },
        ...invocation,
        person: nameOf(submission.visitor),
      }),
    );
    return { kind: performed.done ? 'done' : 'next' };
  } catch (error) {
    if (error instanceof LeaseLostError) return { kind: 'over' };
    if (error instanceof StaleRecordError || error instanceof StepStillRunningError) return busy(submission.language);
    throw error;
  }
}

/** How long a run of the desk may take: reading, one step and the answer to its state. */
const LONGEST_RUN = 60_000;
/** How often a run starts over when somebody else wrote the same record meanwhile. */
const TRIES = 3;

/** What a run of the desk has in place of a Lambda invocation of its state. */
export type DeskInvocation = Pick<StepCall, 'invocation' | 'expiresAt'>;

/** Does a step for a person's answer; starts over, as another invocation, where the record has changed under it. */
export async function runAtTheDesk<T>(clock: Clock, run: (invocation: DeskInvocation) => Promise<T>): Promise<T> {
  return againWhileStale(TRIES, () =>
    run({ invocation: randomUUID(), expiresAt: new Date(clock.now().getTime() + LONGEST_RUN) }),
  );
}
