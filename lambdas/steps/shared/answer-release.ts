import { tokenPurpose, type DeskTask } from '../../domain/desk-task.ts';
import type { Decision } from '../../domain/release.ts';
import type { Ports } from '../../ports/index.ts';
import { closeAnswered } from './desk-filing.ts';

export type AnswerPorts = Pick<Ports, 'batches' | 'vault' | 'executions' | 'desk' | 'clock'>;

/**
 * Answers the state that waits for a release which is on record, and closes what the operators were asked. Called where
 * they decide, and by a scheduled run where that got no further than the record. Answers `false` where nobody waited
 * any more. Where another's yes is written to the task in the same moment, it is read and closed anew.
 */
export async function answerRelease(
  ports: AnswerPorts,
  task: DeskTask,
  { by, released }: Pick<Decision, 'by' | 'released'>,
): Promise<boolean> {
  const token = await ports.vault.open(task.subject, tokenPurpose(task.step));
  const answered = token !== undefined && (await ports.executions.succeedTask(token.reveal(), { released }));
  await closeAnswered(ports, task, { by, as: released ? 'done' : 'refused' });
  // Decided: nobody looks at it any more, and it holds names.
  await ports.batches.keepPlan(task.batchId, undefined);
  return answered;
}
