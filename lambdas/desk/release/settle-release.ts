import type { DeskTask } from '../../domain/desk/desk-task.ts';
import type { Answered } from '../../domain/desk/task-view.ts';
import type { Confirmation, Decision } from '../../domain/release.ts';
import { answerRelease, type AnswerPorts } from '../../steps/shared/answer-release.ts';

/** Enough people have confirmed: the record first, then the token, so that a retry of the state finds the release. */
export async function release(
  ports: AnswerPorts,
  task: DeskTask,
  confirmations: readonly Confirmation[],
): Promise<Answered> {
  const by = confirmations.map((confirmation) => confirmation.by).join(', ');
  const planHash = confirmations[0]?.planHash;
  const at = ports.clock.now().toISOString();
  await ports.batches.change(task.batchId, { release: { by, at, ...(planHash !== undefined && { planHash }) } });
  return answer(ports, task, { by, released: true });
}

/** Somebody has said no: the batch ends, and no customer has heard of it. */
export async function decline(ports: AnswerPorts, task: DeskTask, by: string, why: string): Promise<Answered> {
  await ports.batches.change(task.batchId, { declined: { by, at: ports.clock.now().toISOString(), why } });
  return answer(ports, task, { by, released: false });
}

async function answer(...given: Parameters<typeof answerRelease>): Promise<Answered> {
  return (await answerRelease(...given)) ? { kind: 'done' } : { kind: 'over' };
}

/** It was decided before, and that got no further than the record: it is told now, whatever the person wanted. */
export async function settle(
  ports: AnswerPorts,
  task: DeskTask,
  decision: Decision,
  { isWanted }: { isWanted: boolean },
): Promise<Answered> {
  const answered = await answer(ports, task, decision);
  return isWanted ? answered : { kind: 'overtaken' };
}
