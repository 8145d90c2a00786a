import type { ClosedAs, DeskTask } from '../../domain/desk-task.ts';
import { StaleRecordError } from '../../domain/errors.ts';
import { executionArn } from '../../domain/names.ts';
import type { Ports } from '../../ports/index.ts';
import { closeTask } from '../shared/desk-filing.ts';
import { someOpenTasks } from './some-open-tasks.ts';

type LostTaskPorts = Pick<Ports, 'desk' | 'vault' | 'batches' | 'executions' | 'clock' | 'settings'>;

/**
 * Closes the tasks that nobody waits for any more: withdrawn where their tenant has its outcome, expired where their
 * execution is gone. An answer to one would go nowhere, and its token opens nothing.
 */
export async function closeLostTasks(ports: LostTaskPorts): Promise<DeskTask[]> {
  const closed: DeskTask[] = [];
  for (const { subject, step } of await someOpenTasks(ports)) {
    const task = await ports.desk.read(subject, step);
    const as = task && !task.closed ? await whyLost(ports, task) : undefined;
    if (!task || !as) continue;
    if (await wasClosed(closeTask(ports, task, { by: 'on-schedule', as }))) closed.push(task);
  }
  return closed;
}

async function whyLost(
  { batches, executions, settings }: LostTaskPorts,
  { subject, batchId, execution }: DeskTask,
): Promise<ClosedAs | undefined> {
  // What is asked for a hand-over is asked after the outcome.
  const isOfMigration = execution.startsWith(executionArn(settings.migrateTenantArn, ''));
  if (isOfMigration && (await batches.readTenant(batchId, subject))?.outcome) return 'withdrawn';
  return (await executions.isRunning(execution)) ? undefined : 'expired';
}

/** The one who changed the task in between is at work on it: the next scheduled run looks again. */
async function wasClosed(closing: Promise<unknown>): Promise<boolean> {
  try {
    await closing;
    return true;
  } catch (error) {
    if (error instanceof StaleRecordError) return false;
    throw error;
  }
}
