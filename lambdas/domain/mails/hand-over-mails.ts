import { VISION_ONE } from '../brand.ts';
import type { IntakeRow } from '../intake/intake-row.ts';
import { sayingIn } from '../language.ts';
import { SIGN_IN_URL } from '../texts/consoles.ts';
import { formatInstant } from '../texts/instants.ts';
import { codeSections } from './code-sections.ts';
import { customerMail } from './customer-letter.ts';
import type { RenderedMail } from './letter.ts';
import type { Signatory } from './signature.ts';

/** How the customer takes the primary account. */
export type HandOverWay =
  /** The address is the customer's: a new password is all it takes. */
  | 'ownPassword'
  /** The address is ours: the customer sees its password once, and makes the account theirs. */
  | 'transfer';

export interface HandOverRequest {
  row: IntakeRow;
  to: string;
  /** The desk's page that leads through it. */
  url: string;
  expiresAt: string;
  way: HandOverWay;
  reminder?: boolean;
}

/** To the customer: take over the primary account, which we have used until now. */
export function handOverRequestMail(
  { row, to, url, expiresAt, way, reminder = false }: HandOverRequest,
  signatory: Signatory,
): RenderedMail {
  const { language, primaryEmail } = row;
  const say = sayingIn(language);
  return customerMail(
    {
      to,
      about: row,
      tone: 'action',
      title: say('プライマリユーザアカウントの引き継ぎのお願い', 'please take over the primary account'),
      reminder,
      sections: [
        {
          sentences: say(
            [
              ...(reminder ? ['先日お送りしたお願いの再送です。'] : []),
              `アップデート作業のために弊社が使用した${VISION_ONE.ja}のプライマリユーザアカウント（${primaryEmail}）を、お客様へお引き渡しいたします。`,
              way === 'ownPassword'
                ? 'お客様ご自身のパスワードをご設定いただきますと、弊社はサインインできなくなり、弊社で保管しているパスワードを破棄いたします。'
                : 'パスワードとメールアドレスをお客様のものへご変更いただきますと、弊社で保管しているパスワードを破棄いたします。',
            ],
            [
              ...(reminder ? ['This repeats an earlier request.'] : []),
              `We would like to hand over the primary user account of Trend Vision One (${primaryEmail}), which we used for the update.`,
              way === 'ownPassword'
                ? 'Once you have set a password of your own we can no longer sign in, and we destroy the password we hold.'
                : 'Once you have changed its password and address to yours, we destroy the password we hold.',
            ],
          ),
        },
        { heading: say('手順', 'How'), steps: handOverSteps(way, row) },
        {
          sentences: [say('手順の詳細は、次のページに記載しています。', 'This page leads you through it.')],
          button: { label: say('引き継ぎのページを開く', 'Take over the account'), url },
          pairs: [[say('期限', 'Please do so by'), formatInstant(expiresAt, signatory.zone, language)]],
        },
      ],
    },
    signatory,
  );
}

/** How the customer takes the account, step by step: in the mail, and on its page. */
export function handOverSteps(
  way: HandOverWay,
  { primaryEmail, language }: Pick<IntakeRow, 'primaryEmail' | 'language'>,
): string[] {
  const say = sayingIn(language);
  if (way === 'ownPassword') {
    return say(
      [
        `${SIGN_IN_URL} で ${primaryEmail} を入力し、「サインインに関するヘルプが必要な場合」からパスワードの再設定を選びます。`,
        '届いたメールに沿って、新しいパスワードを設定します。',
        '新しいパスワードでサインインできることを確認し、引き継ぎのページで「引き継ぎ完了」を押します。',
      ],
      [
        `Enter ${primaryEmail} at ${SIGN_IN_URL} and choose to reset the password.`,
        'Follow the mail you receive, and set a new password.',
        'See that you can sign in with it, and press "taken over" on our page.',
      ],
    );
  }
  return say(
    [
      '引き継ぎのページで「パスワードを表示する」を押し、メールで届く確認コードを入力して、現在のパスワードを確認します。',
      `${SIGN_IN_URL} に ${primaryEmail} とそのパスワードでサインインし、パスワードとメールアドレスをお客様のものに変更します。`,
      '変更後にサインインできることを確認し、引き継ぎのページで「引き継ぎ完了」を押します。',
    ],
    [
      'On our page, choose to see the password, and type in the code that is mailed to you.',
      `Sign in at ${SIGN_IN_URL} as ${primaryEmail} with it, and change password and address of the account to yours.`,
      'See that you can sign in after that, and press "taken over" on our page.',
    ],
  );
}

export interface HandedOver {
  row: IntakeRow;
  to: string;
  at: string;
  users: { all: number; upgraded: number };
  reportUrl?: string;
}

/** To each stakeholder: everything is in the customer's hands, and we keep no password. */
export function handedOverMail({ row, to, at, users, reportUrl }: HandedOver, signatory: Signatory): RenderedMail {
  const { language, primaryEmail } = row;
  const say = sayingIn(language);
  return customerMail(
    {
      to,
      about: row,
      tone: 'done',
      title: say('引き継ぎ完了のお知らせ', 'handed over to you'),
      sections: [
        {
          sentences: say(
            [
              `${VISION_ONE.ja}のプライマリユーザアカウントの引き継ぎが完了しました。これをもちまして、アップデートの作業はすべて終了となります。`,
              '作業のためにお預かりしていたパスワード等は、すべて破棄いたしました。',
            ],
            [
              'The primary user account of Trend Vision One is yours now. With that, all work on the update is done.',
              'All passwords that we held for it have been destroyed.',
            ],
          ),
          pairs: [
            [say('引き継ぎ日時', 'Handed over'), formatInstant(at, signatory.zone, language)],
            [say('プライマリユーザアカウント', 'Primary user account'), primaryEmail],
            [
              say('ユーザアカウント', 'User accounts'),
              users.all === 0
                ? say('対象なし', 'none')
                : say(
                    `${String(users.all)}名中${String(users.upgraded)}名がアップグレード済み`,
                    `${String(users.upgraded)} of ${String(users.all)} upgraded`,
                  ),
            ],
          ],
          ...(reportUrl && {
            button: { label: say('作業完了報告書を開く', 'Open the completion report'), url: reportUrl },
          }),
        },
        ...(users.upgraded < users.all
          ? [
              {
                sentences: [
                  say(
                    'アップグレードがお済みでないユーザ様は、Apex CentralのログインURLから、引き続きアップグレードいただけます。',
                    'Users who have not upgraded yet can still do so at the log-on page of Apex Central.',
                  ),
                ],
              },
            ]
          : []),
      ],
    },
    signatory,
  );
}

export interface HandOverCode {
  row: IntakeRow;
  to: string;
  code: string;
  minutes: number;
}

/** To the contact who wants to see the password, at that moment. */
export function handOverCodeMail({ row, to, code, minutes }: HandOverCode, signatory: Signatory): RenderedMail {
  const say = sayingIn(row.language);
  return customerMail(
    {
      to,
      about: row,
      tone: 'action',
      title: say('引き継ぎの確認コード', 'your confirmation code'),
      sections: codeSections(row.language, {
        purpose: say(
          'プライマリユーザアカウントのパスワードを表示するための確認コードです。開いているページに入力してください。',
          'This code shows the password of the primary account. Please type it into the page that is open.',
        ),
        code,
        minutes,
      }),
    },
    signatory,
  );
}
