import { type DeskTask, HAND_OVER } from '../../domain/desk-task.ts';
import { takeOverBy } from '../../domain/hand-over.ts';
import { reminderDue } from '../../domain/user-upgrade.ts';
import type { IntakeRow } from '../../domain/intake/intake-row.ts';
import { isAtDomain } from '../../domain/is-at-domain.ts';
import { handOverRequestMail } from '../../domain/mails/hand-over-mails.ts';
import type { Ports } from '../../ports/index.ts';
import { sendToEach } from './send-to-each.ts';

type AskPorts = Pick<Ports, 'links' | 'mailer' | 'settings'>;

/** Asks the customer's contacts to take the primary account over; another run of the hand-over asks anew. */
export async function askForHandOver(
  { links, mailer, settings }: AskPorts,
  { row, task, reminder = 0 }: { row: IntakeRow; task: DeskTask; reminder?: number },
): Promise<boolean> {
  const { subject, filedAt } = task;
  const expiresAt = takeOverBy(task);
  const way = isAtDomain(row.primaryEmail, settings.receivingDomain) ? 'transfer' : 'ownPassword';
  return sendToEach(row.notifyEmails, async (to) => {
    const located = { subject, step: HAND_OVER };
    const url = await links.linkTo({ task: located, purpose: 'hand-over', recipient: to, expiresAt });
    const request = { row, to, url, expiresAt: expiresAt.toISOString(), way, reminder: reminder > 0 } as const;
    const key = ['handOver', subject, filedAt, to, String(reminder)].join('#');
    return mailer.sendOnce(key, handOverRequestMail(request, settings));
  });
}

/** Repeats it after 3, 7 and 14 days; called by the schedule for each open task of a hand-over. */
export async function remindOfHandOver(
  ports: AskPorts & Pick<Ports, 'tenants' | 'clock'>,
  task: DeskTask,
): Promise<boolean> {
  const reminder = reminderDue(task, ports.clock.now());
  const tenant = await ports.tenants.read(task.subject);
  return reminder !== undefined && tenant !== undefined && askForHandOver(ports, { row: tenant.row, task, reminder });
}
