import { untouchedAccounts } from '../accounts.ts';
import type { Consent } from '../consent.ts';
import { compared } from '../comparison.ts';
import { guideStepOf, type GuideStep } from '../guide.ts';
import type { Hands } from '../hands.ts';
import { html, type Html, type Part } from '../html.ts';
import { isDeed, isDone, nextLookOf, type JournalEvent } from '../journal.ts';
import { sayingIn, type Language, type LocalizedText } from '../language.ts';
import type { Signatory } from '../mails/signature.ts';
import { POINTS_OF_NO_RETURN } from '../points-of-no-return.ts';
import { nameOf, type SignedIn } from '../signed-in.ts';
import type { Tenant } from '../tenant.ts';
import { consoleUrl } from '../texts/consoles.ts';
import { describeGuideStep } from '../texts/guide-steps.ts';
import { formatDate, formatInstant } from '../texts/instants.ts';
import { describeUntouchedAccount } from '../texts/untouched-account.ts';
import type { UserUpgradeRecord } from '../user.ts';
import { evidenceSection, manifestSection, type EvidencePicture } from './completion-evidence.ts';
import { factsTable } from './facts-table.ts';
import { STYLE } from './report-style.ts';

export interface CompletionRecords {
  tenant: Tenant;
  events: readonly JournalEvent[];
  users: readonly UserUpgradeRecord[];
  pictures: readonly EvidencePicture[];
  /** The deployment's, for a row that names none. */
  defaultHands: Hands;
  writtenAt: string;
}

/**
 * 作業完了報告書: what was done for one customer, to be printed and filed. It rests on the record and the journal of this
 * tenant alone, and so can name no other.
 */
export function completionReport(records: CompletionRecords, signatory: Signatory, language: Language): string {
  const { tenant, pictures, writtenAt } = records;
  const { companyName } = tenant.row;
  const { operatorName, operatorTelephone, replyTo, operatorTicket, zone } = signatory;
  const say = sayingIn(language);
  const title = say('作業完了報告書', 'Completion report');
  const time = (instant: string | undefined): string =>
    instant ? formatInstant(instant, zone, language) : say('記録なし', 'not recorded');
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title} ${companyName}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<p>${say(`${companyName} 御中`, `for ${companyName}`)}</p>
<p>${say(
    'Trend Micro Apex One SaaSからTrend Vision One Endpoint Security（Standard Endpoint Protection）へのアップデートが完了しましたので、下記のとおりご報告いたします。',
    'The update from Trend Micro Apex One SaaS to Trend Vision One Endpoint Security (Standard Endpoint Protection) is finished. This is what was done.',
  )}</p>
</header>
<main>
${factsTable([
  [say('作成日時', 'Written'), time(writtenAt)],
  [say('作成者', 'By'), operatorName],
  [say('連絡先', 'Contact'), `${operatorTelephone} / ${replyTo}`],
  ...(operatorTicket ? [[say('管理番号', 'Ticket'), operatorTicket] as const] : []),
])}
<h2>${say('1. 作業の概要', '1. Overview')}</h2>
${factsTable(overview(tenant, language, time))}
<h2>${say('2. 実施した手順', '2. What was done')}</h2>
${stepsTable(records, language, time)}
${pressesTable(records, language, time)}
<h2>${say('3. 同意の記録', '3. Consent')}</h2>
${factsTable(consentPairs(tenant.consent, language, time))}
<h2>${say('4. 成功の証跡', '4. Evidence of success')}</h2>
${evidenceSection(tenant, pictures, language, time)}
<h2>${say('5. 更新前後の比較', '5. Before and after')}</h2>
${comparison(tenant, language)}
<h2>${say('6. ユーザアカウント', '6. User accounts')}</h2>
${usersTable(records, language, time)}
<h2>${say('7. 残っている作業', '7. What remains')}</h2>
<ul>${remaining(records, language).map((item) => html`<li>${item}</li>\n`)}</ul>
<h2>${say('8. 証跡の一覧', '8. List of evidence')}</h2>
${manifestSection(pictures, language, time)}
</main>
</body>
</html>
`.text;
}

type Time = (instant: string | undefined) => string;

function overview(
  { row, licence, signedIn, updateRequestedAt, updatedAt, verifiedAt }: Tenant,
  language: Language,
  time: Time,
) {
  const say = sayingIn(language);
  const pairs: [string, Part][] = [
    [say('更新前のコンソール', 'Former console'), row.apexCentralHost],
    [say('新しいコンソール', 'New console'), consoleUrl(row.region)],
    [say('リージョン', 'Region'), row.region],
    ...(signedIn
      ? [
          [say('ビジネス名（ビジネスID）', 'Business name (business ID)'), businessIn(signedIn, language)] as [
            string,
            Part,
          ],
        ]
      : []),
    [say('プライマリユーザアカウント', 'Primary user account'), `${row.clpLoginId} → ${row.primaryEmail}`],
    [say('アップデート開始（3-14）', 'Update begun (3-14)'), time(updateRequestedAt)],
    [say('アップデート完了の確認（3-17）', 'Seen finished (3-17)'), time(updatedAt)],
    [say('コンソールの確認（3-18）', 'Console verified (3-18)'), time(verifiedAt)],
  ];
  if (licence) {
    const { product, seats, kind, expiresOn } = licence;
    pairs.push([say('ライセンス（1-1）', 'Licence (1-1)'), `${product}, ${String(seats)}, ${kind}, ${expiresOn}`]);
  }
  return pairs;
}

/** Beside the company of the CSV, which may be written otherwise. */
function businessIn(signedIn: SignedIn, language: Language): string {
  return nameOf(signedIn) || sayingIn(language)('コンソールに表示なし', 'none shown by the console');
}

const HANDS: Record<Hands, LocalizedText> = {
  browser: { ja: '自動（ブラウザ操作）', en: 'automatic (browser)' },
  attended: { ja: '自動（担当者立ち会い）', en: 'automatic (browser, a person attending)' },
  operator: { ja: '担当者', en: 'operator' },
  scripted: { ja: '自動（スクリプト）', en: 'automatic (script)' },
};

/** States that begin something and leave the rest to a check. */
const BEGINS: ReadonlySet<string> = new Set(['ProvisionConsole', 'RegisterApexCentral', 'StartUpdate']);

/** Each step of the guide once: the last time it was done, and by whom. Looks in between are not work. */
function stepsTable({ tenant, events, defaultHands }: CompletionRecords, language: Language, time: Time): Html {
  const say = sayingIn(language);
  const done = new Map<GuideStep, JournalEvent>();
  for (const event of events) {
    const step = guideStepOf(event.step);
    // These answer with their first look at what they have begun.
    const isStart = BEGINS.has(event.step) && nextLookOf(event) !== undefined;
    if (step && (isDone(event) || isStart)) done.set(step, event);
  }
  const who = ({ by }: JournalEvent): string =>
    by.startsWith('arn:') ? HANDS[tenant.row.hands ?? defaultHands][language] : by;
  const rows = [...done].map(
    ([step, event]) =>
      html`<tr><td>${describeGuideStep(step, language)}</td><td>${time(event.at)}</td><td>${who(event)}</td></tr>\n`,
  );
  if (rows.length === 0) return html`<p>${say('記録はありません。', 'Nothing was recorded.')}</p>`;
  return html`<table><tr><th scope="col">${say('手順', 'Step')}</th><th scope="col">${say('実施日時', 'When')}</th><th scope="col">${say('実施者', 'By')}</th></tr>
${rows}</table>`;
}

/** Each press that cannot be undone, in the order of the guide: when its mark was written, and whose hands pressed. */
function pressesTable(
  { tenant, events, users, defaultHands }: CompletionRecords,
  language: Language,
  time: Time,
): Html {
  const say = sayingIn(language);
  const presses = POINTS_OF_NO_RETURN.flatMap(({ guideStep, state, label, mark }) => {
    const marks =
      guideStep === '3-19'
        ? users.map(({ name, passwordResetRequestedAt }) => ({
            step: `${state}:${name}`,
            at: passwordResetRequestedAt,
            name,
          }))
        : [{ step: state, at: tenant[mark], name: undefined }];
    return marks.flatMap(({ step, at, name }) => (at === undefined ? [] : [{ guideStep, label, step, at, name }]));
  });
  if (presses.length === 0) return html`<p>${say('記録はありません。', 'Nothing was recorded.')}</p>`;
  const whose = (step: string): string => {
    const pressed = events.findLast(({ step: at, what }) => at === step && isDeed(what, 'pressed'))?.what;
    // An earlier version wrote no line for a press.
    if (pressed === undefined || !isDeed(pressed, 'pressed')) return HANDS[tenant.row.hands ?? defaultHands][language];
    return [HANDS[pressed.hands][language], pressed.person].filter(Boolean).join(say('：', ': '));
  };
  const rows = presses.map(
    ({ guideStep, label, step, at, name }) =>
      html`<tr><td>${guideStep} [${label}]${name === undefined ? '' : ` (${name})`}</td><td>${time(at)}</td><td>${whose(step)}</td></tr>
`,
  );
  return html`<table><tr><th scope="col">${say('元に戻せない操作', 'Press that cannot be undone')}</th><th scope="col">${say('実施日時', 'When')}</th><th scope="col">${say('実施者', 'By')}</th></tr>
${rows}</table>`;
}

function consentPairs(consent: Consent | undefined, language: Language, time: Time): [string, Part][] {
  const say = sayingIn(language);
  if (!consent) return [[say('同意', 'Consent'), say('記録なし', 'not recorded')]];
  const given: [string, Part][] =
    consent.kind === 'written'
      ? [
          [say('種別', 'Kind'), say('書面', 'in writing')],
          [say('同意書管理番号', 'Reference'), consent.reference],
          [say('同意日', 'Given on'), formatDate(consent.on, language)],
        ]
      : [
          [say('種別', 'Kind'), say('オンライン（確認コードで本人確認）', 'online, confirmed with a one-time code')],
          [say('同意者のアドレス', 'Address'), consent.address],
          [say('同意日時', 'Given'), time(consent.at)],
          [say('同意した文面', 'Text'), html`${consent.text.version} <code>${consent.text.sha256}</code>`],
        ];
  return [
    ...given,
    [say('同意者', 'By'), consent.by],
    [say('記録日時', 'Recorded'), time(consent.recordedAt)],
    [say('計画の識別子', 'Plan'), html`<code>${consent.planHash}</code>`],
  ];
}

function comparison(tenant: Tenant, language: Language): Html {
  const say = sayingIn(language);
  const unknown = say('記録なし', 'not recorded');
  const rows = compared(tenant).map(
    ({ name, before, after }) =>
      html`<tr><th scope="row">${name[language]}</th><td class="n">${before ?? unknown}</td><td class="n">${after ?? unknown}</td></tr>\n`,
  );
  return html`<table><tr><th scope="col">${say('項目', 'Item')}</th><th scope="col" class="n">${say('更新前', 'Before')}</th><th scope="col" class="n">${say('更新後', 'After')}</th></tr>
${rows}</table>
<p>${say(
    'メーカーのアップデートガイドのとおり、エージェントのアップデートは発生せず、エージェントが通信するFQDN、ユーザ側の画面とポップアップに変更はありません。',
    "As the vendor's update guide says, agents are not updated; the FQDNs they talk to, and what users see, stay the same.",
  )}</p>`;
}

function usersTable({ tenant, users }: CompletionRecords, language: Language, time: Time): Html {
  const say = sayingIn(language);
  const { userAccounts } = tenant.row;
  const untouched = untouchedList(tenant, language);
  if (userAccounts.kind !== 'listed' || userAccounts.accounts.length === 0)
    return html`<p>${say('対象のユーザアカウントはありません。', 'There are no user accounts to upgrade.')}</p>${untouched}`;
  const upgraded = new Map(users.map(({ name, upgradedAt }) => [name, upgradedAt]));
  const rows = userAccounts.accounts.map(({ name, email }) => {
    const at = upgraded.get(name);
    return html`<tr><td>${name}</td><td>${email}</td><td>${at ? time(at) : say('未実施', 'not yet')}</td></tr>\n`;
  });
  return html`<table><tr><th scope="col">${say('ユーザ名', 'User')}</th><th scope="col">${say('今後のログインID', 'Signs in as')}</th><th scope="col">${say('アップグレード', 'Upgraded')}</th></tr>
${rows}</table>${untouched}`;
}

/** Every account that the customer has to look after. */
function untouchedList(tenant: Tenant, language: Language): Part {
  const untouched = untouchedAccounts(tenant);
  if (untouched.length === 0) return false;
  const say = sayingIn(language);
  return html`
<p>${say('変更していないアカウント：', 'Accounts that were not touched:')}</p>
<ul>${untouched.map(
    (account) => html`<li>${describeUntouchedAccount(account, language)}</li>
`,
  )}</ul>`;
}

function remaining({ tenant, users }: CompletionRecords, language: Language): string[] {
  const say = sayingIn(language);
  const { userAccounts } = tenant.row;
  const all = userAccounts.kind === 'listed' ? userAccounts.accounts.length : 0;
  const open = String(all - users.filter(({ upgradedAt }) => upgradedAt).length);
  return [
    ...(open === '0'
      ? []
      : [
          say(
            `ユーザアカウントのアップグレード：残り${open}名（各ユーザ様に個別にご案内します）`,
            `Upgrade of user accounts: ${open} to go (each user gets a mail)`,
          ),
        ]),
    ...(tenant.stage === 'handedOver'
      ? []
      : [
          say(
            'プライマリユーザアカウントの引き継ぎ（お客様ご自身のパスワードの設定）',
            'Hand-over of the primary user account: you set a password of your own',
          ),
        ]),
    say('ユーザの役割（権限）、ポリシー、各種設定のご確認', 'Please review user roles, policies and settings'),
  ];
}
