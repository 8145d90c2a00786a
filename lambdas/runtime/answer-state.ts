import type { DeskTask } from '../domain/desk-task.ts';
import { StaleRecordError } from '../domain/errors.ts';
import type { Ports } from '../ports/index.ts';
import { closeTask, wasAnswered } from '../steps/shared/desk-filing.ts';
import { log } from './logger.ts';

type AnswerPorts = Pick<Ports, 'desk' | 'vault' | 'executions' | 'clock'>;

export interface StateAnswer {
  tenantId: string;
  step: string;
  /** Absent where the state does not wait, and has the answer from its function. */
  taskToken: string | undefined;
  answer: unknown;
  /** The step's open task, if a person was asked. */
  task: DeskTask | undefined;
  /** Who did the step. */
  by: string;
}

/**
 * Answers the state, where it waits, and closes what a person was asked for it.
 *
 * Spent answers go first, so that none is ever taken for one to a later entry of the same state; the task itself goes
 * last, so that a desk that dies before the token was answered leaves something to answer it with.
 */
export async function answerState(ports: AnswerPorts, { tenantId, step, taskToken, answer, task, by }: StateAnswer) {
  // Read anew: anyone who only reads a mailbox for a browser answers while the step runs.
  const current = task && (await ports.desk.read(task.subject, task.step));
  const spent = current && !current.closed ? await ports.desk.change(current, { answers: {} }) : undefined;
  const answered = taskToken === undefined || (await ports.executions.succeedTask(taskToken, answer));
  if (spent) await closeUnlessFiledAnew(ports, spent, by);
  if (!answered) log.warn('TOKEN_TOO_LATE', 'The step was done, and its token had been answered.', { tenantId, step });
}

/** The machine may already be back at this state, and may have put it before a person once more. */
async function closeUnlessFiledAnew(ports: AnswerPorts, spent: DeskTask, by: string): Promise<void> {
  try {
    const closed = await closeTask(ports, spent, { by, as: 'done' });
    if (!wasAnswered(closed)) await closeTask(ports, closed, { by, as: 'done' });
  } catch (error) {
    if (!(error instanceof StaleRecordError)) throw error;
  }
}
