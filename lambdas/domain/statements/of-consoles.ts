import * as z from '../zod.ts';
import type { Language } from '../language.ts';
import { recordedStatementSchema } from './statement.ts';
import { entry, plain } from './wording.ts';

/** A row of Product Instance as it was read; `null` where the list has none of the product. */
const row = z.nullable(
  z.object({ displayName: z.string(), instanceType: z.string(), status: z.string(), updateOffered: z.boolean() }),
);

function rowIn(language: Language, shown: z.infer<typeof row>): string {
  if (!shown) return language === 'ja' ? '該当する行なし' : 'no row';
  const button = language === 'ja' ? ' · ボタンあり' : ' · with the button';
  return `"${shown.displayName}" · ${shown.instanceType} · ${shown.status}${shown.updateOffered ? button : ''}`;
}

/** What a page shows in place of what was expected: texts of the vendor's, without secrets. */
const page = z.object({
  title: z.string(),
  headings: z.array(z.string()),
  buttons: z.array(z.string()),
  alerts: z.array(z.string()),
});

function pageIn(language: Language, { title, headings, buttons, alerts }: z.infer<typeof page>): string {
  const list = (texts: readonly string[]): string =>
    texts.map((text) => `"${text}"`).join(', ') || (language === 'ja' ? 'なし' : 'none');
  if (language === 'ja') {
    const alert = alerts.length > 0 ? `、メッセージ：${list(alerts)}` : '';
    return `表示された画面「${title}」（見出し：${list(headings)}、ボタン：${list(buttons)}${alert}）`;
  }
  const alert = alerts.length > 0 ? `, alerts ${list(alerts)}` : '';
  return `the page "${title}" shows headings ${list(headings)}, buttons ${list(buttons)}${alert}`;
}

/** A console as Japanese sentences name it: without the article. */
const nameOf = (console: string): string => console.replace(/^the /u, '');

/** What a page said, word for word, behind a sentence. */
function saidIn(language: Language, said: string | undefined): string {
  if (said === undefined || said === '') return '';
  return language === 'ja' ? `（表示：「${said}」）` : `; it said "${said}"`;
}

const LOOK_DO_NOT_PRESS = {
  ja: '先にProduct Instance画面の行をご確認ください。もう一度ボタンを押さないでください。',
  en: 'Look at the row on Product Instance first. Do not press the button again.',
};

/** What the vendor's consoles showed, answered, or did not. */
export const OF_CONSOLES = {
  effectNotShownYet: entry(
    { label: z.string(), markedAt: z.string() },
    ({ label, markedAt }) =>
      `${markedAt}に [${label}] を押しましたが、結果がまだ表示されていません。もう一度押さずに確認を続けます`,
    ({ label, markedAt }) =>
      `[${label}] was pressed at ${markedAt}, and its effect does not show yet: it is watched for, and not pressed again`,
    { title: { ja: '操作の結果がまだ表示されていません', en: 'the effect of a press does not show yet' } },
  ),
  effectNeverShown: entry(
    { label: z.string(), markedAt: z.string() },
    ({ label, markedAt }) => `${markedAt}に [${label}] を押した記録がありますが、結果が表示されません`,
    ({ label, markedAt }) => `[${label}] is on record as pressed at ${markedAt}, and its effect does not show`,
    {
      title: { ja: '操作の結果が表示されません', en: 'the effect of a press does not show' },
      remedy: {
        ja: 'コンソールを確認し、結果が表示されていなければ、デスクの案内に沿って操作してください。',
        en: 'Look at the console. If nothing came of the press, go on as the desk says.',
      },
    },
  ),
  captcha: entry(
    { said: z.optional(z.string()) },
    ({ said }) => `コンソールでCAPTCHAが表示されました。人による操作が必要です${saidIn('ja', said)}`,
    ({ said }) => `the console asks for a CAPTCHA: only a person may answer it${saidIn('en', said)}`,
    {
      title: { ja: 'CAPTCHAが表示されました', en: 'the console asks for a CAPTCHA' },
      remedy: {
        ja: 'コンソールにサインインし、CAPTCHAに回答して、その手順を手作業で行ってください。',
        en: 'Sign in to the console, answer the CAPTCHA, and do the step by hand.',
      },
    },
  ),
  controlCovered: entry(
    { control: z.string(), by: z.string() },
    ({ control, by }) => `${control}の上に別の表示が重なっており、操作できません：「${by}」`,
    ({ control, by }) => `${control} cannot be pressed, because something lies over it: "${by}"`,
    {
      title: { ja: '別の表示が重なっており、操作できません', en: 'something lies over what is to be pressed' },
      remedy: {
        ja: 'コンソールにサインインし、重なっている表示の内容を確認のうえ閉じてから、テナントをもう一度開始してください。',
        en: 'Sign in to the console, read what lies over the page and close it, then start the tenant again.',
      },
    },
  ),
  redirectedElsewhere: entry(
    { to: z.string() },
    ({ to }) => `コンソールが、対象外のサイト（${to}）へ転送されました。何も入力していません`,
    ({ to }) => `the console leads on to ${to}, which is none of the consoles: nothing was typed there`,
    {
      title: { ja: 'コンソールが対象外のサイトへ転送されました', en: 'the console leads to another site' },
    },
  ),
  accountLocked: entry(
    { console: z.string(), account: z.string(), said: z.string() },
    ({ console, account, said }) =>
      `${nameOf(console)}で「${account}」がロックされています。解除されるまで、サインインは試しません${saidIn('ja', said)}`,
    ({ console, account, said }) =>
      `${console} has locked "${account}": no further sign-in is tried until a person has unlocked it${saidIn('en', said)}`,
    {
      title: { ja: 'アカウントがロックされています', en: 'the account is locked' },
      remedy: {
        ja: 'お客様にロックの解除をご依頼ください。解除を確認してから、テナントをもう一度開始してください。',
        en: 'Ask the customer to have the account unlocked, then start the tenant again.',
      },
    },
  ),
  secondFactorAsked: entry(
    { console: z.string(), account: z.string(), said: z.string() },
    ({ console, account, said }) => `${nameOf(console)}が「${account}」に追加の認証を求めています${saidIn('ja', said)}`,
    ({ console, account, said }) => `${console} asks "${account}" for a second factor${saidIn('en', said)}`,
    {
      title: { ja: '追加の認証を求められました', en: 'a second factor is asked for' },
      remedy: {
        ja: 'コンソールにサインインして画面の案内に従い、その手順を手作業で行ってください。',
        en: 'Sign in to the console, do what it asks for, and do the step by hand.',
      },
    },
  ),
  oneTimeCodeMissing: entry(
    { console: z.string() },
    ({ console }) => `${nameOf(console)}がワンタイムコードを求めていますが、シードが登録されていません`,
    ({ console }) => `${console} asks for a one-time code, and the vault has no seed for it`,
    {
      title: {
        ja: 'ワンタイムコードのシードが登録されていません',
        en: 'a one-time code is asked for, and its seed was not imported',
      },
      remedy: {
        ja: '二要素認証のシードを登録するか、その手順を手作業で行ってください。',
        en: 'Import the seed of the one-time codes, or do the step by hand.',
      },
    },
  ),
  oneTimeCodeRefused: entry(
    { console: z.string(), said: z.optional(z.string()) },
    ({ console, said }) =>
      `${nameOf(console)}でワンタイムコードが拒否されました。登録済みのシードが正しいかご確認ください${saidIn('ja', said)}`,
    ({ console, said }) =>
      `${console} refused the one-time code: look whether the seed in the vault is the right one${saidIn('en', said)}`,
    { title: { ja: 'ワンタイムコードが拒否されました', en: 'the one-time code was refused' } },
  ),
  newPasswordAsked: entry(
    { console: z.string(), account: z.string() },
    ({ console, account }) => `${nameOf(console)}が「${account}」に新しいパスワードの設定を求めています`,
    ({ console, account }) => `${console} makes "${account}" choose a new password`,
    {
      title: { ja: '新しいパスワードの設定を求められました', en: 'the console asks for a new password' },
      remedy: {
        ja: 'コンソールでパスワードを変更し、新しいパスワードを visionlift credentials import で登録してください。',
        en: 'Change the password in the console, then import the new one: visionlift credentials import.',
      },
    },
  ),
  wrongAccount: entry(
    { console: z.string(), account: z.string(), other: z.optional(z.string()) },
    ({ console, account, other }) =>
      `${nameOf(console)}に「${account}」でサインインしていません${other ? `（表示：「${other}」）` : ''}`,
    ({ console, account, other }) => `${console} is not signed in as "${account}"${other ? `, but as "${other}"` : ''}`,
    {
      title: { ja: '別のアカウントでサインインしています', en: 'another account is signed in' },
      remedy: {
        ja: 'その手順のアカウントでサインインし直してください。',
        en: 'Sign in with the account that the step is for.',
      },
    },
  ),
  attendedSessionRefused: entry(
    { console: z.string() },
    ({ console }) => `${nameOf(console)}が、担当者のコンピュータで開始したサインインを受け付けませんでした`,
    ({ console }) => `${console} did not accept the session that a person opened on their own computer`,
    {
      title: { ja: '担当者が開始したサインインが無効です', en: 'a session opened by a person was refused' },
      remedy: {
        ja: 'visionlift assist でこの手順を続けてください。',
        en: 'Go on with this step in visionlift assist.',
      },
    },
  ),
  signInRefused: entry(
    { console: z.string(), account: z.string(), said: z.optional(z.string()) },
    ({ console, account, said }) =>
      `${nameOf(console)}で「${account}」のサインイン名またはパスワードが拒否されました${said ? `（表示：「${said}」）` : ''}`,
    ({ console, account, said }) =>
      `${console} refused the sign-in name "${account}" or its password${said ? `, and said "${said}"` : ''}`,
  ),
  newPasswordDoesNotSignIn: entry(
    { address: z.string() },
    ({ address }) => `${address} のウィザードが表示されず、登録済みのパスワードでもサインインできません`,
    ({ address }) => `the wizard no longer appears for ${address}, and the password in the vault does not sign in`,
  ),
  newSignInRefused: entry(
    { address: z.string(), at: z.string() },
    ({ address, at }) => `${at}に、登録済みのパスワードでの ${address} のサインインが拒否されました`,
    ({ address, at }) => `the sign-in of ${address} with the password in the vault was refused at ${at}`,
  ),
  newSignInNotYet: entry(
    { address: z.string(), end: z.string() },
    ({ address, end }) =>
      `${address} の新しいサインインはまだ拒否されています。パスワード設定の反映が遅れることがあるため、${end} 以降にもう一度試します`,
    ({ address, end }) =>
      `the new sign-in of ${address} is refused so far: a reset may show late, and it is tried once more after ${end}`,
  ),
  signedOut: entry(
    { expected: z.optional(z.string()) },
    ({ expected }) =>
      `コンソールからサインアウトされ、サインイン画面が表示されました${expected === undefined ? '' : `（想定：${expected}）`}`,
    ({ expected }) =>
      `the console signed us out${expected === undefined ? '' : `: a sign-in page instead of ${expected}`}`,
  ),
  pageNotAsExpected: entry(
    { expected: z.string(), page },
    ({ expected, page: shown }) => `想定した表示（${expected}）がありません。${pageIn('ja', shown)}`,
    ({ expected, page: shown }) => `expected ${expected}; ${pageIn('en', shown)}`,
  ),
  errorPage: entry(
    { expected: z.string(), page },
    ({ expected, page: shown }) =>
      `コンソールにエラー画面が表示されました（想定：${expected}）。${pageIn('ja', shown)}`,
    ({ expected, page: shown }) => `the console shows an error page: expected ${expected}; ${pageIn('en', shown)}`,
  ),
  blankPage: entry(
    { expected: z.string() },
    ({ expected }) => `コンソールに何も表示されません（想定：${expected}）`,
    ({ expected }) => `the console shows a blank page: expected ${expected}`,
  ),
  consoleDidNotAnswer: entry(
    { expected: z.string() },
    ({ expected }) => `コンソールが応答しませんでした（想定：${expected}）`,
    ({ expected }) => `the console did not answer: expected ${expected}`,
  ),
  consoleAnsweredWith: entry(
    { answer: z.string(), expected: z.optional(z.string()) },
    ({ answer, expected }) =>
      `コンソールの応答が${answer}でした${expected === undefined ? '' : `（想定：${expected}）`}`,
    ({ answer, expected }) =>
      `the console answered with ${answer}${expected === undefined ? '' : `: expected ${expected}`}`,
  ),
  failedBehindThePage: entry(
    { answer: z.string() },
    ({ answer }) => `画面は表示されましたが、データの取得に失敗しました（${answer}）`,
    ({ answer }) => `the console shows a page, and behind it answered with ${answer}`,
  ),
  pageCutOff: entry(
    { why: z.string() },
    ({ why }) => `画面が途中までしか届きませんでした（${why}）`,
    ({ why }) => `the console cut its page off (${why})`,
  ),
  consoleWindowClosed: plain({
    ja: 'コンソールのウィンドウが閉じられました',
    en: 'the console closed its window',
  }),
  unreachable: entry(
    { why: z.string() },
    ({ why }) => `コンソールに接続できません（${why}）`,
    ({ why }) => `the console cannot be reached: ${why}`,
  ),
  notDoneWithin: entry(
    { seconds: z.number() },
    ({ seconds }) => `コンソールの操作が${String(seconds)}秒以内に終わりませんでした`,
    ({ seconds }) => `the console was not done within ${String(seconds)} seconds`,
  ),
  browserFailed: entry(
    { text: z.string() },
    ({ text }) => `ブラウザでエラーが発生しました：「${text}」`,
    ({ text }) => text,
  ),
  hibernated: plain({
    ja: 'Apex Centralが休止中です。ポータルで起動してからテナントをもう一度開始してください',
    en: 'Apex Central is hibernated: wake it up in its portal, then start the tenant again',
    remedy: {
      ja: 'ポータルでApex Centralを起動してください。',
      en: 'Wake Apex Central up in its portal.',
    },
  }),
  provisioningAskedTooEarly: plain({
    ja: 'アカウントへのメールアドレス設定前に、Vision Oneが [Provision Console] を表示しました。人による確認が必要です',
    en: 'Vision One asks for [Provision Console] before the account was given its address: a person has to look',
  }),
  listNotRead: entry(
    { list: z.string(), reason: recordedStatementSchema },
    ({ list, reason }, inner) => `${list}：${inner(reason)}`,
    ({ list, reason }, inner) => `${list}: ${inner(reason)}`,
  ),
  menuEntryNotPressed: entry(
    { list: z.string() },
    ({ list }) => `${list}：メニューの項目を押せませんでした`,
    ({ list }) => `${list}: its entry in the menu could not be pressed`,
  ),
  listNotReadWhole: entry(
    { list: z.string(), why: z.string() },
    ({ list, why }) => `一覧「${list}」を最後まで読み取れません（${why}）`,
    ({ list, why }) => `the list of ${list} cannot be read whole: ${why}`,
    { title: { ja: '一覧を最後まで読み取れません', en: 'a list cannot be read whole' } },
  ),
  panelOfAnother: entry(
    { why: z.string() },
    ({ why }) => `「ソリューションをアップデート」のパネルが対象製品のものではありません（${why}）`,
    ({ why }) => `the panel ソリューションをアップデート is not the product's: ${why}`,
  ),
  wizardOfAnother: entry(
    { named: z.string(), account: z.string() },
    ({ named, account }) => `ウィザードの対象は「${named}」ですが、サインインしているのは「${account}」です`,
    ({ named, account }) => `the wizard would upgrade the account "${named}", and "${account}" signed in`,
    { title: { ja: 'ウィザードの対象アカウントが異なります', en: 'the wizard would upgrade another account' } },
  ),
  oneTimeCodesUsed: plain({
    ja: '直近 2分間のワンタイムコードは、すべて別のサインインで使用済みです',
    en: 'every one-time code of the last two minutes was used by another sign-in',
  }),
  rowUnclear: entry(
    { why: z.string() },
    ({ why }) => `Product Instanceのどの行が対象製品かの判断が必要です（${why}）`,
    ({ why }) => `a person has to say which row of Product Instance is ours: ${why}`,
    {
      title: {
        ja: 'Product Instanceのどの行が対象製品かわかりません',
        en: 'which row of Product Instance is the product is unclear',
      },
    },
  ),
  pressUnclear: entry(
    { signedOut: z.boolean(), state: z.optional(z.string()) },
    ({ signedOut, state }) =>
      signedOut
        ? `最後のボタンを押した結果がわかりません：サインアウトされ、行に「アップデート」が表示されません（${state ?? ''}）`
        : '最後のボタンを押した結果がわかりません：「アップデート」もメッセージも表示されません',
    ({ signedOut, state }) =>
      signedOut
        ? `what the final press did is unclear: signed out by it, and the row does not show アップデート (${state ?? ''})`
        : 'what the final press did is unclear: the console shows neither the status アップデート nor a message',
    {
      title: { ja: '最後のボタンを押した結果がわかりません', en: 'what the final press did is unclear' },
      remedy: LOOK_DO_NOT_PRESS,
    },
  ),
  regionNotOffered: entry(
    { region: z.string(), options: z.array(z.string()) },
    ({ region, options }) =>
      `Vision Oneの選択肢に地域 ${region}がありません（${options.join('、')}）。ボタンは押していません`,
    ({ region, options }) =>
      `Vision One does not offer the region ${region} (${options.join(', ')}): nothing was pressed`,
    {
      title: {
        ja: 'Vision Oneの選択肢に計画の地域がありません',
        en: 'Vision One does not offer the region of the plan',
      },
    },
  ),
  otherRegion: entry(
    { shown: z.string(), planned: z.string() },
    ({ shown, planned }) => `Product Instanceの地域は「${shown}」ですが、計画は${planned}です`,
    ({ shown, planned }) => `Product Instance shows the region "${shown}", the plan says ${planned}`,
    { title: { ja: '地域が計画と異なります', en: 'the region is not the one of the plan' } },
  ),
  rowUnknown: entry(
    { row },
    ({ row: shown }) => `Product Instanceに想定外の行があります：${rowIn('ja', shown)}`,
    ({ row: shown }) => `Product Instance shows a row we do not know: ${rowIn('en', shown)}`,
  ),
  rowThereAlready: entry(
    { row },
    ({ row: shown }) => `Product Instanceに製品がすでにあります：${rowIn('ja', shown)}`,
    ({ row: shown }) => `Product Instance has the product already: ${rowIn('en', shown)}`,
  ),
  updateNotOffered: entry(
    { row },
    ({ row: shown }) => `Product Instanceに [アップデート] がありません：${rowIn('ja', shown)}`,
    ({ row: shown }) => `Product Instance does not offer the update: ${rowIn('en', shown)}`,
    {
      title: {
        ja: 'Product Instanceに [アップデート] がありません',
        en: 'Product Instance does not offer the update',
      },
    },
  ),
  addressNotTaken: entry(
    { email: z.string(), said: z.string() },
    ({ email, said }) => `ウィザードでメールアドレス ${email} を登録できません（表示：「${said}」）`,
    ({ email, said }) => `the wizard did not take the address ${email}: "${said}"`,
    { title: { ja: 'メールアドレスを登録できません', en: 'the wizard did not take the address' } },
  ),
  verificationCodeRefused: entry(
    { said: z.optional(z.string()) },
    ({ said }) => `ウィザードで検証コードが拒否されました${said ? `（表示：「${said}」）` : ''}`,
    ({ said }) => `the wizard refused the verification code${said ? `: "${said}"` : ''}`,
  ),
  verificationCodeLate: entry(
    { prefix: z.string(), address: z.string() },
    ({ prefix, address }) => `プレフィックス ${prefix}の検証コードが10分以内に ${address} へ届きませんでした`,
    ({ prefix, address }) => `no verification code with the prefix ${prefix} arrived at ${address} within ten minutes`,
  ),
  userCodeLate: entry(
    { account: z.string() },
    ({ account }) => `ユーザアカウント「${account}」の検証コードが10分以内に届きませんでした`,
    ({ account }) => `no verification code for the user account "${account}" within ten minutes`,
  ),
  resetAnswered: entry(
    { said: z.string() },
    ({ said }) => `[Reset Password] を押した後、ウィザードに「${said}」と表示されました`,
    ({ said }) => `the wizard answered [Reset Password] with "${said}"`,
    {
      remedy: {
        ja: '先に新しいサインイン名でのサインインをお試しください。もう一度ボタンを押さないでください。',
        en: 'Try the new sign-in first. Do not press the button again.',
      },
    },
  ),
  wizardTooLong: entry(
    { said: z.string() },
    ({ said }) => `ウィザードの有効時間が過ぎました（表示：「${said}」）`,
    ({ said }) => `the wizard was open for too long: "${said}"`,
  ),
  tokenMissing: plain({
    ja: '登録トークンが保管されていません。Vision Oneで新しく発行してください',
    en: 'the vault has no registration token: make a new one in Vision One',
  }),
  tokenNotTaken: plain({
    ja: 'Apex Centralに登録トークンを登録しましたが、「登録されていません」のままです',
    en: 'Apex Central took the registration token and still shows 登録されていません',
  }),
  provisioningOverdue: entry(
    { requestedAt: z.string() },
    ({ requestedAt }) => `${requestedAt}に要求したVision Oneコンソールがまだ表示されません`,
    ({ requestedAt }) => `the Vision One console requested at ${requestedAt} has still not appeared`,
  ),
  connectionOverdue: entry(
    { registeredAt: z.string() },
    ({ registeredAt }) => `${registeredAt}に登録しましたが、Product Instanceが「接続済み」になりません`,
    ({ registeredAt }) => `registered at ${registeredAt}, Product Instance still does not show 接続済み`,
  ),
  connectionLost: entry(
    { lostAt: z.string() },
    ({ lostAt }) => `${lostAt}に接続が切れ、Product Instanceが「接続済み」に戻りません`,
    ({ lostAt }) => `lost at ${lostAt}, Product Instance still does not show 接続済み again`,
  ),
  vendorNotReady: entry(
    { presses: z.number(), since: z.string(), message: z.string() },
    ({ presses, since, message }) => `${since}から${String(presses)}回の操作すべてに「${message}」と表示されました`,
    ({ presses, since, message }) => `the vendor answered ${String(presses)} presses since ${since} with "${message}"`,
  ),
  unknownAnswer: entry(
    { said: z.string() },
    ({ said }) => `最後のボタンを押した後、想定外のメッセージが表示されました：「${said}」`,
    ({ said }) => `the console answered the final press with a message we do not know: "${said}"`,
    { remedy: LOOK_DO_NOT_PRESS },
  ),
  updateStateUnknown: entry(
    { requestedAt: z.string(), row },
    ({ requestedAt, row: shown }) =>
      `アップデートの状態が不明です（${requestedAt}に開始を要求）。Product Instanceの表示：${rowIn('ja', shown)}`,
    ({ requestedAt, row: shown }) =>
      `update state unknown: requested at ${requestedAt}, Product Instance shows ${rowIn('en', shown)}`,
    {
      title: {
        ja: 'アップデートの状態が不明です（失敗とは限りません）',
        en: 'the state of the update is unknown (it need not have failed)',
      },
      remedy: LOOK_DO_NOT_PRESS,
    },
  ),
  updateWithoutNews: entry(
    { requestedAt: z.string() },
    ({ requestedAt }) => `${requestedAt}にアップデートの開始を要求しましたが、結果を確認する実行がありません`,
    ({ requestedAt }) => `the update was requested at ${requestedAt}, and no execution looks at it any more`,
    { remedy: LOOK_DO_NOT_PRESS },
  ),
  consoleNotListed: plain({
    ja: 'Endpoint Security > Standard Endpoint Protectionにコンソールが表示されません',
    en: 'Endpoint Security > Standard Endpoint Protection does not show the console',
  }),
  consoleNotListedYet: plain({
    ja: 'Standard Endpoint Protectionにコンソールがまだ表示されません',
    en: 'Standard Endpoint Protection does not show the console yet',
  }),
  controlNotShown: entry(
    { control: z.string(), instead: z.optional(z.string()) },
    ({ control, instead }) =>
      `コンソールに「${control}」が表示されません${instead === undefined ? '' : `（代わりに「${instead}」）`}`,
    ({ control, instead }) =>
      `the console does not show ${control}${instead === undefined ? '' : `, and shows "${instead}" instead`}`,
    { title: { ja: 'コンソールに必要な項目が表示されません', en: 'the console does not show what is needed' } },
  ),
};
