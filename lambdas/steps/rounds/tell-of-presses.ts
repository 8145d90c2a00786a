import type { BatchTenant } from '../../domain/batch.ts';
import { MailRefusedError } from '../../domain/errors.ts';
import { finalPressNoticeMail } from '../../domain/mails/final-press-notice-mail.ts';
import type { DuePressNotice } from '../../domain/press-notices.ts';
import { strictest } from '../../domain/switch.ts';
import { hasReached } from '../../domain/tenant.ts';
import type { Ports } from '../../ports/index.ts';
import { sendToEach } from '../shared/send-to-each.ts';

export interface PlannedPress extends Pick<BatchTenant, 'batchId' | 'tenantId' | 'row'> {
  due: DuePressNotice;
}

type NoticePorts = Pick<Ports, 'tenants' | 'switches' | 'mailer' | 'clock' | 'settings'>;

/**
 * Tells each stakeholder of a final press that is planned, once for each of the notices: nobody of a tenant that is not
 * consented yet, that was pressed already, or whose batch is paused or stopped. Answers with those who were told now.
 */
export async function tellOfPresses(
  ports: NoticePorts,
  batchId: string,
  planned: readonly PlannedPress[],
): Promise<PlannedPress[]> {
  const { switches } = ports;
  if (planned.length === 0) return [];
  if (strictest(await switches.read('everything'), await switches.read({ batchId }))) return [];
  const told: PlannedPress[] = [];
  for (const press of planned) if (await tell(ports, press)) told.push(press);
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
  const keyOf = (to: string): string => ['notice', batchId, tenantId, due.notice, to].join('#');
  const mailOf = (to: string) => finalPressNoticeMail({ row, to, ...due }, settings);
  try {
    const isTold = await sendToEach(row.notifyEmails, (to) => mailer.sendOnce(keyOf(to), mailOf(to)));
    if (isTold) await note(ports, tenantId, `told its stakeholders that the update begins at ${due.plannedAt}`);
    return isTold;
  } catch (error) {
    // Tried again at the next round; meanwhile the others are told.
    if (!(error instanceof MailRefusedError)) throw error;
    await note(ports, tenantId, `could not tell its stakeholders when the update begins: ${error.message}`);
    return false;
  }
}

async function note({ tenants, clock }: NoticePorts, tenantId: string, what: string): Promise<void> {
  await tenants.append(tenantId, { at: clock.now().toISOString(), by: 'on-schedule', step: 'StartUpdate', what });
}
