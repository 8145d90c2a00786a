import type { Batch, BatchTenant } from '../domain/batch.ts';
import { MailRefusedError } from '../domain/errors.ts';
import { lookAgainForTheBatch } from '../domain/when-to-look-again.ts';
import { dayIn } from '../domain/texts/instants.ts';
import type { Ports } from '../ports/index.ts';
import { emailFailures, isNews, undeliveredOf, type FailurePorts } from './shared/email-failures.ts';
import { closeGoneTenants } from './shared/close-gone-tenants.ts';
import type { CheckAnswer } from './shared/step-run.ts';

/**
 * Counts the tenants of a batch that have no outcome yet, and gives one to those whose execution is gone or never
 * began: what no Catch sees (an abort, a lost event) would otherwise keep the batch waiting for ever. While it waits, the
 * operator hears of tenants that need attention once a day; at its end the batch's own mail has them all.
 */
export async function countOutcomes(
  ports: FailurePorts & Pick<Ports, 'executions'>,
  { batchId }: { batchId: string },
): Promise<CheckAnswer> {
  const { batches, clock } = ports;
  const batch = await batches.read(batchId);
  if (!batch) throw new Error(`there is no batch ${batchId}`);
  const open: BatchTenant[] = [];
  let stopped = 0;
  for await (const tenant of batches.tenants(batchId)) {
    if (!tenant.outcome) open.push(tenant);
    else if (tenant.outcome.outcome === 'needsAttention') stopped++;
  }

  const now = clock.now();
  const closed = (await closeGoneTenants(ports, open)).length;
  if (closed === open.length) return { done: true };
  const next = lookAgainForTheBatch(batch.createdAt, now);
  if ('overdue' in next) return { done: true };
  await batches.change(batch, { countsAgainAt: next.lookAgainAt });
  if (await isToBeTold(ports, batch, stopped + closed))
    await emailFailures(ports, { batchId }).catch(unlessMailRefused);
  return { done: false, ...next };
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
