import { createHash } from 'node:crypto';
import { VISION_ONE } from '../../domain/brand.ts';
import type { ConsentTextName } from '../../domain/consent.ts';
import type { Hands } from '../../domain/hands.ts';
import type { IntakeRow } from '../../domain/intake/intake-row.ts';
import { sayingIn, type Language } from '../../domain/language.ts';
import { changesForGood } from '../../domain/points-of-no-return.ts';
import { duringTheUpdate } from '../../domain/texts/during-the-update.ts';
import { formatInstant } from '../../domain/texts/instants.ts';
import type { Passage } from '../task-view.ts';

/** Grows with every change of the words below: a record names the text that its approver had read. */
const VERSION = '2026-12.3';

/** Everything that an approver reads before deciding. */
export interface ConsentText {
  passages: readonly Passage[];
  warnings: readonly string[];
  /** The sentence beside the box that is ticked. */
  statement: string;
}

export interface ConsentAbout {
  row: IntakeRow;
  operatorName: string;
  /** Whose hands will work on the consoles. */
  hands: Hands;
  /** The operator's time zone, in which an instant of the plan is shown. */
  zone: string;
}

/** The vendor's own pages; what the console shows at the press (guide 3-13) is what counts. Seen 2026-11. */
const LEGAL_TEXTS: Record<Language, readonly { label: string; href: string }[]> = {
  ja: [
    { label: '使用許諾契約書、クラウドサービス利用規約', href: 'https://www.trendmicro.com/ja_jp/about/legal.html' },
    {
      label: 'プライバシーポリシー（Global Privacy Notice）',
      href: 'https://www.trendmicro.com/ja_jp/about/legal/privacy-policy.html',
    },
    {
      label: 'データ収集について（Data Collection Notice、英語）',
      href: 'https://success.trendmicro.com/data-collection-disclosure',
    },
  ],
  en: [
    {
      label: 'License agreements, Cloud Service Terms of Service',
      href: 'https://www.trendmicro.com/en_us/about/legal.html',
    },
    {
      label: 'Global Privacy Notice',
      href: 'https://www.trendmicro.com/en_us/about/legal/privacy-policy-product.html',
    },
    { label: 'Data Collection Notice', href: 'https://success.trendmicro.com/data-collection-disclosure' },
  ],
};

/** The words of a consent: tenant, plan, what changes for good, and the warnings of guide 3-13 and 3-14. */
export function consentText({ row, operatorName, hands, zone }: ConsentAbout, language: Language): ConsentText {
  const say = sayingIn(language);
  const { window, notBefore } = row;
  // Nobody knows that instant ahead, so that no notice of it can be sent.
  const always = notBefore
    ? say('いつでも', 'at any time')
    : say(
        'いつでも（準備が整い次第、日時の事前案内なしに開始します）',
        'at any time: as soon as it is ready, without a notice of the hour',
      );
  const hours = window ? `${window.from}–${window.to} (${window.zone})` : always;
  return {
    passages: [
      {
        heading: say('対象', 'What this is about'),
        pairs: [
          [say('お客様', 'Customer'), `${row.companyName} (${row.tenantId})`],
          [
            say('作業', 'Work'),
            say(
              'Trend Micro Apex One SaaSからTrend Vision One Endpoint Security（Standard Endpoint Protection）へのアップデート',
              'Update of Trend Micro Apex One SaaS to Trend Vision One Endpoint Security (Standard Endpoint Protection)',
            ),
          ],
          [say('現在のコンソール', 'Console today'), row.apexCentralHost],
          [say('新しいサインイン名', 'New sign-in name'), row.primaryEmail],
          [say('リージョン', 'Region'), row.region],
          [say('作業可能な時間帯', 'Hours for the update'), hours],
          ...(notBefore
            ? [[say('作業開始可能日時', 'Not before'), formatInstant(notBefore, zone, language)] as const]
            : []),
          [
            say('作業者', 'Who does it'),
            hands === 'operator'
              ? say(`${operatorName}の担当者（手作業）`, `A person at ${operatorName}, by hand`)
              : say(
                  `${operatorName}のシステム（お客様のパスワードでコンソールにサインインし、ブラウザを自動操作します）`,
                  `A system of ${operatorName}: a browser that signs in to the consoles with your passwords and acts by itself`,
                ),
          ],
        ],
      },
      {
        heading: say('元に戻せない変更', 'What changes for good'),
        items: changesForGood({ ...row, language }),
      },
      { heading: say('アップデート中の影響', 'What you will notice'), items: duringTheUpdate(language) },
      {
        heading: say('メーカーの法的文書', 'Legal texts of the vendor'),
        items: [
          say(
            'アップデートの際、お客様に代わって次の文書の内容に同意します。同意の前にお読みください。',
            'During the update these texts are agreed to on your behalf. Please read them first.',
          ),
        ],
        links: LEGAL_TEXTS[language],
      },
    ],
    warnings: say(
      [
        '恒久的なアップデート：開始後は、停止することも、以前の状態に戻すこともできません。すべてのライセンス情報と関連する製品データがTrend Vision Oneに自動的に転送されます。',
        '強制サインアウト：開始後はコンソールに一時的にアクセスできなくなり、使用中の方は自動的にサインアウトされます。',
        'コンプライアンス：Trend Vision Oneのデータのプライバシー、セキュリティ、コンプライアンスをご確認ください。PCI DSSなど特定の要件がある場合は、メーカーの資料を先にお読みください。',
        'アップデート後の作業：ユーザアカウントのアップグレードが必要になる場合があります。製品インスタンスの設定と、ユーザのアクセス権をご確認ください。',
      ],
      [
        `Permanent: once it has started, the update can be neither stopped nor taken back. All licence information and related product data move to ${VISION_ONE.en}.`,
        'Forced sign-out: the console cannot be reached for a while, and everybody who uses it is signed out.',
        'Compliance: check data privacy, security and compliance of Trend Vision One. If you have PCI requirements, read the page of the vendor first.',
        'Tasks afterwards: user accounts may have to be upgraded. Check the settings of the product instance and the access rights of your users.',
      ],
    ),
    statement: say(
      '上記のすべてを読み、理解しました。この作業について同意する権限があり、上記の元に戻せない変更と法的文書に同意します。',
      'I have read and understood all of the above. I am authorised to decide, and I consent to these permanent changes and to the legal texts.',
    ),
  };
}

/** The name under which a record keeps a text: nobody can change a word of it without changing this. */
export function nameOfText(text: ConsentText, language: Language): ConsentTextName {
  const sha256 = createHash('sha256')
    .update(JSON.stringify([text.passages, text.warnings, text.statement]))
    .digest('hex');
  return { version: VERSION, language, sha256 };
}
