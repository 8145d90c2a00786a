import * as z from '../zod.ts';
import { recordedStatementSchema } from './statement.ts';
import { entry, plain } from './wording.ts';

const CHANNEL_REMEDY = {
  ja: '販売元またはメーカーに、この契約形態でアップデートできるかをご確認ください。回答を記録してから再投入してください。',
  en: 'Ask the reseller or the vendor whether this channel can be updated, and record the answer.',
};
const RENEW = {
  ja: 'ライセンスを更新し、Customer Licensing Portalの有効期限をご確認ください。',
  en: 'Renew the licence, and check its expiry date in the Customer Licensing Portal.',
};
const CHECK_SIGN_IN = {
  ja: 'CSVのサインイン名、登録したパスワードと、お客様のビジネス名・ビジネスIDをご確認ください。',
  en: 'Check the sign-in name of the CSV, the password that was imported, and the business name and ID of the customer.',
};
const CORRECT_ACCOUNTS = {
  ja: 'Apex Centralの [運用管理] > [アカウント管理] > [ユーザアカウント] とCSVの「Apex Centralユーザアカウント」を一致させてください。',
  en: 'Make the column user_accounts of the CSV list exactly the accounts of Apex Central (Administration > Account Management > User Accounts).',
};

const quoted = (names: readonly string[]): string => names.map((name) => `「${name}」`).join('、');

/** What a tenant's own licence, accounts, people and plan decide. */
export const OF_TENANTS = {
  otherBusiness: entry(
    { recorded: z.string(), shown: z.string() },
    ({ recorded, shown }) =>
      `コンソールのビジネスが前回と異なります：前回は「${recorded}」、今回は「${shown}」。操作は行っていません`,
    ({ recorded, shown }) =>
      `the console shows the business "${shown}", and showed "${recorded}" before: nothing was pressed`,
    {
      title: { ja: 'コンソールのビジネスが前回と異なります', en: 'the console shows another business than before' },
      remedy: CHECK_SIGN_IN,
    },
  ),
  businessOfAnotherTenant: entry(
    { business: z.string(), tenantId: z.string() },
    ({ business, tenantId }) =>
      `コンソールのビジネス「${business}」は、別のテナント ${tenantId}のものとして記録されています。操作は行っていません`,
    ({ business, tenantId }) =>
      `the console shows the business "${business}", which is on record as that of the tenant ${tenantId}: nothing was pressed`,
    {
      title: {
        ja: 'コンソールのビジネスが別のテナントのものです',
        en: 'the console shows the business of another tenant',
      },
      remedy: CHECK_SIGN_IN,
    },
  ),
  otherAccountSignedIn: entry(
    { account: z.string(), shown: z.string() },
    ({ account, shown }) =>
      `「${account}」でサインインしましたが、コンソールには「${shown}」と表示されています。操作は行っていません`,
    ({ account, shown }) => `signed in as "${account}", and the console shows "${shown}": nothing was pressed`,
    {
      title: {
        ja: '別のアカウントでサインインされています',
        en: 'the console is signed in as another account',
      },
      remedy: CHECK_SIGN_IN,
    },
  ),
  baselineDoubtful: entry(
    { seats: z.int(), after: z.int() },
    ({ seats, after }) =>
      `アップデート前の管理下のセキュリティエージェントが0と読み取られています（ライセンス ${String(seats)}シート、現在 ${String(after)}）。減っていないかどうかを担当者がご確認ください`,
    ({ seats, after }) =>
      `before the update 0 managed agents were read, with a licence of ${String(seats)} seats, and now there are ${String(after)}: whether any are missing only a person can say`,
    {
      title: {
        ja: 'アップデート前のエージェント数が0と読み取られています',
        en: 'before the update 0 managed agents were read',
      },
    },
  ),
  licenceChannelNotCovered: entry(
    { channel: z.string() },
    ({ channel }) =>
      `ライセンス契約形態が${channel}です（ガイドの対象はTSSLのみ）。先にメーカーの回答を記録してください`,
    ({ channel }) =>
      `its licence is of the channel ${channel}; the guide covers TSSL only: record the vendor's answer first`,
    {
      title: { ja: 'ライセンス契約形態がTSSLではありません', en: 'the channel of the licence is not TSSL' },
      remedy: CHANNEL_REMEDY,
    },
  ),
  licenceDateUnreadable: entry(
    { expiresOn: z.string() },
    ({ expiresOn }) => `ライセンスの有効期限が実在しない日付です：「${expiresOn}」`,
    ({ expiresOn }) => `its licence shows an expiry date that does not exist: "${expiresOn}"`,
    {
      title: {
        ja: 'ライセンスの有効期限が実在しない日付です',
        en: 'the licence shows an expiry date that does not exist',
      },
    },
  ),
  licenceExpired: entry(
    { expiresOn: z.string() },
    ({ expiresOn }) => `ライセンスの有効期限（${expiresOn}）が切れています`,
    ({ expiresOn }) => `its licence expired on ${expiresOn}`,
    { title: { ja: 'ライセンスの有効期限が切れています', en: 'the licence has expired' }, remedy: RENEW },
  ),
  licenceExpiresTooSoon: entry(
    { expiresOn: z.string(), days: z.number() },
    ({ expiresOn, days }) =>
      `ライセンスの有効期限（${expiresOn}）まで、アップデート予定日から${String(days)}日未満です`,
    ({ expiresOn, days }) =>
      `its licence expires on ${expiresOn}, less than ${String(days)} days after the planned update`,
    {
      title: {
        ja: 'アップデート予定日の直後にライセンスの有効期限が切れます',
        en: 'the licence expires too soon after the planned update',
      },
      remedy: RENEW,
    },
  ),
  accountsDoNotMatch: entry(
    { notListed: z.array(z.string()), notInConsole: z.array(z.string()) },
    ({ notListed, notInConsole }) =>
      [
        notListed.length > 0 && `コンソールのユーザアカウント${quoted(notListed)}がCSVにありません`,
        notInConsole.length > 0 && `CSVのユーザアカウント${quoted(notInConsole)}がコンソールにありません`,
      ]
        .filter(Boolean)
        .join('。'),
    ({ notListed, notInConsole }) =>
      [
        ...notListed.map((name) => `the console has the user account "${name}", the row does not list it`),
        ...notInConsole.map((name) => `the row lists the user account "${name}", the console does not have it`),
      ].join('; '),
    { remedy: CORRECT_ACCOUNTS },
  ),
  connectedElsewhere: plain({
    ja: 'Apex Centralはすでに別のVision Oneコンソールに登録されています（統合設定：登録済み）。先に接続を解除してください',
    en: 'Apex Central is already registered with another Vision One console (統合設定 shows 登録済み): disconnect it there first',
  }),
  promisesNotKept: entry(
    {
      agents: z.optional(z.object({ before: z.number(), after: z.number() })),
      server: z.optional(z.object({ before: z.string(), after: z.string() })),
    },
    ({ agents, server }) =>
      [
        agents && `管理下のエージェント数が${String(agents.after)}台です（アップデート前は${String(agents.before)}台）`,
        server &&
          `エージェントの接続先サーバが${server.after}です（アップデート前は${server.before}、ガイドでは変更されない項目）`,
      ]
        .filter(Boolean)
        .join('。'),
    ({ agents, server }) =>
      [
        agents &&
          `the console shows ${String(agents.after)} managed agents, before the update it showed ${String(agents.before)}`,
        server &&
          `agents are said to talk to ${server.after}, before the update it was ${server.before}; the guide promises that it stays`,
      ]
        .filter(Boolean)
        .join('; '),
  ),
  consentNotGiven: plain({
    ja: 'この計画に対する同意がありません。お客様の環境は変更していません',
    en: 'consent not given for this plan; nothing was changed at the vendor',
  }),
  planChanged: plain({
    ja: 'サインイン名の変更後に計画が変わりました。アカウント、メールアドレス、コンソール、地域を最初のファイルの値に戻してください',
    en: 'the plan changed after the sign-in name had: put back the account, address, console and region of the first file',
  }),
  approverHasNotAnswered: entry(
    { approver: z.string() },
    ({ approver }) => `同意の回答待ちです（${approver} に依頼済み）`,
    ({ approver }) => `consent not given: ${approver} was asked and has not answered`,
    { title: { ja: '承認者の回答がありません', en: 'the approver has not answered' } },
  ),
  approverNotMailed: entry(
    { approver: z.string(), because: recordedStatementSchema },
    ({ approver, because }, inner) => `${approver} に同意の依頼メールを送信できませんでした（${inner(because)}）`,
    ({ approver, because }, inner) =>
      `consent not given: the request to ${approver} could not be mailed (${inner(because)})`,
    { title: { ja: '同意の依頼メールを送信できませんでした', en: 'the request for consent could not be mailed' } },
  ),
  noApprover: plain({
    ja: 'CSVに承認者の指定がありません。別の承認者を指定してください',
    en: 'consent not given: the row names no approver; the operator has to name somebody else',
  }),
  approverIsOwn: entry(
    { address: z.string() },
    ({ address }) =>
      `承認者 ${address} は運用会社のアドレスで、それを認める設定がありません。別の承認者を指定してください`,
    ({ address }) =>
      `consent not given: the approver ${address} is at the operator's own mail domain, and no setting says why that is right here; the operator has to name somebody else`,
    { title: { ja: '承認者が運用会社のアドレスです', en: "the approver is at the operator's own mail domain" } },
  ),
  declined: entry(
    { by: z.string(), address: z.string(), why: z.optional(z.string()), hasChanged: z.optional(z.boolean()) },
    ({ by, address, why, hasChanged }) =>
      `${by} 様（${address}）が同意されませんでした${why ? `：${why}` : ''}${hasChanged ? '。ただしサインイン名は変更済みです' : ''}`,
    ({ by, address, why, hasChanged }) =>
      `declined by ${by} (${address})${why ? `: ${why}` : ''}${hasChanged ? ', but the sign-in name has already changed' : ''}`,
  ),
  passwordMissing: entry(
    { purpose: z.string(), account: z.string() },
    ({ purpose, account }) =>
      `アカウント「${account}」のパスワード（${purpose}）が登録されていません。登録してからテナントをもう一度開始してください`,
    ({ purpose, account }) =>
      `the vault has no password (${purpose}) for the account "${account}": import it, then start the tenant again`,
    { title: { ja: '必要なパスワードが登録されていません', en: 'a password that is needed was not imported' } },
  ),
  leftToUser: plain({
    ja: '次回サインイン時にユーザご本人がアカウントをアップグレードします',
    en: 'the user upgrades the account at the next sign-in',
  }),
  accountNotWorking: entry(
    { by: z.string(), why: z.optional(z.string()) },
    ({ by, why }) => `アップグレードできないとの回答がありました（${by}）${why ? `：${why}` : ''}`,
    ({ by, why }) => `it does not work, says ${by}${why ? `: ${why}` : ''}`,
  ),
  notTakenOver: plain({
    ja: 'お客様によるプライマリユーザアカウントの引き継ぎがまだです',
    en: 'the customer has not taken over the primary account',
  }),
};
