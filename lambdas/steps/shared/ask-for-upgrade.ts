import { ASK_USER, accountOf, reminderDue, upgradeDueAt, upgradeStepOf } from '../../domain/user-upgrade.ts';
import { USER_UPGRADE, type DeskTask } from '../../domain/desk-task.ts';
import { userUpgradeMail, usersUpgradeForContactMail, type UserReminder } from '../../domain/mails/user-mails.ts';
import type { IntakeRow } from '../../domain/intake/intake-row.ts';
import type { UserUpgradeRecord } from '../../domain/user.ts';
import type { Ports } from '../../ports/index.ts';
import { sendToEach } from './send-to-each.ts';

type AskPorts = Pick<Ports, 'desk' | 'links' | 'mailer' | 'settings' | 'users' | 'clock'>;
type Account = Pick<UserUpgradeRecord, 'name' | 'email' | 'upgradedAt' | 'saidBy'>;

/** Whether anybody outside can be asked for anything after the migration. */
export function asksCustomers({ settings }: Pick<Ports, 'settings'>): boolean {
  return settings.userMails !== 'none' && Boolean(settings.deskOrigin);
}

/**
 * Guide 3-19: tells the user how to upgrade the account, or the customer's contact for all users of the tenant at once;
 * many customers forbid mails to their users. Called for each user; the contact hears of them together, and once.
 */
export async function askForUpgrade(
  ports: AskPorts,
  { row, task, user }: { row: IntakeRow; task: DeskTask; user: Account },
): Promise<boolean> {
  if (ports.settings.userMails === 'direct') return mailUser(ports, { row, task, user });
  const { subject, batchId, execution, because } = task;
  const standing = await ports.desk.read(subject, USER_UPGRADE);
  const filing = { subject, step: USER_UPGRADE, batchId, execution, ask: ASK_USER, because };
  const forAll =
    standing && !standing.closed
      ? standing
      : await ports.desk.file({ ...filing, filedAt: ports.clock.now().toISOString() });
  return mailContact(ports, row, forAll);
}

/** Repeats what was asked, after 3, 7 and 14 days; called by the schedule for each open task of an upgrade. */
export async function remindOfUpgrade(ports: AskPorts & Pick<Ports, 'tenants'>, task: DeskTask): Promise<boolean> {
  const reminder = reminderDue(task, ports.clock.now());
  const row = (await ports.tenants.read(task.subject))?.row;
  if (reminder === undefined || row?.userAccounts.kind !== 'listed' || !asksCustomers(ports)) return false;
  const account = accountOf(task.step);
  if (account === undefined) return mailContact(ports, row, task, reminder);
  const user = row.userAccounts.accounts.find(({ name }) => name === account);
  return user !== undefined && ports.settings.userMails === 'direct' && mailUser(ports, { row, task, user, reminder });
}

async function mailUser(
  { links, mailer, settings }: AskPorts,
  { row, task, user, reminder }: { row: IntakeRow; task: DeskTask; user: Account; reminder?: UserReminder },
): Promise<boolean> {
  const expiresAt = upgradeDueAt(task);
  const located = { subject: row.tenantId, step: upgradeStepOf(user.name) };
  const url = await links.linkTo({ task: located, purpose: 'upgrade', recipient: user.email, expiresAt });
  const request = { row, user, url, dueAt: expiresAt.toISOString(), ...(reminder && { reminder }) };
  return mailer.sendOnce(keyOf(task, user.email, reminder), userUpgradeMail(request, settings));
}

async function mailContact(
  { links, mailer, settings, users }: AskPorts,
  row: IntakeRow,
  task: DeskTask,
  reminder?: UserReminder,
): Promise<boolean> {
  const listed = await listedUsers({ users }, row);
  const expiresAt = upgradeDueAt(task);
  return sendToEach(row.notifyEmails, async (to) => {
    const located = { subject: row.tenantId, step: USER_UPGRADE };
    const url = await links.linkTo({ task: located, purpose: 'upgrade', recipient: to, expiresAt });
    const request = { row, to, users: listed, url, ...(reminder && { reminder }) };
    return mailer.sendOnce(keyOf(task, to, reminder), usersUpgradeForContactMail(request, settings));
  });
}

/** The accounts of the row, with what is known of each. */
export async function listedUsers({ users }: Pick<Ports, 'users'>, row: IntakeRow): Promise<Account[]> {
  const known = new Map((await users.list(row.tenantId)).map((user) => [user.name, user]));
  const listed = row.userAccounts.kind === 'listed' ? row.userAccounts.accounts : [];
  return listed.map(({ name, email }) => ({ ...known.get(name), name, email }));
}

/** Another run of the hand-over asks anew. */
function keyOf({ subject, step, filedAt }: DeskTask, to: string, reminder: UserReminder | undefined): string {
  return ['userUpgrade', subject, step, filedAt, to, String(reminder ?? 0)].join('#');
}
