import { randomUUID } from 'node:crypto';
import { accountOf, upgradeStepOf } from '../../domain/user-upgrade.ts';
import { nameOf, type Visitor, type DeskPage, type Submission, type TaskRequest } from '../desk-page.ts';
import { sayingIn } from '../../domain/language.ts';
import { formatInstant } from '../../domain/texts/instants.ts';
import type { Ports } from '../../ports/index.ts';
import { listedUsers } from '../../steps/shared/ask-for-upgrade.ts';
import { closeAnswered } from '../../steps/shared/desk-filing.ts';
import { StaleRecordError, StepStillRunningError } from '../../domain/errors.ts';
import { choose } from '../question.ts';
import { busy, refuse } from '../answering.ts';
import { cutLine } from '../typed-text.ts';
import { boxOf, viewUpgrade, type UpgradeAtTheDesk } from './view-upgrade.ts';
import { tokenPurpose } from '../../domain/desk-task.ts';
import type { UserUpgradeRecord } from '../../domain/user.ts';
import type { Deed, Reason } from '../../domain/statements/catalogue.ts';

const LONGEST_REASON = 300;

/**
 * The task `UserUpgrade`: a user says of one account, or the customer's contact of any of the tenant's, that it is
 * upgraded or that it does not work. Nothing is done on a console; the machine goes on with what they say.
 */
export const upgradePage: DeskPage = {
  view: async (ports, request) => {
    const upgrade = await readUpgrade(ports, request);
    return upgrade && viewUpgrade(upgrade);
  },
  answer: async (ports, submission) => {
    const upgrade = await readUpgrade(ports, submission);
    if (!upgrade) return { kind: 'over' };
    const { action, form, language, visitor, task } = submission;
    const say = sayingIn(language);
    if (action !== 'done' && action !== 'fails') return { kind: 'refused', ...choose({ say }) };
    const chosen = upgrade.isForAll ? upgrade.open.filter(({ name }) => form[boxOf(name)] !== undefined) : upgrade.open;
    if (upgrade.open.length > 0 && chosen.length === 0)
      return refuse(say('対象のユーザを選択してください。', 'Tick the users that this is about.'));
    const why = cutLine(form['why'], LONGEST_REASON);
    const said = { upgraded: action === 'done', why, by: nameOf(visitor) };
    try {
      for (const user of chosen) await settleUser(ports, { tenantId: task.subject, ...user }, said);
      return await closeForAll(ports, submission, upgrade.isForAll);
    } catch (error) {
      if (!(error instanceof StepStillRunningError || error instanceof StaleRecordError)) throw error;
      return busy(language);
    }
  },
  receipt: async (ports, request) => {
    const { task, visitor, language } = request;
    const upgrade = await readUpgrade(ports, request);
    if (!upgrade || visitor.kind === 'operator' || task.closed?.as !== 'done') return undefined;
    const say = sayingIn(language);
    const done = upgrade.users.filter(({ upgradedAt }) => upgradedAt !== undefined).map(({ name }) => name);
    const open = upgrade.open.map(({ name }) => name);
    return {
      title: say('ご回答を承りました', 'We have your answer'),
      pairs: [
        [say('お客様', 'Customer'), upgrade.row.companyName],
        ...(done.length > 0 ? [[say('アップグレード済み', 'Upgraded'), done.join(', ')] as const] : []),
        ...(open.length > 0
          ? [[say('まだアップグレードできていないユーザ', 'Not upgraded'), open.join(', ')] as const]
          : []),
        [say('日時', 'When'), formatInstant(task.closed.at, ports.settings.zone, language)],
      ],
      next:
        open.length === 0
          ? [say('ほかにしていただくことはありません。', 'There is nothing left for you to do.')]
          : [
              say(
                'できなかったユーザについては、担当者からご連絡します。',
                'Our staff will be in touch about those who could not.',
              ),
            ],
    };
  },
};

/** The page of the contact stays open while there is a user of whom nobody has said how it went. */
async function closeForAll(ports: Ports, submission: Submission, isForAll: boolean) {
  if (!isForAll) return { kind: 'done' } as const;
  const still = await readUpgrade(ports, submission);
  if (still?.open.some(({ saidBy }) => saidBy === undefined)) return { kind: 'next' } as const;
  await closeAnswered(ports, submission.task, { by: nameOf(submission.visitor), as: 'done' });
  return { kind: 'done' } as const;
}

/** What there is to say of which users; `undefined` to a visitor whom it does not concern. */
async function readUpgrade(
  ports: Ports,
  { task, visitor, language }: TaskRequest,
): Promise<UpgradeAtTheDesk | undefined> {
  const tenant = await ports.tenants.read(task.subject);
  if (!tenant) return undefined;
  const { row } = tenant;
  const account = accountOf(task.step);
  const users = (await listedUsers(ports, row)).filter(({ name }) => account === undefined || name === account);
  const addresses = account === undefined ? row.notifyEmails : users.map(({ email }) => email);
  if (!isConcerned(visitor, addresses)) return undefined;
  const open = users.filter(({ upgradedAt }) => upgradedAt === undefined);
  return { row, users, open, isForAll: account === undefined, operatorName: ports.settings.operatorName, language };
}

function isConcerned(visitor: Visitor, addresses: readonly string[]): boolean {
  return visitor.kind === 'operator' || (visitor.purpose === 'upgrade' && addresses.includes(visitor.address));
}

/** What somebody says of an account. */
export interface UpgradeAnswer {
  upgraded: boolean;
  why: string | undefined;
  by: string;
}

/**
 * Writes down what was said of one account, answers the state that waits for it, and closes its task. A user whose
 * state does not wait yet, or no longer, is written down all the same: the state asks the record first.
 */
async function settleUser(
  { users, tenants, vault, executions, desk, clock }: Ports,
  user: Pick<UserUpgradeRecord, 'tenantId' | 'name' | 'email'>,
  { upgraded, why, by }: UpgradeAnswer,
): Promise<void> {
  const { tenantId, name, email } = user;
  const step = upgradeStepOf(name);
  const now = clock.now();
  const invocation = randomUUID();
  const expiresAt = new Date(now.getTime() + 60_000);
  const record = await users.begin({ tenantId, name, email }, { invocation, now, expiresAt });
  try {
    const at = now.toISOString();
    const notWorking: Reason = { code: 'accountNotWorking', by, ...(why !== undefined && { why }) };
    if (!record.upgradedAt) {
      const news = upgraded
        ? { upgradedAt: at, saidBy: by, failedAt: undefined, openReason: undefined }
        : { openReason: notWorking, saidBy: by };
      await users.change(record, invocation, news);
      const what: Deed = upgraded
        ? { code: 'userUpgraded', account: name }
        : { code: 'userNotUpgraded', account: name, reason: notWorking };
      await tenants.append(tenantId, { at, by, step: 'UpgradeUserAccount', what });
    }
  } finally {
    await users.end(record, invocation);
  }
  const token = await vault.open(tenantId, tokenPurpose(step));
  if (token) await executions.succeedTask(token.reveal(), { upgraded: upgraded || record.upgradedAt !== undefined });
  await closeAnswered({ desk, vault, clock }, { subject: tenantId, step }, { by, as: 'done' });
}
