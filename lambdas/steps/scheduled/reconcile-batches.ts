import type { Batch } from '../../domain/batch.ts';
import { executionArn } from '../../domain/names.ts';
import { pressNoticeDue } from '../../domain/press-notices.ts';
import { UPDATE_DEADLINE } from '../../domain/when-to-look-again.ts';
import type { Ports } from '../../ports/index.ts';
import { emailBatchReport } from '../email-batch-report.ts';
import { closeGoneTenants, type StartedTenant } from '../shared/close-gone-tenants.ts';
import { skipUnstarted } from '../shared/skip-unstarted.ts';
import { emailFailures } from '../shared/email-failures.ts';
import { writeReport } from '../write-report.ts';
import { notifyOfPresses, type PlannedPress } from './notify-of-presses.ts';
import { notifyOfUpdates, type StoppedTenant } from './notify-of-updates.ts';
import { failureGroups } from '../../domain/failure-groups.ts';
import { pilotEndedMail } from '../../domain/mails/index.ts';

type BatchPorts = Omit<
  Ports,
  | 'licensingPortal'
  | 'apexCentral'
  | 'visionOne'
  | 'mailbox'
  | 'consoleOwners'
  | 'mailboxOpenings'
  | 'links'
  | 'keptEvidence'
>;

/** Batches that may be under way at a time; older ones have ended long ago. */
const LOOKED_AT = 200;
/** A press at the end of a batch is overdue this much later; a day more, should nobody have looked meanwhile. */
const AFTER_ITS_END = UPDATE_DEADLINE + 24 * 60 * 60_000;

/** What a report says that the batch itself did not live to write, or to finish. */
const GONE = {
  ...{ state: 'WriteReport', error: 'ExecutionGone' },
  cause: 'the execution of the batch ended and left no report',
};

interface Reconciled {
  /** Tenants whose execution was gone. */
  closed: StartedTenant[];
  /** Tenants whose update the operator was told of. */
  told: StoppedTenant[];
  /** Tenants of whose final press the stakeholders were told. */
  announced: PlannedPress[];
  /** Ids of batches that were gone themselves. */
  ended: string[];
}

/**
 * Walks through the batches that are under way, or ended a while ago: tenants whose execution is gone get their outcome
 * before `CountOutcomes` comes to them, which may take a day and a half; a batch whose own execution is gone gets its
 * report and its mail once its last tenant has an outcome; of an update that nobody looks at any more a person is told;
 * of a final press that comes near its stakeholders are, and of a pilot that has ended the operator.
 */
export async function reconcileBatches(ports: BatchPorts): Promise<Reconciled> {
  const after: Reconciled = { closed: [], told: [], announced: [], ended: [] };
  for (const batch of await ports.batches.latest(LOOKED_AT)) {
    if (batch.ending !== undefined && !endedLately(batch, ports.clock.now()) && !leftSomebody(batch)) continue;
    const isGone = batch.ending === undefined && !(await ports.executions.isRunning(batch.execution));
    if (batch.release) await reconcileTenants(ports, batch, isGone, after);
    // Nothing of a batch that was never released has begun.
    else if (isGone) await end(ports, batch, after);
  }
  return after;
}

function endedLately({ endedAt, countsAgainAt, release, createdAt }: Batch, now: Date): boolean {
  return now.getTime() < Date.parse(endedAt ?? countsAgainAt ?? release?.at ?? createdAt) + AFTER_ITS_END;
}

/** Its machine failed while some had no outcome; once all have one its report is written anew, and says so. */
function leftSomebody({ ending, figures }: Batch): boolean {
  return ending === 'stopped' && (figures?.open ?? 0) > 0;
}

async function reconcileTenants(ports: BatchPorts, batch: Batch, isGone: boolean, after: Reconciled): Promise<void> {
  const { batchId, dryRun, ending, countsAgainAt } = batch;
  const { open, stopped, planned } = await tenantsOf(ports, batchId);
  // Until it has counted a batch still starts its tenants: one without an execution is yet to come.
  const hasCounted = ending === undefined && Date.parse(countsAgainAt ?? '') > ports.clock.now().getTime();
  // Its machine failed: whom it had not started by then nobody starts any more.
  const hasFailed = ending === 'stopped';
  const closed = isGone || hasCounted || hasFailed ? await closeGoneTenants(ports, open) : [];
  for (const { tenantId, execution } of closed)
    await ports.tenants.release(tenantId, executionArn(ports.settings.migrateTenantArn, execution));
  after.closed.push(...closed);
  if (isGone && closed.length === open.length) await end(ports, batch, after);
  else {
    const isNews = closed.length > 0 || (open.length === 0 && leftSomebody(batch));
    if (hasFailed && isNews) await writeReport(ports, { batchId, failure: GONE });
    if (closed.length > 0 && !dryRun) await emailFailures(ports, { batchId });
  }
  if (dryRun) return;
  if (open.length > 0) await notifyOfPilot(ports, batchId);
  const gone = new Set(closed.map(({ tenantId }) => tenantId));
  const coming = isGone ? [] : planned.filter(({ tenantId }) => !gone.has(tenantId));
  after.announced.push(...(await notifyOfPresses(ports, batchId, coming)));
  const justClosed = closed.map(({ tenantId }) => ({ batchId, tenantId, code: 'ExecutionGone' }));
  after.told.push(...(await notifyOfUpdates(ports, [...stopped, ...justClosed])));
}

/** What is asked of each, and no more: a batch may have 100,000. */
async function tenantsOf({ batches, clock }: BatchPorts, batchId: string) {
  const open: StartedTenant[] = [];
  const stopped: StoppedTenant[] = [];
  const planned: PlannedPress[] = [];
  const now = clock.now();
  for await (const { tenantId, execution, outcome, row } of batches.tenants(batchId)) {
    if (outcome?.outcome === 'needsAttention') stopped.push({ batchId, tenantId, code: outcome.code });
    if (outcome) continue;
    open.push({ batchId, tenantId, execution });
    const due = pressNoticeDue(row, now);
    if (due) planned.push({ batchId, tenantId, row, due });
  }
  return { open, stopped, planned };
}

/**
 * As `WriteReport` and `EmailBatchReport` would have; the mail first, because without an ending the next scheduled run
 * repeats it.
 */
async function end(ports: BatchPorts, { batchId }: Batch, after: Reconciled): Promise<void> {
  // It may have ended in order since it was read.
  const batch = await ports.batches.read(batchId);
  if (!batch || batch.ending !== undefined) return;
  // Before the mail, which counts them.
  await skipUnstarted(ports, batch);
  await emailBatchReport(ports, { batchId });
  await writeReport(ports, { batchId, failure: GONE });
  after.ended.push(batchId);
}

/**
 * Tells the operator, once, that every tenant of a pilot has ended: the rest of the batch waits for somebody to look at
 * that and let it go on. Answers whether it was told now.
 */
async function notifyOfPilot(
  { switches, batches, mailer, settings }: Pick<Ports, 'switches' | 'batches' | 'mailer' | 'settings'>,
  batchId: string,
): Promise<boolean> {
  const set = await switches.read({ batchId });
  if (!set?.spares) return false;
  const ahead = await Promise.all(set.spares.map((tenantId) => batches.readTenant(batchId, tenantId)));
  const tenants = ahead.flatMap((tenant) => (tenant?.outcome ? [tenant] : []));
  if (tenants.length < ahead.length) return false;
  const mail = pilotEndedMail({ batchId, tenants, groups: failureGroups(tenants) }, settings);
  return mailer.sendOnce(`pilot#${batchId}#${set.at}`, mail);
}
