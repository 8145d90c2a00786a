import { VISION_ONE } from '../brand.ts';
import type { IntakeRow } from '../intake/intake-row.ts';
import { sayingIn, type Language } from '../language.ts';
import { apexCentralUrl, SIGN_IN_URL } from '../texts/consoles.ts';
import { formatInstant } from '../texts/instants.ts';
import type { UserUpgradeRecord } from '../user.ts';
import { customerMail } from './customer-letter.ts';
import { firstOf } from './first-of.ts';
import type { RenderedMail } from './letter.ts';
import type { Signatory } from './signature.ts';

/** Days after the first mail. */
export const USER_REMINDERS = [3, 7, 14] as const;
export type UserReminder = (typeof USER_REMINDERS)[number];

export interface UserUpgradeRequest {
  row: IntakeRow;
  user: Pick<UserUpgradeRecord, 'name' | 'email'>;
  reminder?: UserReminder;
  /** The desk's page on which the user says that it is done, where there is one. */
  url?: string;
  /** After that nobody asks any more, UTC ISO. */
  dueAt?: string;
}

/** To one Apex Central user (guide 3-19): how to upgrade the account, screen by screen. */
export function userUpgradeMail(request: UserUpgradeRequest, signatory: Signatory): RenderedMail {
  const { row, user, reminder, url, dueAt } = request;
  const { language } = row;
  const say = sayingIn(language);
  return customerMail(
    {
      to: user.email,
      about: row,
      tone: 'action',
      title: say('アカウントのアップグレードのお願い', 'please upgrade your account'),
      reminder: reminder !== undefined,
      reader: say(`${user.name} 様`, user.name),
      sections: [
        {
          sentences: [
            ...(reminder
              ? [
                  say(
                    `${String(reminder)}日前にお送りしたお願いの再送です。すでにお済みの場合は、本メールは破棄してください。`,
                    `This repeats what we asked ${String(reminder)} days ago; if you have done it already, please ignore this mail.`,
                  ),
                ]
              : []),
            say(
              `ご利用のApex Centralは${VISION_ONE.ja}にアップデートされました。引き続きご利用いただくため、お使いのアカウントのアップグレードをお願いいたします（5分程度）。`,
              'The Apex Central you use was updated to Trend Vision One. To go on using it, please upgrade your account; it takes about 5 minutes.',
            ),
          ],
          pairs: [
            [say('現在のユーザ名', 'User name until now'), user.name],
            [say('今後のログインID', 'Sign-in name from now on'), user.email],
            ...(dueAt
              ? [[say('期限', 'Please do so by'), formatInstant(dueAt, signatory.zone, language)] as const]
              : []),
          ],
        },
        { heading: say('手順', 'How'), steps: upgradeSteps(row, user.email) },
        ...(url
          ? [
              {
                sentences: [
                  say(
                    'お済みになりましたら、次のページでお知らせください。',
                    'Once it is done, please let us know here.',
                  ),
                ],
                button: { label: say('完了を知らせる', 'It is done'), url },
              },
            ]
          : []),
        {
          sentences: [
            say(
              'パスワードや検証コードを、弊社から電話やメールでお尋ねすることはありません。',
              'We will never ask you for a password or a code by telephone or mail.',
            ),
          ],
        },
      ],
    },
    signatory,
  );
}

/** The screens of guide 3-19, whose steps are those of 2-3 to 2-9. */
export function upgradeSteps({ apexCentralHost, language }: IntakeRow, email: string): string[] {
  const url = apexCentralUrl(apexCentralHost);
  return language === 'ja'
    ? [
        `${url} を開き、これまでのユーザ名とパスワードでログオンします。`,
        '「アカウントをアップグレードする」画面で [続行] をクリックします。',
        `[New account email] と [Confirm email] に ${email} を入力し、[Verify Email] をクリックします。`,
        '届いたメールの検証コードを入力し、[Submit] をクリックします（届かない場合は迷惑メールフォルダもご確認ください）。',
        '[New password] と [Confirm password] に新しいパスワードを入力し、[Reset Password] をクリックします。',
        '「Updated password successfully」を確認し、[Close] をクリックします。',
        `以後は ${SIGN_IN_URL} から、${email} と新しいパスワードでサインインします。`,
      ]
    : [
        `Open ${url} and log on with your former user name and password.`,
        'On the page "アカウントをアップグレードする" (Upgrade your account), click [続行] (Continue).',
        `Enter ${email} under [New account email] and [Confirm email], and click [Verify Email].`,
        'Type the verification code from the mail you receive, and click [Submit] (look into your spam folder if it does not come).',
        'Enter a new password under [New password] and [Confirm password], and click [Reset Password].',
        'See "Updated password successfully" and click [Close].',
        `From now on sign in at ${SIGN_IN_URL} as ${email} with the new password.`,
      ];
}

/** Japanese words stand without the spaces that an address has around it. */
function closeUp(step: string): string {
  return step.replaceAll(/ ?(各自のメールアドレス（上記）) ?/gu, '$1');
}

export interface UsersUpgradeRequest {
  row: IntakeRow;
  to: string;
  users: readonly Pick<UserUpgradeRecord, 'name' | 'email' | 'upgradedAt'>[];
  reminder?: UserReminder;
  url?: string;
}

/** A mail lists this many users; the desk and the reports have all. */
const USERS_SHOWN = 50;

/** To the tenant's contact instead of each user: who still has to upgrade, to be passed on inside the company. */
export function usersUpgradeForContactMail(request: UsersUpgradeRequest, signatory: Signatory): RenderedMail {
  const { row, to, users, reminder, url } = request;
  const { language } = row;
  const say = sayingIn(language);
  const open = users.filter(({ upgradedAt }) => !upgradedAt);
  const counts = say(
    `${String(users.length)}名中${String(users.length - open.length)}名が完了`,
    `${String(users.length - open.length)} of ${String(users.length)} are done`,
  );
  return customerMail(
    {
      to,
      about: row,
      tone: 'action',
      title: say('ユーザ様のアカウントのアップグレードのお願い', "please have your users' accounts upgraded"),
      reminder: reminder !== undefined,
      sections: [
        {
          sentences: [
            ...(reminder
              ? [
                  say(
                    `${String(reminder)}日前にお送りしたお願いの再送です。`,
                    `This repeats what we asked ${String(reminder)} days ago.`,
                  ),
                ]
              : []),
            say(
              'Apex Centralのユーザ様に、アカウントのアップグレードをご案内くださいますようお願いいたします。',
              'Please ask your Apex Central users to upgrade their accounts.',
            ),
          ],
          pairs: [[say('状況', 'So far'), counts]],
        },
        {
          heading: say('アップグレードがお済みでない方', 'Still to be upgraded'),
          items: firstOf(
            USERS_SHOWN,
            open.map((user) => userLine(user, language)),
            language,
          ),
        },
        {
          heading: say('ユーザ様へご案内いただく手順', 'What each of them does'),
          steps: upgradeSteps(row, say('各自のメールアドレス（上記）', 'their own address from the list above')).map(
            closeUp,
          ),
        },
        ...(url ? [{ button: { label: say('状況を確認する', 'See how far it is'), url } }] : []),
      ],
    },
    signatory,
  );
}

function userLine({ name, email }: Pick<UserUpgradeRecord, 'name' | 'email'>, language: Language): string {
  return `${name}${language === 'ja' ? ' → ' : ' -> '}${email}`;
}
