import { tokenPurpose } from '../domain/desk/desk-task.ts';
import type { Answered } from '../domain/desk/task-view.ts';
import { nameOf } from '../domain/desk/visitor.ts';
import { LeaseLostError, StaleRecordError, StepStillRunningError } from '../domain/errors.ts';
import type { Ports } from '../ports/index.ts';
import { performStep, type ConsoleStep } from '../runtime/perform-step.ts';
import type { Submission } from './desk-page.ts';
import { busy } from './refuse.ts';
import { runAtTheDesk } from './run-at-the-desk.ts';

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
