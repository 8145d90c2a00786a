import { isCustomers, ASK_FOR_CONSENT, type DeskTask } from '../../domain/desk-task.ts';
import { undeliveredNewsKey } from '../../domain/mail-keys.ts';
import { undeliveredMail } from '../../domain/mails/undelivered-mail.ts';
import { isAwaited, type Undelivered } from '../../domain/undelivered.ts';
import type { Deed } from '../../domain/statements/catalogue.ts';
import type { Ports } from '../../ports/index.ts';

export type UndeliveredPorts = Pick<Ports, 'tenants' | 'batches' | 'desk' | 'links' | 'mailer' | 'settings'>;

/**
 * A mail did not reach its reader: on record with the tenant and its batch, for reports. Where somebody waits for the
 * answer, or the batch has had its last mail, the operator is told at once, by a link to what waits; else in the batch's
 * next mail. Of each address and kind of mail once, however often it is told.
 */
export async function noteUndelivered(ports: UndeliveredPorts, undelivered: Undelivered): Promise<void> {
  const { tenants, batches, mailer, settings } = ports;
  const { tenantId, to, kind, at } = undelivered;
  const tenant = await tenants.read(tenantId);
  // Forgotten meanwhile.
  if (!tenant) return;
  const { batchId, row } = tenant;
  const isNew = await batches.addUndelivered(batchId, undelivered);
  if (isNew) {
    const { fate, said } = undelivered;
    const what: Deed = { code: 'mailNotDelivered', to, kind, fate, said };
    await tenants.append(tenantId, { at, by: 'undelivered-mail', step: 'Mail', what });
  }
  const batch = await batches.read(batchId);
  if (isAwaited(undelivered) || batch?.ending !== undefined) {
    const task = await waitingTask(ports, tenantId);
    const url = task && settings.deskOrigin !== undefined ? ports.links.pageOf(task) : undefined;
    const mail = undeliveredMail({ row, undelivered, url }, settings);
    await mailer.sendOnce(undeliveredNewsKey({ batchId, tenantId, to }, kind), mail);
  }
}

/** What waits for somebody outside. */
async function waitingTask({ desk }: Pick<Ports, 'desk'>, tenantId: string): Promise<DeskTask | undefined> {
  const tasks = await desk.of(tenantId);
  return tasks.find((task) => !task.closed && (task.step === ASK_FOR_CONSENT || isCustomers(task)));
}
