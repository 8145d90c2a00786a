import { tokenPurpose, type DeskTask } from '../../domain/desk/desk-task.ts';
import type { Answered } from '../../domain/desk/task-view.ts';
import type { Confirmation } from '../../domain/release.ts';
import type { Ports } from '../../ports/index.ts';
import { closeTask } from '../../steps/shared/desk-filing.ts';

type SettlePorts = Pick<Ports, 'batches' | 'vault' | 'executions' | 'desk' | 'clock'>;

/** Enough people have confirmed: the record first, then the token, so that a retry of the state finds the release. */
export async function release(
  ports: SettlePorts,
  task: DeskTask,
  confirmations: readonly Confirmation[],
): Promise<Answered> {
  const by = confirmations.map((confirmation) => confirmation.by).join(', ');
  const planHash = confirmations[0]?.planHash;
  const at = ports.clock.now().toISOString();
  await ports.batches.change(task.batchId, { release: { by, at, ...(planHash !== undefined && { planHash }) } });
  return answerState(ports, task, { by, released: true });
}

/** Somebody has said no: the batch ends, and no customer has heard of it. */
export async function decline(ports: SettlePorts, task: DeskTask, by: string, why: string): Promise<Answered> {
  await ports.batches.change(task.batchId, { declined: { by, at: ports.clock.now().toISOString(), why } });
  return answerState(ports, task, { by, released: false });
}

async function answerState(
  ports: SettlePorts,
  task: DeskTask,
  { by, released }: { by: string; released: boolean },
): Promise<Answered> {
  const token = await ports.vault.open(task.subject, tokenPurpose(task.step));
  const answered = token !== undefined && (await ports.executions.succeedTask(token.reveal(), { released }));
  const current = await ports.desk.read(task.subject, task.step);
  if (current && !current.closed) await closeTask(ports, current, { by, as: released ? 'done' : 'refused' });
  // Decided: nobody looks at it any more, and it holds names.
  await ports.batches.keepPlan(task.batchId, undefined);
  return answered ? { kind: 'done' } : { kind: 'over' };
}
