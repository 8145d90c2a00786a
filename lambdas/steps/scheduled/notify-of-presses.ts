import type { BatchTenant } from '../../domain/batch.ts';
import { MailRefusedError } from '../../domain/errors.ts';
import { inParallel } from '../../domain/in-parallel.ts';
import { noticeKey } from '../../domain/mail-keys.ts';
import { finalPressNoticeMail } from '../../domain/mails/final-press-notice-mail.ts';
import type { DuePressNotice } from '../../domain/press-notices.ts';
import { heldBy } from '../../domain/switch.ts';
import { hasReached } from '../../domain/tenant.ts';
import type { Deed } from '../../domain/statements/catalogue.ts';
import type { Ports } from '../../ports/index.ts';
import { sendToEach } from '../shared/send-to-each.ts';

export interface PlannedPress extends Pick<BatchTenant, 'batchId' | 'tenantId' | 'row'> {
  due: DuePressNotice;
}

/**
 * Tenants told at the same time; SES takes 14 mails a second, and a batch may open its window to thousands in one run.
 */
const TOLD_AT_ONCE = 5;

type NoticePorts = Pick<Ports, 'tenants' | 'switches' | 'mailer' | 'clock' | 'settings'>;

/**
 * Tells each stakeholder of a final press that is planned, once for each of the notices: nobody of a tenant that is not
 * consented yet, that was pressed already, or that a pause or a stop holds. Answers with those who were told now.
 */
export async function notifyOfPresses(
  ports: NoticePorts,
  batchId: string,
  planned: readonly PlannedPress[],
): Promise<PlannedPress[]> {
  const { switches } = ports;
  if (planned.length === 0) return [];
  const [everything, ofBatch] = await Promise.all([switches.read('everything'), switches.read({ batchId })]);
  const free = planned.filter(({ tenantId }) => !heldBy(everything, ofBatch, tenantId));
  const told: PlannedPress[] = [];
  await inParallel(TOLD_AT_ONCE, free, async (press) => {
    if (await tell(ports, press)) told.push(press);
  });
  return told;
}

async function tell(ports: NoticePorts, { batchId, tenantId, row, due }: PlannedPress): Promise<boolean> {
  const { tenants, mailer, settings } = ports;
  const tenant = await tenants.read(tenantId);
  const isPlanned =
    tenant?.batchId === batchId &&
    hasReached(tenant, 'consented') &&
    !hasReached(tenant, 'updateStarted') &&
    tenant.updateRequestedAt === undefined;
  if (!isPlanned) return false;
  const mailOf = (to: string) => finalPressNoticeMail({ row, to, ...due }, settings);
  try {
    const isTold = await sendToEach(row.notifyEmails, (to) =>
      mailer.sendOnce(noticeKey({ batchId, tenantId, to }, due.notice), mailOf(to)),
    );
    if (isTold) await note(ports, tenantId, { code: 'pressAnnounced', plannedAt: due.plannedAt });
    return isTold;
  } catch (error) {
    // Tried again at the next scheduled run; meanwhile the others are told.
    if (!(error instanceof MailRefusedError)) throw error;
    await note(ports, tenantId, { code: 'pressNotAnnounced', reason: error.reason });
    return false;
  }
}

async function note({ tenants, clock }: NoticePorts, tenantId: string, what: Deed): Promise<void> {
  await tenants.append(tenantId, { at: clock.now().toISOString(), by: 'on-schedule', step: 'StartUpdate', what });
}
