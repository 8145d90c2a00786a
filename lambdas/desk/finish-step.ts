import { tokenPurpose } from '../domain/desk/desk-task.ts';
import type { Answered } from '../domain/desk/task-view.ts';
import { nameOf } from '../domain/desk/visitor.ts';
import { LeaseLostError, StaleRecordError, StepStillRunningError } from '../domain/errors.ts';
import { sayingIn } from '../domain/language.ts';
import type { Ports } from '../ports/index.ts';
import { performStep, type ConsoleStep } from '../runtime/perform-step.ts';
import type { Submission } from './desk-page.ts';
import { refuse } from './refuse.ts';
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
    if (error instanceof StaleRecordError || error instanceof StepStillRunningError) return busy(submission);
    throw error;
  }
}

function busy({ language }: Submission): Answered {
  return refuse(
    sayingIn(language)(
      'ただいま処理中です。1 分ほどお待ちいただき、もう一度送信してください。',
      'This is being worked on at this moment. Wait a minute, then send it again.',
    ),
  );
}
