import { VISION_ONE } from '../brand.ts';
import { untouchedAccounts } from '../accounts.ts';
import { compared } from '../comparison.ts';
import { sayingIn } from '../language.ts';
import type { Tenant } from '../tenant.ts';
import { apexCentralUrl, consoleUrl, SIGN_IN_URL } from '../texts/consoles.ts';
import { formatDate, formatInstant } from '../texts/instants.ts';
import { describeUntouchedAccount } from '../texts/untouched-account.ts';
import { customerMail } from './customer-letter.ts';
import { firstOf } from './first-of.ts';
import type { RenderedMail, Section } from './letter.ts';
import type { Signatory } from './signature.ts';

export interface Completion {
  tenant: Tenant;
  to: string;
  /** Where the completion report can be read, once the desk shows it. */
  reportUrl?: string | undefined;
  /** Day on which the vendor's advanced trial ends, `YYYY-MM-DD`, where the banner was read (guide 3-17). */
  trialEndsOn?: string | undefined;
}

/**
 * To each stakeholder of a migrated tenant, in the tenant's language: what changed, what did not (in the guide's own
 * promises), how each kind of user signs in from now on, and what to check.
 */
export function completionMail(completion: Completion, signatory: Signatory): RenderedMail {
  const { tenant, to, reportUrl } = completion;
  const { row } = tenant;
  const say = sayingIn(row.language);
  return customerMail(
    {
      to,
      about: row,
      tone: 'done',
      title: say('アップデート完了のお知らせ', 'the update is finished'),
      sections: [
        {
          sentences: say(
            [
              'Trend Micro Apex One SaaSからTrend Vision One Endpoint Security（Standard Endpoint Protection）へのアップデートが完了しましたので、ご報告いたします。',
            ],
            [
              'The update from Trend Micro Apex One SaaS to Trend Vision One Endpoint Security (Standard Endpoint Protection) is finished.',
            ],
          ),
        },
        { heading: say('作業結果', 'What was done'), pairs: resultOf(tenant, signatory) },
        { heading: say('変更となる点', 'What has changed'), items: changesOf(tenant) },
        {
          heading: say(
            '変更のない点（メーカーのアップデートガイドより）',
            "What has not changed (from the vendor's update guide)",
          ),
          items: say(
            [
              'アップデートの対象は管理コンソールです。エージェントのアップデートは発生しません。',
              'ユーザ側のコンソールや脅威検知時のポップアップに変更はありません。',
              'エージェントが通信するFQDN等に変更はありません。数か月に1回程度しか電源を入れない端末も、これまで通り管理できます。',
            ],
            [
              'Only the console is updated. Agents are not updated.',
              'What users see stays the same, pop-ups on detections included.',
              'The FQDNs that agents talk to stay the same; devices that are switched on only every few months are still managed.',
            ],
          ),
        },
        signInSection(tenant),
        ...usersSection(tenant),
        ...untouchedSection(tenant),
        { heading: say('ご確認いただきたいこと', 'What to check now'), items: checksOf(completion) },
        ...(reportUrl
          ? [{ button: { label: say('作業完了報告書を開く', 'Open the completion report'), url: reportUrl } }]
          : []),
      ],
    },
    signatory,
  );
}

function resultOf(tenant: Tenant, { zone }: Signatory): NonNullable<Section['pairs']> {
  const { row, updatedAt } = tenant;
  const say = sayingIn(row.language);
  const unknown = say('記録なし', 'not recorded');
  const url = consoleUrl(row.region);
  return [
    [say('完了日時', 'Finished'), updatedAt ? formatInstant(updatedAt, zone, row.language) : unknown],
    [say('新しいコンソール', 'New console'), { label: url, url }],
    [say('更新前のコンソール', 'Former console'), row.apexCentralHost],
    ...compared(tenant).map(
      ({ name, before, after }) =>
        [
          say(`${name.ja}（前 → 後）`, `${name.en} (before -> after)`),
          before !== undefined && before === after
            ? say(`${before}（変更なし）`, `${before} (unchanged)`)
            : `${before ?? unknown}${say(' → ', ' -> ')}${after ?? unknown}`,
        ] as const,
    ),
  ];
}

function changesOf({ row }: Tenant): string[] {
  const say = sayingIn(row.language);
  return say(
    [
      `管理コンソールが${VISION_ONE.ja}に変わりました。これまでのApex Centralの画面は、[Endpoint Security] > [Standard Endpoint Protection] に表示されます。`,
      ...(row.clpLoginId === row.primaryEmail
        ? [`マスター管理者のログインIDは、これまでどおり ${row.primaryEmail} です。`]
        : [
            `マスター管理者のログインIDは、${row.clpLoginId}から ${row.primaryEmail} に変わりました。以前のログインIDではサインインできません。`,
          ]),
      'ライセンス情報と製品データはTrend Vision Oneに移行されています。アップデート前の状態に戻すことはできません。',
    ],
    [
      'The console is now Trend Vision One. The screens of Apex Central are under [Endpoint Security] > [Standard Endpoint Protection].',
      row.clpLoginId === row.primaryEmail
        ? `The master administrator still signs in as ${row.primaryEmail}.`
        : `The master administrator now signs in as ${row.primaryEmail}. The former sign-in name (${row.clpLoginId}) no longer works.`,
      'Licence and product data have moved to Trend Vision One. The update cannot be undone.',
    ],
  );
}

/** How each kind of user signs in from now on. */
function signInSection(tenant: Tenant): Section {
  const { row } = tenant;
  const say = sayingIn(row.language);
  const hasUsers = row.userAccounts.kind === 'listed' && row.userAccounts.accounts.length > 0;
  const directory = untouchedAccounts(tenant).filter(({ why }) => why === 'directory').length;
  const own = tenant.passwordResetRequestedAt
    ? say(
        'パスワードは、別途お送りするプライマリユーザアカウントの引き継ぎのご案内に沿って、お客様ご自身でご設定いただきます。',
        'A separate mail explains how you take over the primary account and set your own password.',
      )
    : say('パスワードはこれまでどおりです。', 'The password stays the same.');
  return {
    heading: say('サインインの方法', 'How to sign in from now on'),
    pairs: [
      [
        say('マスター管理者（プライマリユーザアカウント）', 'Master administrator (primary user account)'),
        say(
          `${SIGN_IN_URL} で ${row.primaryEmail} を使用します。${own}`,
          `At ${SIGN_IN_URL} as ${row.primaryEmail}. ${own}`,
        ),
      ],
      ...(hasUsers
        ? [
            [
              say('Apex Centralのユーザ', 'Users of Apex Central'),
              say(
                'アカウントのアップグレード後、登録したメールアドレスでサインインします（下記をご覧ください）。',
                'With their mail address, once they have upgraded their account (see below).',
              ),
            ] as const,
          ]
        : []),
      ...(directory > 0
        ? [
            [
              say('ディレクトリ連携のユーザ', 'Users of your directory'),
              say(
                `${String(directory)}件のアカウントは変更していません（下記の一覧）。サインイン方法（IdPの設定）をご確認ください。`,
                `${String(directory)} ${directory === 1 ? 'account was' : 'accounts were'} not touched (listed below). Please check how such users sign in (identity provider).`,
              ),
            ] as const,
          ]
        : []),
    ],
  };
}

/** A mail lists this many users; each of them gets a mail of their own. */
const USERS_SHOWN = 30;

function usersSection({ row }: Tenant): Section[] {
  if (row.userAccounts.kind !== 'listed' || row.userAccounts.accounts.length === 0) return [];
  const say = sayingIn(row.language);
  const url = apexCentralUrl(row.apexCentralHost);
  const lines = row.userAccounts.accounts.map(({ name, email }) => `${name}${say(' → ', ' -> ')}${email}`);
  return [
    {
      heading: say('Apex Centralユーザアカウントをお使いの方へ', 'For everybody with an Apex Central user account'),
      sentences: say(
        [
          `各ユーザ様は ${url} へ従来のユーザ名とパスワードでログオンし、「アカウントをアップグレードする」画面の [続行] から、下記のメールアドレスへの切り替えをお願いいたします。`,
        ],
        [
          `Please log on to ${url} once more with the former user name and password, and move to the address below with [Continue] on the page "Upgrade your account" (アカウントをアップグレードする).`,
        ],
      ),
      items: firstOf(USERS_SHOWN, lines, row.language),
    },
  ];
}

/** Accounts that nobody but the customer can look after: in a mail the first of them, in the completion report all. */
function untouchedSection(tenant: Tenant): Section[] {
  const { language } = tenant.row;
  const say = sayingIn(language);
  const untouched = untouchedAccounts(tenant);
  if (untouched.length === 0) return [];
  const lines = untouched.map((account) => describeUntouchedAccount(account, language));
  return [
    {
      heading: say('変更していないアカウント', 'Accounts that were not touched'),
      items: firstOf(USERS_SHOWN, lines, language),
    },
  ];
}

function checksOf({ tenant, trialEndsOn }: Completion): string[] {
  const say = sayingIn(tenant.row.language);
  const trialEnd = trialEndsOn
    ? say(`（${formatDate(trialEndsOn, 'ja')}に終了します）`, ` (it ends on ${formatDate(trialEndsOn, 'en')})`)
    : '';
  return say(
    [
      `${SIGN_IN_URL} からサインインし、[Endpoint Security] > [Standard Endpoint Protection] にこれまでの管理画面が表示されること。`,
      'エージェント数、グループ、ポリシー、各種設定が上記の作業結果およびこれまでの内容と合っていること。',
      'ユーザの役割（権限）が適切であること。役割は自動で移行されますが、内容が一部異なる場合があります。',
      `「高度な体験版が開始されました」と表示される場合があります${trialEnd}。ご契約のライセンスには影響ありません。`,
    ],
    [
      `Sign in at ${SIGN_IN_URL} and see that [Endpoint Security] > [Standard Endpoint Protection] shows your former console.`,
      'Agents, groups, policies and settings are as listed above and as you know them.',
      'User roles are right: they were carried over, and a few permissions may differ.',
      `A banner may say that an advanced trial has started${trialEnd}. Your licence is not affected.`,
    ],
  );
}
