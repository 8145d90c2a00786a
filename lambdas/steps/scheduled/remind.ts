import { reminderDue } from '../../domain/business-hours.ts';
import { approverOf } from '../../domain/consent-answers.ts';
import { ASK_FOR_CONSENT, isCustomers, type DeskTask, dueAt, HAND_OVER } from '../../domain/desk-task.ts';
import { MAILBOX, READY } from '../../domain/mailbox-answers.ts';
import { noticeDue, type Notice } from '../../domain/notice-due.ts';
import { isAtDomain } from '../../domain/is-at-domain.ts';
import { consentRequestMail } from '../../domain/mails/consent-mails.ts';
import { mailboxTaskMail, deskTaskMail } from '../../domain/mails/desk-mails.ts';
import { releaseNeededMail } from '../../domain/mails/release-mail.ts';
import { AWAIT_RELEASE } from '../../domain/release.ts';
import { PAUSED } from '../../domain/switch.ts';
import type { Tenant } from '../../domain/tenant.ts';
import type { Ports } from '../../ports/index.ts';
import type { Mail } from '../../ports/mailer.ts';
import { remindOfHandOver } from '../shared/ask-for-hand-over.ts';
import { remindOfUpgrade } from '../shared/ask-for-upgrade.ts';
import { deskTasksMail } from '../../domain/mails/desk-tasks-mail.ts';
import { reasonIn } from '../../domain/texts/reasons.ts';

type ReminderPorts = Pick<Ports, 'desk' | 'tenants' | 'users' | 'batches' | 'links' | 'mailer' | 'clock' | 'settings'>;

/**
 * Tells of what waits at the desk, oldest first. The operator hears of each step once when it has come, again after
 * four hours and then daily within business hours, of all that came due together in one mail. Anyone who was asked by a
 * mail of their own (an approver, the owner of a mailbox, customers) is reminded by another. Each is sent once, however
 * often scheduled runs come by; answers with the tasks that were told of. Without a desk there is nothing to lead to.
 */
export async function remind(ports: ReminderPorts): Promise<DeskTask[]> {
  const { desk, mailer, clock, settings } = ports;
  if (settings.deskOrigin === undefined) return [];
  const told: DeskTask[] = [];
  const together = new Map<string, { notice: Notice; tasks: OperatorsTask[] }>();
  for await (const { subject, step, filedAt } of desk.open()) {
    const notice = noticeDue(filedAt, settings.businessHours, clock.now());
    const due = reminderDue(filedAt, settings.businessHours, clock.now());
    if (!notice && !due) continue;
    const task = await desk.read(subject, step);
    // The list may still have one that has just been closed.
    if (!task || task.closed) continue;
    // Thousands may be paused at once; anyone who can let them go on has a mail of its own.
    if (task.ask === PAUSED) continue;
    if (isCustomers(task)) {
      if (due && (await remindCustomer(ports, task))) told.push(task);
      continue;
    }
    const tenant = step === AWAIT_RELEASE ? undefined : await ports.tenants.read(subject);
    const isOperators = tenant && recipientOf(ports, task, tenant) === undefined;
    if (!isOperators) {
      const mail = due && (await reminderOf(ports, task, tenant));
      if (mail && (await mailer.sendOnce(`reminder#${subject}#${step}#${due}`, mail))) told.push(task);
    } else if (notice) {
      const name = `${notice.kind} ${notice.together}`;
      const group = together.get(name) ?? { notice, tasks: [] };
      group.tasks.push({ task, tenant });
      together.set(name, group);
    }
  }
  for (const { notice, tasks } of together.values()) {
    if (await notifyOperator(ports, notice, tasks)) told.push(...tasks.map(({ task }) => task));
  }
  return told;
}

/** Who was asked by a mail of their own, besides the operator. */
function recipientOf({ settings }: ReminderPorts, task: DeskTask, { row }: Tenant): string | undefined {
  if (task.step === ASK_FOR_CONSENT) return approverOf(task, row);
  const isOwners = task.ask === READY && !isAtDomain(row.primaryEmail, settings.receivingDomain);
  return isOwners ? row.primaryEmail : undefined;
}

async function reminderOf(ports: ReminderPorts, task: DeskTask, tenant: Tenant | undefined): Promise<Mail | undefined> {
  const { batches, links, settings, clock } = ports;
  const { subject, step, filedAt } = task;
  const until = dueAt(task);
  const expiresAt = until.toISOString();
  if (step === AWAIT_RELEASE) {
    const batch = await batches.read(subject);
    return batch && releaseNeededMail({ batch, url: links.pageOf(task), expiresAt, reminder: true }, settings);
  }
  const to = tenant && recipientOf(ports, task, tenant);
  if (!tenant || to === undefined) return undefined;
  const { row } = tenant;
  const purpose = step === ASK_FOR_CONSENT ? 'consent' : MAILBOX;
  const url = await links.linkTo({ task, purpose, recipient: to, expiresAt: until });
  if (step === ASK_FOR_CONSENT) return consentRequestMail({ row, to, url, expiresAt, reminder: true }, settings);
  const waitedFor = clock.now().getTime() - Date.parse(filedAt);
  return mailboxTaskMail({ row, to, stage: 'ready', url, dueAt: expiresAt, waitedFor }, settings);
}

/** Reminds of a task of the customer's, who has other days than an operator; answers whether a mail went out now. */
function remindCustomer(
  ports: Parameters<typeof remindOfUpgrade>[0] & Parameters<typeof remindOfHandOver>[0],
  task: DeskTask,
): Promise<boolean> {
  return task.step === HAND_OVER ? remindOfHandOver(ports, task) : remindOfUpgrade(ports, task);
}

/** A task that is the operator's, and the tenant it is about. */
interface OperatorsTask {
  task: DeskTask;
  tenant: Tenant;
}

type NotifyPorts = Pick<Ports, 'links' | 'mailer' | 'clock' | 'settings'>;

/**
 * Tells the operator, in one mail, of all tasks of which the same notice came due in the same quarter of an hour,
 * however many they are: five hundred tenants at a page that has changed are one mail. Answers whether it went out now.
 */
function notifyOperator(ports: NotifyPorts, notice: Notice, tasks: readonly OperatorsTask[]): Promise<boolean> {
  const { mailer, links, settings } = ports;
  const [only, ...others] = tasks;
  if (!only) return Promise.resolve(false);
  const mail =
    others.length === 0
      ? mailOfOne(ports, notice, only)
      : deskTasksMail(
          {
            tasks: tasks.map(({ task, tenant: { row } }) => ({ row, ...task.because, url: links.pageOf(task) })),
            reminder: notice.kind === 'reminder',
            url: `${settings.deskOrigin ?? ''}/`,
          },
          settings,
        );
  return mailer.sendOnce(`deskTasks#${notice.kind}#${notice.together}`, mail);
}

function mailOfOne({ links, clock, settings }: NotifyPorts, { kind }: Notice, { task, tenant }: OperatorsTask): Mail {
  const { batchId, because, filedAt, assignee } = task;
  return deskTaskMail(
    {
      ...{ row: tenant.row, batchId, guideStep: because.guideStep },
      what: {
        ja: 'この手順は担当者の作業を待っています。作業ページの案内に沿って進めてください。',
        en: 'This step waits for a person. Please follow its page.',
      },
      why: { ja: reasonIn('ja', because, settings.zone), en: reasonIn('en', because, settings.zone) },
      assignee,
      url: links.pageOf(task),
      dueAt: dueAt(task).toISOString(),
      ...(kind === 'reminder' && { waitedFor: clock.now().getTime() - Date.parse(filedAt) }),
    },
    settings,
  );
}
