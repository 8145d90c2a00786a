import * as z from '../zod.ts';
import { OUTCOMES } from '../outcome.ts';
import { FIGURE_NAMES } from '../texts/outcomes.ts';
import { FATES, undeliveredLine } from '../undelivered.ts';
import { recordedCodeSchema, recordedStatementSchema } from './statement.ts';
import { entry, plain } from './wording.ts';

const HANDS_JA = {
  browser: '自動（ブラウザ操作）',
  attended: '自動（担当者立ち会い）',
  operator: '担当者',
  scripted: '自動（スクリプト）',
} as const;

/** What was done with a tenant: the lines of its journal. */
export const OF_JOURNAL = {
  done: plain({ ja: '完了', en: 'done' }),
  looksAgain: entry(
    { at: z.string(), why: z.optional(z.enum(['windowClosed', 'vendorNotReady'])) },
    ({ at, why }) =>
      `次回の確認は${at}${why === undefined ? '' : why === 'windowClosed' ? '（作業時間帯の外）' : '（メーカー側の準備中）'}`,
    ({ at, why }) => `looks again at ${at}${why === undefined ? '' : ` (${why})`}`,
  ),
  /** Before a press that cannot be undone, or right after it: the button as the console labels it. */
  pressed: entry(
    {
      guideStep: z.string(),
      label: z.string(),
      hands: z.enum(['browser', 'attended', 'operator', 'scripted']),
      person: z.optional(z.string()),
    },
    ({ guideStep, label, hands, person }) =>
      `[${label}] を押しました（ガイド ${guideStep}、${HANDS_JA[hands]}${person === undefined ? '' : `：${person}`}）`,
    ({ guideStep, label, hands, person }) =>
      `pressed [${label}] (guide ${guideStep}, hands: ${hands}${person === undefined ? '' : `, ${person}`})`,
  ),
  /** Guide 3-18: which lists either console did not let us read. */
  answerLost: entry(
    { error: recordedCodeSchema, reason: recordedStatementSchema },
    ({ error, reason }, inner) =>
      `ボタンを押しましたが、応答を確認できませんでした（${error}：${inner(reason)}）。行の表示を確認していきます`,
    ({ error, reason }, inner) => `pressed, and the answer was lost (${error}: ${inner(reason)}): the row is watched`,
  ),
  failed: entry(
    { error: recordedCodeSchema, reason: recordedStatementSchema },
    ({ error, reason }, inner) => `${error}：${inner(reason)}`,
    ({ error, reason }, inner) => `${error}: ${inner(reason)}`,
  ),
  waitsAtTheDesk: entry(
    { reason: recordedStatementSchema },
    ({ reason }, inner) => `担当者の対応待ち：${inner(reason)}`,
    ({ reason }, inner) => `waits at the desk: ${inner(reason)}`,
  ),
  ended: entry(
    { outcome: z.enum(OUTCOMES), reason: z.optional(recordedStatementSchema) },
    ({ outcome, reason }, inner) => `${FIGURE_NAMES[outcome].ja}${reason === undefined ? '' : `：${inner(reason)}`}`,
    ({ outcome, reason }, inner) => `${outcome}${reason === undefined ? '' : `: ${inner(reason)}`}`,
  ),
  handedTo: entry(
    { assignee: z.string() },
    ({ assignee }) => `担当者を${assignee}に変更しました`,
    ({ assignee }) => `is handed to ${assignee}`,
  ),
  /** By attended hands: whatever leaves the vault for a person's computer. */
  secretOpened: entry(
    { purpose: z.string() },
    ({ purpose }) => `立ち会い作業のため${purpose}を取り出しました`,
    ({ purpose }) => `opened ${purpose} for attended hands`,
  ),
  secretsShown: entry(
    { purposes: z.array(z.string()) },
    ({ purposes }) => `${purposes.join('、')}を表示しました`,
    ({ purposes }) => `was shown ${purposes.join(', ')}`,
  ),
  secretsDestroyed: entry(
    { purposes: z.array(z.string()) },
    ({ purposes }) =>
      `機密情報 ${String(purposes.length)}件を破棄しました：${purposes.join('、') || '残りはありませんでした'}`,
    ({ purposes }) => `destroyed ${String(purposes.length)} secrets: ${purposes.join(', ') || 'none was left'}`,
  ),
  tookOver: plain({
    ja: 'プライマリユーザアカウントを引き継ぎました',
    en: 'has taken over the primary account',
  }),
  consented: entry(
    { at: z.string() },
    ({ at }) => `${at}に同意しました`,
    ({ at }) => `consented at ${at}`,
  ),
  declinedConsent: entry(
    { at: z.string() },
    ({ at }) => `${at}に不同意と回答しました`,
    ({ at }) => `declined at ${at}`,
  ),
  approverReplaced: entry(
    { address: z.string(), formerly: z.nullable(z.string()), because: z.string() },
    ({ address, formerly, because }) =>
      `同意の依頼先を${formerly ?? '指定なし'}から ${address} に変更しました：${because}`,
    ({ address, formerly, because }) =>
      `asks ${address} for the consent instead of ${formerly ?? 'nobody'}: ${because}`,
  ),
  licenceExpiresSoon: entry(
    { expiresOn: z.string() },
    ({ expiresOn }) => `ポータルの表示は「間もなく期限切れ」です（有効期限：${expiresOn}）`,
    ({ expiresOn }) => `the portal says 間もなく期限切れ: the licence expires on ${expiresOn}`,
  ),
  notCompared: entry(
    { before: z.array(recordedStatementSchema), after: z.array(recordedStatementSchema) },
    ({ before, after }, inner) => {
      const lists = [...before.map((why) => ['前', why] as const), ...after.map((why) => ['後', why] as const)];
      const named = lists.map(([when, why]) => `アップデート${when}の${inner(why)}`);
      return `読み取れなかった一覧を除いて比較しました（${named.join('、')}）`;
    },
    ({ before, after }, inner) => {
      const lists = [...before.map((why) => ['before', why] as const), ...after.map((why) => ['after', why] as const)];
      const named = lists.map(([when, why]) => `${when} the update, ${inner(why)}`);
      return `compared without lists that could not be read: ${named.join('; ')}`;
    },
  ),
  pictureNotKept: entry(
    { name: z.string(), why: z.string() },
    ({ name, why }) => `画面の記録 ${name}は保存していません（${why}）`,
    ({ name, why }) => `has no picture ${name}: ${why}`,
  ),
  userUpgraded: entry(
    { account: z.string() },
    ({ account }) => `ユーザアカウント「${account}」：アップグレード済み`,
    ({ account }) => `user account "${account}": is upgraded`,
  ),
  userNotUpgraded: entry(
    { account: z.string(), reason: recordedStatementSchema },
    ({ account, reason }, inner) => `ユーザアカウント「${account}」：${inner(reason)}`,
    ({ account, reason }, inner) => `user account "${account}": ${inner(reason)}`,
  ),
  verificationCodeArrived: entry(
    { prefix: z.string() },
    ({ prefix }) => `プレフィックス ${prefix}の検証コードが届きました`,
    ({ prefix }) => `a verification code with the prefix ${prefix} arrived`,
  ),
  verificationMailBelieved: entry(
    { prefix: z.string(), findings: z.string() },
    ({ prefix, findings }) => `コード ${prefix}のメールをメーカーのものと判断しました：${findings}`,
    ({ prefix, findings }) => `took the mail with the code ${prefix} for the vendor's: ${findings}`,
  ),
  mailNotTaken: entry(
    { address: z.string(), why: recordedStatementSchema },
    ({ address, why }, inner) => `${address} 宛てのメールを、メーカーのものと判断しませんでした：${inner(why)}`,
    ({ address, why }, inner) => `a mail to ${address} was not taken for the vendor's: ${inner(why)}`,
  ),
  mailNotDelivered: entry(
    { to: z.string(), kind: z.string(), fate: z.enum(FATES), said: z.string() },
    (mail) => undeliveredLine(mail, 'ja'),
    (mail) => undeliveredLine(mail, 'en'),
  ),
  completionMailsRefused: entry(
    { refused: z.number(), all: z.number() },
    ({ refused, all }) => `完了メール ${String(all)}通のうち${String(refused)}通の送信が拒否されました`,
    ({ refused, all }) => `${String(refused)} of ${String(all)} completion mails were refused`,
  ),
  pressAnnounced: entry(
    { plannedAt: z.string() },
    ({ plannedAt }) => `関係者にアップデートの開始予定（${plannedAt}）を連絡しました`,
    ({ plannedAt }) => `told its stakeholders that the update begins at ${plannedAt}`,
  ),
  pressNotAnnounced: entry(
    { reason: recordedStatementSchema },
    ({ reason }, inner) => `関係者にアップデートの開始予定を連絡できませんでした：${inner(reason)}`,
    ({ reason }, inner) => `could not tell its stakeholders when the update begins: ${inner(reason)}`,
  ),
};
