import { randomUUID } from 'node:crypto';
import { upgradeSeen } from '../../adapters/person/steps/upgrade-user-account.ts';
import type { DeskTask } from '../../domain/desk/desk-task.ts';
import { noteUserFailure, performUserStep } from '../../runtime/perform-user-step.ts';
import { upgradeUserAccount } from '../../steps/upgrade-user-account.ts';
import type { ConsoleTaskDefinition } from '../console-task-definition.ts';
import { arrivedCodes, revealing } from '../instructions.ts';
import { named } from '../labels-in-words.ts';
import { choose, type Question, type QuestionContext } from '../question.ts';

const STEP = 'UpgradeUserAccount';

/** Guide 3-19, then 2-3 to 2-9 once more with the user's own address. */
const work: Question = {
  page: (context) => {
    const { say, task, origins } = context;
    const account = accountOf(task);
    const email = addressOf(context);
    return {
      instructions: [
        {
          text: say(
            `Apex Central に、次のユーザアカウントで ${named(context, 'logOn')} します。`,
            `Log on to Apex Central as this user account with ${named(context, 'logOn')}.`,
          ),
          link: { label: say('Apex Central を開く', 'Open Apex Central'), href: origins.apexCentral },
          copy: [{ label: say('ユーザ名', 'User name'), value: account }],
          reveal: revealing(context, `user-password:${account}`, say('パスワード', 'Password')),
          expect: say(
            `${named(context, 'upgradeAccount')} が表示されます。${named(context, 'continue')} を押します。`,
            `${named(context, 'upgradeAccount')} appears; press ${named(context, 'continue')}.`,
          ),
        },
        {
          text: say(
            `${named(context, 'newAccountEmail', 'en')} と ${named(context, 'confirmEmail', 'en')} に次のアドレスを入力し、${named(context, 'verifyEmail', 'en')} を押します。`,
            `Enter this address at ${named(context, 'newAccountEmail')} and ${named(context, 'confirmEmail')}, press ${named(context, 'verifyEmail')}.`,
          ),
          copy: [{ label: say('メールアドレス', 'E-mail address'), value: email }],
        },
        {
          text: say(
            `${email} に届いた検証コードを入力し、${named(context, 'submit', 'en')} を押します（届いたコードは、このページを再読み込みすると表示できる場合があります）。`,
            `Enter the code mailed to ${email} and press ${named(context, 'submit')} (where the code comes to us, it can be shown here after this page is reloaded).`,
          ),
          reveal: arrivedCodes(context),
        },
        {
          text: say(
            `${named(context, 'newPassword', 'en')} と ${named(context, 'confirmPassword', 'en')} に次のパスワードを入力し、${named(context, 'resetPassword', 'en')} を押します。`,
            `Enter this password at ${named(context, 'newPassword')} and ${named(context, 'confirmPassword')}, press ${named(context, 'resetPassword')}.`,
          ),
          reveal: revealing(context, `new-user-password:${account}`, say('新しいパスワード', 'New password')),
          expect: say(
            `${named(context, 'passwordUpdated', 'en')} と表示されます。`,
            `${named(context, 'passwordUpdated')} shows.`,
          ),
        },
      ],
      warnings: [say('別のパスワードは設定しないでください。', 'Set no other password.')],
      fields: [],
      actions: [
        {
          value: 'upgraded',
          label: say('[Updated password successfully] と表示された', 'It says [Updated password successfully]'),
          kind: 'primary',
        },
        {
          value: 'alreadyUpgraded',
          label: say(
            'すでに新しいアドレスで Vision One にサインインできる',
            'The new address signs in to Vision One already',
          ),
          kind: 'secondary',
        },
      ],
    };
  },
  read: ({ action }, context) => {
    const seen = upgradeSeen.safeParse({ said: action });
    return seen.success ? { given: seen.data } : choose(context);
  },
};

const accountOf = ({ step }: Pick<DeskTask, 'step'>): string => step.slice(step.indexOf(':') + 1);

function addressOf({ task, tenant: { row } }: QuestionContext): string {
  const listed = row.userAccounts.kind === 'listed' ? row.userAccounts.accounts : [];
  return listed.find(({ name }) => name === accountOf(task))?.email ?? '';
}

export const UPGRADE_USER_ACCOUNT: ConsoleTaskDefinition = {
  step: STEP,
  questions: { work },
  perform: (ports, task, call) =>
    performUserStep(ports, { step: STEP, run: upgradeUserAccount }, { ...call, account: accountOf(task) }),
  noteFailure: async (ports, task, error) => {
    const invocation = randomUUID();
    const now = ports.clock.now();
    const user = (await ports.users.list(task.subject)).find(({ name }) => name === accountOf(task));
    if (!user) return;
    const started = await ports.users.begin(user, { invocation, now, expiresAt: new Date(now.getTime() + 60_000) });
    await noteUserFailure(ports, started, invocation, error);
  },
};
