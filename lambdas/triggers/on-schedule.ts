import type { ConsolePorts, Ports } from '../ports/index.ts';
import { log } from '../runtime/logger.ts';
import { onAws } from '../runtime/on-aws.ts';
import {
  batches,
  desk,
  executions,
  files,
  links,
  mailer,
  switches,
  tenants,
  users,
  vault,
} from '../runtime/ports-on-aws.ts';
import type { CreateHandler } from '../runtime/step-handler.ts';
import { closeLostTasks } from '../steps/scheduled/close-lost-tasks.ts';
import { reconcileBatches } from '../steps/scheduled/reconcile-batches.ts';
import { checkPauses } from '../steps/scheduled/check-pauses.ts';
import { remind } from '../steps/scheduled/remind.ts';
import { settleReleases } from '../steps/scheduled/settle-releases.ts';
import { startLostBatches } from '../steps/scheduled/start-lost-batches.ts';

type ScheduledPorts = Omit<Ports, keyof ConsolePorts | 'consoleOwners' | 'mailboxOpenings' | 'keptEvidence'>;

/**
 * EventBridge, every quarter of an hour: finds what nothing else would come back to, and repairs it or puts it before a
 * person; reminds of what waits at the desk. What it did once it does not do again, so that runs may overlap and be
 * repeated.
 */
export const createHandler: CreateHandler<ScheduledPorts> = (ports) => async () => {
  const problems: unknown[] = [];
  for (const duty of DUTIES) await duty(ports).catch((error: unknown) => problems.push(error));
  if (problems.length > 0)
    throw new AggregateError(problems, `a scheduled run was not finished: ${problems.map(String).join('; ')}`);
  return {};
};

/**
 * In this order: a tenant that gets its outcome has no open tasks. One that fails does not keep the others from theirs.
 */
const DUTIES: readonly ((ports: ScheduledPorts) => Promise<void>)[] = [
  async (ports) => {
    for (const { key, batchId } of await startLostBatches(ports))
      log.warn('LOST_BATCH_STARTED', 'A CSV had no batch a quarter of an hour after it came.', { key, batchId });
  },
  async (ports) => {
    const { closed, told, announced, ended } = await reconcileBatches(ports);
    for (const { tenantId, batchId } of closed)
      log.warn('TENANT_CLOSED', 'A tenant had no outcome, and its execution is gone.', { tenantId, batchId });
    for (const { tenantId, batchId } of told)
      log.warn('UPDATE_WITHOUT_NEWS', 'Nobody has seen how an update ended.', { tenantId, batchId });
    for (const { tenantId, batchId } of announced)
      log.info('PRESS_ANNOUNCED', 'The stakeholders of a tenant were told when its update begins.', {
        tenantId,
        batchId,
      });
    for (const batchId of ended) log.warn('BATCH_ENDED', 'A batch had no end, and its execution is gone.', { batchId });
  },
  async (ports) => {
    for (const batchId of await settleReleases(ports))
      log.warn('RELEASE_SETTLED', 'A decision about a batch was on record, and its execution did not know.', {
        batchId,
      });
  },
  async (ports) => {
    for (const { subject, step, batchId } of await closeLostTasks(ports))
      log.info('TASK_CLOSED', 'Nobody waited any more for what a person was asked.', {
        task: `${step} of ${subject}`,
        batchId,
      });
  },
  async (ports) => {
    for (const { subject, step, batchId } of await checkPauses(ports))
      log.warn('STEP_WOKEN', 'A step was still paused although its switch is gone.', {
        task: `${step} of ${subject}`,
        batchId,
      });
  },
  async (ports) => {
    for (const { subject, step, batchId } of await remind(ports))
      log.info('REMINDED', 'Somebody was reminded of what waits at the desk.', {
        task: `${step} of ${subject}`,
        batchId,
      });
  },
];

export const handler = onAws(createHandler, {
  batches,
  desk,
  executions,
  files,
  links,
  mailer,
  switches,
  tenants,
  users,
  vault,
});
