import type { Tenant } from '../tenant.ts';
import { renderMail, type Letter, type RenderedMail, type Section } from './render-mail.ts';
import { formatInstant, signatureOf, type Signatory } from './signature.ts';

const SIGN_IN = 'https://signin.v1.trendmicro.com/';

/**
 * To each stakeholder of a migrated tenant, in the tenant's language: what changed, what did not (in the guide's own
 * promises), how to sign in from now on and what to check.
 */
export function completionMail(tenant: Tenant, to: string, signatory: Signatory): RenderedMail {
  const letter = tenant.row.language === 'ja' ? japanese(tenant, signatory) : english(tenant, signatory);
  return renderMail({ ...letter, to });
}

function japanese(tenant: Tenant, signatory: Signatory): Omit<Letter, 'to'> {
  const { row } = tenant;
  const greeting = [`${row.companyName}`, row.contactName ? `${row.contactName} 様` : 'ご担当者様'];
  return {
    language: 'ja',
    subject: `【完了】Trend Vision One へのアップデート（${row.companyName} 様）`,
    sections: [
      { sentences: greeting },
      {
        sentences: [
          'いつもお世話になっております。',
          `Apex One SaaS から Trend Vision One Endpoint Security（Standard Endpoint Protection）へのアップデートが完了しましたので、ご報告いたします。`,
        ],
      },
      { heading: '作業結果', pairs: figures(tenant, signatory, 'ja') },
      {
        heading: '変更となる点',
        items: [
          '管理コンソールが Trend Vision One に変わります。旧 Apex Central の画面は [Endpoint Security] > [Standard Endpoint Protection] に表示されます。',
          row.clpLoginId === row.primaryEmail
            ? `マスター管理者のログインIDは、これまでどおり ${row.primaryEmail} です。`
            : `マスター管理者（${row.clpLoginId}）のログインIDは ${row.primaryEmail} に変わります。以前のログインIDではサインインできません。`,
          'ユーザの役割は自動で移行されますが、内容が一部異なる場合があります。権限をご確認ください。',
        ],
      },
      {
        heading: '変更のない点（メーカーのアップデートガイドより）',
        items: [
          'エージェントのアップデートは発生しません。',
          'ユーザ側のコンソールや脅威検知時のポップアップに変更はありません。',
          'エージェントが通信する FQDN に変更はありません。長期間電源を切っている端末も引き続き管理できます。',
        ],
      },
      ...usersInJapanese(tenant),
      {
        heading: 'ご確認いただきたいこと',
        items: [
          `${SIGN_IN} からサインインし、Standard Endpoint Protection の画面が表示されることをご確認ください。`,
          '「高度な体験版が開始されました」と表示される場合がありますが、ライセンスには影響ありません。',
        ],
      },
      { sentences: ['ご不明な点がございましたら、下記までお問い合わせください。'] },
    ],
    signature: signatureOf(signatory, 'ja'),
  };
}

function usersInJapanese({ row }: Tenant): Section[] {
  if (row.userAccounts.kind !== 'listed' || row.userAccounts.accounts.length === 0) return [];
  return [
    {
      heading: 'Apex Central ユーザアカウントをお使いの方へのお願い',
      sentences: [
        `各ユーザ様は https://${row.apexCentralHost} へ従来のユーザ名でログオンし、「アカウントをアップグレードする」画面の [続行] から、下記のメールアドレスへの切り替えをお願いいたします。`,
      ],
      items: row.userAccounts.accounts.map(({ name, email }) => `${name} → ${email}`),
    },
  ];
}

function english(tenant: Tenant, signatory: Signatory): Omit<Letter, 'to'> {
  const { row } = tenant;
  return {
    language: 'en',
    subject: `[Done] Update to Trend Vision One (${row.companyName})`,
    sections: [
      { sentences: [`Dear ${row.contactName ?? row.companyName},`] },
      {
        sentences: [
          `the update of ${row.companyName} from Apex One SaaS to Trend Vision One Endpoint Security (Standard Endpoint Protection) is finished.`,
        ],
      },
      { heading: 'What was done', pairs: figures(tenant, signatory, 'en') },
      {
        heading: 'What has changed',
        items: [
          'The console is now Trend Vision One. The former Apex Central screens are under [Endpoint Security] > [Standard Endpoint Protection].',
          row.clpLoginId === row.primaryEmail
            ? `The master administrator still signs in as ${row.primaryEmail}.`
            : `The master administrator (${row.clpLoginId}) now signs in as ${row.primaryEmail}. The former sign-in name no longer works.`,
          'User roles were carried over, but a few permissions may differ. Please review them.',
        ],
      },
      {
        heading: "What has not changed (from the vendor's update guide)",
        items: [
          'Agents are not updated.',
          'What users see, pop-ups included, stays the same.',
          'The FQDNs that agents talk to stay the same; devices that are rarely switched on are still managed.',
        ],
      },
      ...usersInEnglish(tenant),
      {
        heading: 'What to check now',
        items: [
          `Sign in at ${SIGN_IN} and see that Standard Endpoint Protection opens.`,
          'A banner may say that an advanced trial has started; your licence is not affected.',
        ],
      },
      { sentences: ['If anything looks wrong, please contact us.'] },
    ],
    signature: signatureOf(signatory, 'en'),
  };
}

function usersInEnglish({ row }: Tenant): Section[] {
  if (row.userAccounts.kind !== 'listed' || row.userAccounts.accounts.length === 0) return [];
  return [
    {
      heading: 'For everybody with an Apex Central user account',
      sentences: [
        `Please sign in to https://${row.apexCentralHost} once more with the former user name, and move to the address below with [Continue] on the page "Upgrade your account".`,
      ],
      items: row.userAccounts.accounts.map(({ name, email }) => `${name} -> ${email}`),
    },
  ];
}

function figures({ row, updatedAt, countsBefore, countsAfter }: Tenant, { zone }: Signatory, language: 'ja' | 'en') {
  const words =
    language === 'ja'
      ? {
          finished: '完了日時',
          agents: '管理下のエージェント数',
          console: '接続元コンソール',
          arrow: ' → ',
          unknown: '不明',
        }
      : {
          finished: 'Finished',
          agents: 'Managed agents',
          console: 'Former console',
          arrow: ' -> ',
          unknown: 'unknown',
        };
  const count = (counts: typeof countsBefore): string => (counts ? String(counts.managedAgents) : words.unknown);
  return [
    [words.finished, updatedAt ? formatInstant(updatedAt, zone, language) : words.unknown],
    [words.agents, `${count(countsBefore)}${words.arrow}${count(countsAfter)}`],
    [words.console, row.apexCentralHost],
  ] as const;
}
