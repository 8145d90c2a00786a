import type { ClosedAs, DeskTask, OpenTask } from '../../domain/desk/desk-task.ts';
import { StaleRecordError } from '../../domain/errors.ts';
import { handful } from '../../domain/handful.ts';
import { executionArn } from '../../domain/names.ts';
import type { Ports } from '../../ports/index.ts';
import { closeTask } from '../shared/desk-filing.ts';

type LostTaskPorts = Pick<Ports, 'desk' | 'vault' | 'batches' | 'executions' | 'clock' | 'settings'>;

/** DescribeExecution allows 15 calls a second; a round asks for this many tasks, others at each round. */
const ASKED_AT_EACH_ROUND = 500;

/**
 * Closes the tasks that nobody waits for any more: withdrawn where their tenant has its outcome, expired where their
 * execution is gone. An answer to one would go nowhere, and its token opens nothing.
 */
export async function closeLostTasks(ports: LostTaskPorts): Promise<DeskTask[]> {
  const open: OpenTask[] = [];
  for await (const task of ports.desk.open()) open.push(task);
  const asked = handful(open, {
    most: ASKED_AT_EACH_ROUND,
    nameOf: ({ subject, step }) => `${subject}|${step}`,
    at: ports.clock.now(),
  });
  const closed: DeskTask[] = [];
  for (const { subject, step } of asked) {
    const task = await ports.desk.read(subject, step);
    // The list may still have one that has just been closed.
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

/** Whoever changed the task in between is at work on it: the next round looks again. */
async function wasClosed(closing: Promise<void>): Promise<boolean> {
  try {
    await closing;
    return true;
  } catch (error) {
    if (error instanceof StaleRecordError) return false;
    throw error;
  }
}
