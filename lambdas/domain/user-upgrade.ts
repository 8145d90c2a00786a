import { USER_REMINDERS, type UserReminder } from './mails/user-mails.ts';
import { USER_UPGRADE, type DeskTask } from './desk-task.ts';

/** What the step asks for where only the user can do it. */
export const ASK_USER = 'upgrade';

const DAY = 24 * 60 * 60_000;
/** As long as the state waits for one user, which says so in its TimeoutSeconds. */
const ANSWER_WITHIN = 60 * DAY;

/** The task of one user: names of accounts may hold anything, so that only the first colon counts. */
export function upgradeStepOf(account: string): string {
  return `${USER_UPGRADE}:${account}`;
}

/** The account of a task; `undefined` for the one of the contact. */
export function accountOf(step: string): string | undefined {
  const colon = step.indexOf(':');
  return colon === -1 ? undefined : step.slice(colon + 1);
}

/** Until when a user, or the contact, may answer. */
export function upgradeDueAt({ filedAt }: Pick<DeskTask, 'filedAt'>): Date {
  return new Date(Date.parse(filedAt) + ANSWER_WITHIN);
}

/** The latest reminder whose day has come; an earlier one that nobody sent is not made up for. */
export function reminderDue(task: Pick<DeskTask, 'filedAt' | 'closed'>, now: Date): UserReminder | undefined {
  if (task.closed || now >= upgradeDueAt(task)) return undefined;
  const waited = now.getTime() - Date.parse(task.filedAt);
  return USER_REMINDERS.findLast((days) => waited >= days * DAY);
}
