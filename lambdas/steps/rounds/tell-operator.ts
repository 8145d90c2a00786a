import { type DeskTask, dueAt } from '../../domain/desk-task.ts';
import type { Notice } from '../../domain/notice-due.ts';
import { deskTaskMail } from '../../domain/mails/desk-mails.ts';
import { deskTasksMail } from '../../domain/mails/desk-tasks-mail.ts';
import { reasonIn } from '../../domain/texts/reasons.ts';
import type { Ports } from '../../ports/index.ts';
import type { Mail } from '../../ports/mailer.ts';
import type { Tenant } from '../../domain/tenant.ts';

/** A task that is the operator's, and the tenant it is about. */
export interface OperatorsTask {
  task: DeskTask;
  tenant: Tenant;
}

type TellPorts = Pick<Ports, 'links' | 'mailer' | 'clock' | 'settings'>;

/**
 * Tells the operator, in one mail, of all tasks of which the same notice came due in the same quarter of an hour, however
 * many they are: five hundred tenants at a page that has changed are one mail. Answers whether it went out now.
 */
export function tellOperator(ports: TellPorts, notice: Notice, tasks: readonly OperatorsTask[]): Promise<boolean> {
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

function mailOfOne({ links, clock, settings }: TellPorts, { kind }: Notice, { task, tenant }: OperatorsTask): Mail {
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
