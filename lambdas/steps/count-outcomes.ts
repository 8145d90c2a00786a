import type { Batch, BatchTenant } from '../domain/batch.ts';
import { MailRefusedError } from '../domain/errors.ts';
import { stableSample } from '../domain/stable-sample.ts';
import { lookAgainForTheBatch } from '../domain/when-to-look-again.ts';
import { dayIn } from '../domain/texts/instants.ts';
import type { Ports } from '../ports/index.ts';
import { emailFailures, isNews, undeliveredOf, type FailurePorts } from './shared/email-failures.ts';
import { ASKED_AT_EACH_LOOK, closeGoneTenants } from './shared/close-gone-tenants.ts';
import type { CheckAnswer } from './shared/step-run.ts';

type CountPorts = FailurePorts & Pick<Ports, 'executions' | 'tenants'>;

/**
 * Counts the tenants of a batch that have no outcome yet, and gives one to those whose execution is gone or never
 * began: what no Catch sees (an abort, a lost event) would otherwise keep the batch waiting for ever. While it waits, the
 * operator hears of tenants that need attention once a day; at its end the batch's own mail has them all.
 *
 * It counts small items: the rows of a batch of 100,000 are 150 MB, and the lines of its outcomes and stages 20.
 */
export async function countOutcomes(ports: CountPorts, { batchId }: { batchId: string }): Promise<CheckAnswer> {
  const { batches, clock } = ports;
  const batch = await batches.read(batchId);
  if (!batch) throw new Error(`there is no batch ${batchId}`);
  const ended = new Set<string>();
  let stopped = 0;
  for await (const { tenantId, outcome } of batches.outcomes(batchId)) {
    ended.add(tenantId);
    if (outcome === 'needsAttention') stopped++;
  }

  const now = clock.now();
  const open = ended.size < batch.accepted ? await withoutOutcome(ports, batch, ended) : [];
  const closed = (await closeGoneTenants(ports, await rowsOf(ports, batchId, open))).length;
  if (closed === open.length) return { done: true };
  const next = lookAgainForTheBatch(batch.createdAt, now);
  if ('overdue' in next) return { done: true };
  await batches.change(batch, { countsAgainAt: next.lookAgainAt });
  if (await isToBeTold(ports, batch, stopped + closed))
    await emailFailures(ports, { batchId }).catch(unlessMailRefused);
  return { done: false, ...next };
}

/** Ids of tenants that no outcome is listed of: of those that have begun their stages are. */
async function withoutOutcome(
  { batches, tenants }: CountPorts,
  { batchId, accepted }: Batch,
  ended: ReadonlySet<string>,
): Promise<string[]> {
  const open = new Set<string>();
  for await (const { tenantId } of tenants.stages(batchId)) if (!ended.has(tenantId)) open.add(tenantId);
  if (ended.size + open.size >= accepted) return [...open];
  // Others have not begun, or died before they were listed.
  for await (const { tenantId } of batches.tenants(batchId)) if (!ended.has(tenantId)) open.add(tenantId);
  return [...open];
}

/** Of those who are asked after at this look. An outcome that died before it was listed is recorded, and listed, again. */
function rowsOf({ batches, clock }: CountPorts, batchId: string, open: readonly string[]): Promise<BatchTenant[]> {
  const asked = stableSample(open, { most: ASKED_AT_EACH_LOOK, nameOf: (id) => id, at: clock.now() });
  return batches.readTenants(batchId, asked);
}

/** What is asked here once more costs a walk over the batch where the answer is yes. */
async function isToBeTold({ batches, settings: { zone }, clock }: FailurePorts, batch: Batch, stopped: number) {
  const on = dayIn(zone, clock.now());
  if (batch.dryRun || batch.failuresTold?.on === on) return false;
  return isNews(batch, { stopped, undelivered: await undeliveredOf(batches, batch.batchId) }, { on, zone });
}

/** The next count tries again, and the batch's own mail has them all: nothing is to wait for this one. */
function unlessMailRefused(error: unknown): void {
  if (!(error instanceof MailRefusedError)) throw error;
}
