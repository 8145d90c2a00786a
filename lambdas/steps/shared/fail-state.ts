import { tokenPurpose, type DeskTask } from '../../domain/desk-task.ts';
import type { Ports } from '../../ports/index.ts';

/**
 * Answers the state behind a task with an error: it begins its step anew, or ends. Called where a switch is turned, and by
 * the rounds. Answers `false` where nobody waits any more.
 */
export async function failState(
  { vault, executions }: Pick<Ports, 'vault' | 'executions'>,
  task: DeskTask,
  error: string,
  said: string,
): Promise<boolean> {
  const token = await vault.open(task.subject, tokenPurpose(task.step));
  return token !== undefined && (await executions.failTask(token.reveal(), error, said));
}
