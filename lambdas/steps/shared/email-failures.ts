import type { Batch } from '../../domain/batch.ts';
import { failureGroups } from '../../domain/failure-groups.ts';
import { failuresMail } from '../../domain/mails/failures-mail.ts';
import { dayIn } from '../../domain/texts/instants.ts';
import type { Undelivered } from '../../domain/undelivered.ts';
import type { Ports } from '../../ports/index.ts';

export type FailurePorts = Pick<Ports, 'batches' | 'mailer' | 'settings' | 'clock'>;

/**
 * One mail to the operator for a batch and day, with every tenant of the batch that needs attention, by reason, and
 * every mail that did not reach its reader; none when there is nothing new since the last one. The first failure of a
 * day is told at once, no matter who meets it; the others by the next look of `CountOutcomes` on another day, or by the
 * mail at the end of the batch. May run at any time.
 *
 * A mail that did not arrive waits for the next day, unless a tenant stops before: it would use up the mail of its day,
 * and who stops later that day would be told a day late.
 *
 * Outcomes only grow in number, so that their count says whether there is news; their times do not, because records are
 * written side by side.
 */
export async function emailFailures(
  { batches, mailer, settings, clock }: FailurePorts,
  { batchId }: { batchId: string },
): Promise<void> {
  const batch = await batches.read(batchId);
  if (!batch) throw new Error(`there is no batch ${batchId}`);
  const on = dayIn(settings.zone, clock.now());
  if (batch.failuresTold?.on === on) return;
  const stopped = [];
  for await (const tenant of batches.tenants(batchId)) {
    if (tenant.outcome?.outcome === 'needsAttention') stopped.push(tenant);
  }
  const undelivered = await undeliveredOf(batches, batchId);
  if (!isNews(batch, { stopped: stopped.length, undelivered }, { on, zone: settings.zone })) return;
  const mail = failuresMail(
    { batchId, accepted: batch.accepted, groups: failureGroups(stopped), undelivered },
    settings,
  );
  const sent = await mailer.sendOnce(`failures#${batchId}#${on}`, mail);
  // Another call may have sent it a moment ago, with fewer tenants in it: its count stands.
  if (sent)
    await batches.change(batch, { failuresTold: { count: stopped.length, undelivered: undelivered.length, on } });
}

/** Few mails do not arrive, or SES stops the account. */
export async function undeliveredOf(batches: Ports['batches'], batchId: string): Promise<Undelivered[]> {
  const undelivered: Undelivered[] = [];
  for await (const mail of batches.undelivered(batchId)) undelivered.push(mail);
  return undelivered;
}

/**
 * Whether a tenant has stopped, or a mail of a day before this one did not arrive, of which the operator has not been
 * told.
 */
export function isNews(
  { failuresTold }: Pick<Batch, 'failuresTold'>,
  { stopped, undelivered }: { stopped: number; undelivered: readonly Undelivered[] },
  { on, zone }: { on: string; zone: string },
): boolean {
  const ofEarlierDays = undelivered.filter(({ at }) => dayIn(zone, new Date(at)) < on).length;
  return stopped > (failuresTold?.count ?? 0) || ofEarlierDays > (failuresTold?.undelivered ?? 0);
}
