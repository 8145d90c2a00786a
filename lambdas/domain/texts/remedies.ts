import { sayingIn, type Language, type LocalizedText } from '../language.ts';
import { remedyOf } from '../statements/sentence.ts';
import type { RecordedReason } from './reasons.ts';

const UPLOAD_AGAIN: LocalizedText = {
  ja: '解消後、このバッチのreport.csvをもう一度投入してください（移行済みのテナントはスキップされます）。',
  en: 'Then upload report.csv of this batch again (migrated tenants are skipped).',
};

const LOOK_DO_NOT_PRESS: LocalizedText = {
  ja: '先にProduct Instance画面の行をご確認ください。もう一度ボタンを押さないでください。',
  en: 'Look at the row on Product Instance first. Do not press the button again.',
};

/** What removes the reason behind the name of an error, or of a fact, where the reason itself says no more. */
const REMEDIES: ReadonlyMap<string, LocalizedText> = new Map(
  Object.entries({
    LicenceNotReadyError: {
      ja: 'ライセンスの有効期限と契約形態（TSSL）を確認し、更新またはメーカーへの確認を行ってください。',
      en: 'Check expiry and channel (TSSL) of the licence; renew it, or ask the vendor.',
    },
    AccountsDoNotMatchError: {
      ja: 'Apex Centralの [運用管理] > [アカウント管理] > [ユーザアカウント] とCSVの「Apex Centralユーザアカウント」を一致させてください。',
      en: 'Make the column user_accounts of the CSV list exactly the accounts of Apex Central (Administration > Account Management > User Accounts).',
    },
    ConnectedElsewhereError: {
      ja: 'お客様と接続先を確認し、既存のコンソールから切断するか、この行を対象外としてください。',
      en: 'Ask the customer which console is right; disconnect the product there, or leave the row out.',
    },
    OtherBusinessError: {
      ja: 'CSVのサインイン名、登録したパスワードと、お客様のビジネス名・ビジネスIDをご確認ください。',
      en: 'Check the sign-in name of the CSV, the password that was imported, and the business name and ID of the customer.',
    },
    ConsentNotGivenError: {
      ja: '承認者の同意を得て、同意書管理番号・同意者氏名・同意日をCSVに記入してください。',
      en: 'Get the consent of the approver and fill in consent_reference, consent_by and consent_on.',
    },
    PlanChangedError: {
      ja: 'アカウント、メールアドレス、コンソール、地域を最初のファイルの値に戻してください。',
      en: 'Put back account, address, console and region of the first file.',
    },
    VerificationCodeLateError: {
      ja: 'プライマリユーザアカウントのメールアドレスに誤りがないか、迷惑メールに振り分けられていないかをご確認ください。',
      en: 'Check the primary address, and its spam folder.',
    },
    SignInRefusedError: {
      ja: 'ログインIDとパスワードを確認し、正しいパスワードを登録し直してください。',
      en: 'Check sign-in name and password, and import the right one.',
    },
    CredentialsMissingError: {
      ja: '不足しているパスワードを登録してください。',
      en: 'Import the missing password.',
    },
    PageChangedError: {
      ja: '画面の記録を確認し、docs/when-the-console-changes.ja.md の手順に従ってください。',
      en: 'Look at the picture of the page, and follow docs/when-the-console-changes.md.',
    },
    UnknownAnswerError: LOOK_DO_NOT_PRESS,
    ManualActionRequiredError: {
      ja: '理由に記載の操作を、コンソールで担当者が行ってください。',
      en: 'Do by hand what the reason names.',
    },
    UpdateStateUnknownError: LOOK_DO_NOT_PRESS,
    UpdateWithoutNews: LOOK_DO_NOT_PRESS,
    VerificationFailedError: {
      ja: '移行後のコンソールで、理由に記載のエージェント数・接続先サーバをご確認ください。差異が解消しない場合はメーカーのサポートへお問い合わせください。',
      en: 'Compare the agents and their server in the console; where the difference stays, ask the support of the vendor.',
    },
    VendorNotReadyError: {
      ja: 'メーカーのサポートへ、手順 3-15のメッセージが続いている旨をお問い合わせください。',
      en: 'Ask the support of the vendor, quoting the message of guide 3-15.',
    },
  }),
);

const LOOK_UP: LocalizedText = {
  ja: '実行履歴でエラーを確認してください。アップデートを開始した後の場合は、先にProduct Instance画面の行をご確認ください。もう一度ボタンを押さないでください。',
  en: 'Look up the error in the history of the execution. Where the update may have begun, look at the row on Product Instance first. Do not press the button again.',
};

/** What to do about a reason, in the order in which it is done. */
export function remedyFor({ reason, code }: RecordedReason, language: Language): string[] {
  const say = sayingIn(language);
  const own = reason && typeof reason !== 'string' ? remedyOf(reason.code) : undefined;
  const remedy = own ?? REMEDIES.get(code ?? '') ?? LOOK_UP;
  return [say(remedy.ja, remedy.en), say(UPLOAD_AGAIN.ja, UPLOAD_AGAIN.en)];
}
