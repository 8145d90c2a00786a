import { accountOf } from '../../domain/user-upgrade.ts';
import { arrivedCodes, revealing, named } from '../instructions.ts';
import { choose, type ConsoleTask, type Question, type QuestionContext } from '../question.ts';
import * as z from '../../domain/zod.ts';
import type { HandsOfAStep } from '../answers.ts';

/** Guide 3-19, then 2-3 to 2-9 once more with the user's own address. */
const work: Question = {
  page: (context) => {
    const { say, task, origins } = context;
    const account = accountOf(task.step) ?? '';
    const email = addressOf(context);
    return {
      instructions: [
        {
          text: say(
            `Apex Centralに、次のユーザアカウントで ${named(context, 'logOn')} します。`,
            `Log on to Apex Central as this user account with ${named(context, 'logOn')}.`,
          ),
          link: { label: say('Apex Centralを開く', 'Open Apex Central'), href: origins.apexCentral },
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
            'すでに新しいアドレスでVision Oneにサインインできる',
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

function addressOf({ task, tenant: { row } }: QuestionContext): string {
  const listed = row.userAccounts.kind === 'listed' ? row.userAccounts.accounts : [];
  return listed.find(({ name }) => name === accountOf(task.step))?.email ?? '';
}

export const UPGRADE_USER_ACCOUNT: ConsoleTask = { step: 'UpgradeUserAccount', questions: { work } };

const upgradeSeen = z.object({ said: z.enum(['upgraded', 'alreadyUpgraded']) });

/**
 * Guide 3-19: one user account, whose new password lies in the vault before this is asked. What the person has seen is
 * the deciding read as well: their answer is given after the press, no matter whose it was.
 */
export const upgradeUserAccountByHand: HandsOfAStep = (answers) => ({
  apexCentral: {
    isUserUpgraded: async () => answers.get('work', upgradeSeen) !== undefined,
    upgradeUserAccount: async (_access, user) => {
      await user.beforeReset();
      return answers.need('work', upgradeSeen).said;
    },
  },
  word: { sawNoEffect: async () => answers.by('work') },
});
