import { reminderDue } from '../../domain/business-hours.ts';
import { approverOf, ASK_FOR_CONSENT } from '../../domain/desk/consent-answers.ts';
import { isCustomers } from '../../domain/desk/customers-task.ts';
import type { DeskTask } from '../../domain/desk/desk-task.ts';
import { consentRequestMail } from '../../domain/mails/consent-mails.ts';
import { deskTaskMail } from '../../domain/mails/desk-mails.ts';
import { releaseNeededMail } from '../../domain/mails/release-mail.ts';
import { AWAIT_RELEASE } from '../../domain/release.ts';
import { reasonIn } from '../../domain/texts/reasons.ts';
import type { Ports } from '../../ports/index.ts';
import type { Mail } from '../../ports/mailer.ts';
import { remindCustomer } from '../shared/remind-customer.ts';

type ReminderPorts = Pick<Ports, 'desk' | 'tenants' | 'users' | 'batches' | 'links' | 'mailer' | 'clock' | 'settings'>;

const DAY = 24 * 60 * 60_000;
/** As long as the states wait, which say so in their TimeoutSeconds. */
const ANSWERED_WITHIN = { step: 7 * DAY, decision: 30 * DAY };

/**
 * Reminds of what waits at the desk, oldest first, after four hours and then daily within business hours: the approver of
 * a consent by a link of their own, otherwise the operator; customers of what follows the migration on days of their own. Each reminder is sent once, however often rounds come by;
 * answers with the tasks that it reminded of. Without a desk there is nothing to lead to.
 */
export async function remind(ports: ReminderPorts): Promise<DeskTask[]> {
  const { desk, mailer, clock, settings } = ports;
  if (settings.deskOrigin === undefined) return [];
  const reminded: DeskTask[] = [];
  for await (const { subject, step, filedAt } of desk.open()) {
    const due = reminderDue(filedAt, settings.businessHours, clock.now());
    const task = due && (await desk.read(subject, step));
    // The list may still have one that has just been closed.
    if (!task || task.closed) continue;
    if (isCustomers(task)) {
      if (await remindCustomer(ports, task)) reminded.push(task);
      continue;
    }
    const mail = await reminderOf(ports, task);
    if (mail && (await mailer.sendOnce(`reminder#${subject}#${step}#${due}`, mail))) reminded.push(task);
  }
  return reminded;
}

async function reminderOf(ports: ReminderPorts, task: DeskTask): Promise<Mail | undefined> {
  const { batches, tenants, links, settings, clock } = ports;
  const { subject, step, batchId, because, filedAt } = task;
  const end = (waits: number): Date => new Date(Date.parse(filedAt) + waits);
  if (step === AWAIT_RELEASE) {
    const batch = await batches.read(subject);
    const expiresAt = end(ANSWERED_WITHIN.decision).toISOString();
    return batch && releaseNeededMail({ batch, url: links.pageOf(task), expiresAt, reminder: true }, settings);
  }
  const row = (await tenants.read(subject))?.row;
  if (!row) return undefined;
  const approver = step === ASK_FOR_CONSENT ? approverOf(task, row) : undefined;
  if (approver !== undefined) {
    const expiresAt = end(ANSWERED_WITHIN.decision);
    const url = await links.linkTo({ task, purpose: 'consent', recipient: approver, expiresAt });
    const request = { row, to: approver, url, expiresAt: expiresAt.toISOString(), reminder: true };
    return consentRequestMail(request, settings);
  }
  return deskTaskMail(
    {
      ...{ row, batchId, guideStep: because.guideStep },
      what: {
        ja: 'この手順は担当者の作業を待っています。作業ページの案内に沿って進めてください。',
        en: 'This step waits for a person. Please follow its page.',
      },
      why: { ja: reasonIn('ja', because), en: because.reason },
      url: links.pageOf(task),
      dueAt: end(step === ASK_FOR_CONSENT ? ANSWERED_WITHIN.decision : ANSWERED_WITHIN.step).toISOString(),
      waitedFor: clock.now().getTime() - Date.parse(filedAt),
    },
    settings,
  );
}
