import { ASK_FOR_CONSENT, HAND_OVER, tokenPurpose, type ClosedAs, type DeskTask } from '../../domain/desk-task.ts';
import { againWhileStale, PersonNeededError, StaleRecordError, type StepError } from '../../domain/errors.ts';
import { failureOf } from '../../domain/failure.ts';
import { Secret } from '../../domain/secret.ts';
import type { Deed } from '../../domain/statements/catalogue.ts';
import type { Ports } from '../../ports/index.ts';

export interface FiledFrom {
  subject: string;
  step: string;
  batchId: string;
  execution: string;
  /** Absent where the task's answer came with it out of the vault, where it still is. */
  taskToken?: string | undefined;
  /** The person whose answer led to the next question; the reason why a person was asked at all stays then. */
  answeredBy?: string;
}

/** What the first question of a step is called. */
const FIRST_ASK = 'work';

/**
 * Puts a step before a person. The token is in the vault before the task can be seen, so that no answer finds none; the
 * record says what was met, which becomes the reason should nobody answer in time.
 */
export async function fileTask(
  { desk, vault, tenants, clock }: Pick<Ports, 'desk' | 'vault' | 'tenants' | 'clock'>,
  { subject, step, batchId, execution, taskToken, answeredBy }: FiledFrom,
  error: StepError,
): Promise<DeskTask> {
  const at = clock.now().toISOString();
  const failure = failureOf(step, execution, error, at);
  const { error: code, reason, guideStep } = failure;
  const ask = error instanceof PersonNeededError ? error.ask : FIRST_ASK;
  if (taskToken !== undefined) await vault.seal(subject, tokenPurpose(step), new Secret(taskToken));
  const standing = answeredBy === undefined ? undefined : await desk.read(subject, step);
  const because = standing?.because ?? { code, reason, guideStep };
  const task = await desk.file({ subject, step, batchId, execution, ask, because, filedAt: at });
  const tenant = await tenants.read(subject);
  if (tenant?.lease?.execution === execution) {
    await tenants.change(tenant, execution, { failure });
    const what: Deed = { code: 'waitsAtTheDesk', reason };
    await tenants.append(subject, { at, by: answeredBy ?? execution, step, what });
  }
  return task;
}

/**
 * Closes a task for good and destroys the token it answered, and the code that somebody outside did not use. Answers the
 * task as it stands: where another closed it in the same moment, as they did.
 */
export async function closeTask(
  { desk, vault, clock }: Pick<Ports, 'desk' | 'vault' | 'clock'>,
  task: DeskTask,
  { by, as }: { by: string; as: ClosedAs },
): Promise<DeskTask> {
  const closed = await desk.change(task, { closed: { at: clock.now().toISOString(), by, as } });
  await vault.destroy(task.subject, tokenPurpose(task.step));
  if (task.step === ASK_FOR_CONSENT || task.step === HAND_OVER) await vault.destroy(task.subject, 'consent-code');
  return closed;
}

/** How often a task is closed that somebody else writes to at the same moment. */
const TRIES = 3;

/**
 * Closes a task as the person whose answer is on record answered it. The machine that was answered goes on at once, and its
 * end, or a scheduled run, may have closed the task before as one that nobody waits for: the receipt goes by this.
 */
export async function closeAnswered(
  ports: Pick<Ports, 'desk' | 'vault' | 'clock'>,
  { subject, step }: Pick<DeskTask, 'subject' | 'step'>,
  answered: { by: string; as: 'done' | 'refused' },
): Promise<void> {
  await againWhileStale(TRIES, async () => {
    const task = await ports.desk.read(subject, step);
    if (!task || wasAnswered(task)) return;
    if (!wasAnswered(await closeTask(ports, task, answered)))
      throw new StaleRecordError({ code: 'taskIsStale', subject, step });
  });
}

/** Whether a person's answer closed it. */
export function wasAnswered({ closed }: DeskTask): boolean {
  return closed?.as === 'done' || closed?.as === 'refused';
}

/** Closes whatever still waits for a person: nobody may act any more on a tenant, or batch, that has its outcome. */
export async function withdrawTasks(ports: Pick<Ports, 'desk' | 'vault' | 'clock'>, subject: string, by: string) {
  for (const task of await ports.desk.of(subject)) {
    if (!task.closed) await closeTask(ports, task, { by, as: 'withdrawn' });
  }
}
