import type { BatchTenant } from '../../domain/batch.ts';
import { stableSample } from '../../domain/stable-sample.ts';
import { needsAttentionMail } from '../../domain/mails/needs-attention-mail.ts';
import { didNotStart, hasReached } from '../../domain/tenant.ts';
import { UPDATE_DEADLINE } from '../../domain/when-to-look-again.ts';
import type { Reason } from '../../domain/statements/catalogue.ts';
import type { Ports } from '../../ports/index.ts';

/** A tenant that needs attention, and why. */
export interface StoppedTenant extends Pick<BatchTenant, 'batchId' | 'tenantId'> {
  code: string | null;
}

/** Records that a scheduled run reads for one batch, others at each scheduled run. */
const READ_AT_EACH_RUN = 200;
/** What `CheckUpdate` says at the deadline: then the operator knows. */
const SAID_BY_THE_CHECK = 'UpdateStateUnknownError';

/**
 * Tells the operator, once for each press, of an update whose deadline has passed and that no execution looks at any
 * more: the tenant stopped for another reason while its update ran, or may have run.
 */
export async function notifyOfUpdates(
  ports: Pick<Ports, 'tenants' | 'batches' | 'executions' | 'mailer' | 'clock' | 'settings'>,
  stopped: readonly StoppedTenant[],
): Promise<StoppedTenant[]> {
  const { batches, mailer, clock, settings } = ports;
  const now = clock.now();
  const candidates = stopped.filter(({ code }) => code !== SAID_BY_THE_CHECK);
  const told: StoppedTenant[] = [];
  const read = stableSample(candidates, { most: READ_AT_EACH_RUN, nameOf: ({ tenantId }) => tenantId, at: now });
  for (const tenant of read) {
    const pressedAt = await overduePressOf(ports, tenant, now);
    const inBatch = pressedAt && (await batches.readTenant(tenant.batchId, tenant.tenantId));
    if (!pressedAt || !inBatch) continue;
    const reason: Reason = { code: 'updateWithoutNews', requestedAt: pressedAt };
    const outcome = { outcome: 'needsAttention', reason, code: 'UpdateWithoutNews', guideStep: '3-16' } as const;
    const mail = needsAttentionMail({ ...inBatch, outcome: { ...outcome, at: now.toISOString() } }, settings);
    if (await mailer.sendOnce(`update-without-news#${tenant.tenantId}#${pressedAt}`, mail)) told.push(tenant);
  }
  return told;
}

/** When the update was requested that may be running or over unseen; nothing where there is none, or somebody looks. */
async function overduePressOf(
  { tenants, executions }: Pick<Ports, 'tenants' | 'executions'>,
  { tenantId, batchId }: StoppedTenant,
  now: Date,
): Promise<string | undefined> {
  const tenant = await tenants.read(tenantId);
  const pressedAt = tenant?.updateRequestedAt;
  if (!pressedAt || tenant.batchId !== batchId || hasReached(tenant, 'updated') || didNotStart(tenant))
    return undefined;
  if (now.getTime() < Date.parse(pressedAt) + UPDATE_DEADLINE) return undefined;
  return tenant.lease && (await executions.isRunning(tenant.lease.execution)) ? undefined : pressedAt;
}
