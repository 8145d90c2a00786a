import type { Language, LocalizedText } from '../language.ts';

/** What each error, or other code of an outcome, means to its reader; the English reason gives the details. */
const MEANINGS: ReadonlyMap<string, LocalizedText> = new Map(
  Object.entries({
    LicenceNotReadyError: {
      ja: 'ライセンスがアップデートの条件を満たしていません',
      en: 'the licence does not meet the conditions of the update',
    },
    AccountsDoNotMatchError: {
      ja: 'Apex CentralのユーザアカウントがCSVの内容と一致しません',
      en: 'the user accounts of Apex Central are not those of the CSV',
    },
    ConnectedElsewhereError: {
      ja: 'すでに別のTrend Vision Oneコンソールに接続されています',
      en: 'it is connected to another Trend Vision One console',
    },
    OtherBusinessError: {
      ja: 'コンソールに、別のビジネスまたは別のアカウントが表示されました',
      en: 'the console shows another business or account',
    },
    ConsentNotGivenError: { ja: 'お客様の同意が記録されていません', en: 'no consent of the customer is on record' },
    PlanChangedError: {
      ja: '作業開始後にCSVの内容が変更されています',
      en: 'the CSV changed after the work had begun',
    },
    VerificationCodeLateError: {
      ja: '検証コードのメールが時間内に届きませんでした',
      en: 'the mail with the verification code did not come in time',
    },
    VerificationCodeRefusedError: {
      ja: '検証コードが受け付けられませんでした',
      en: 'the verification code was refused',
    },
    SignInRefusedError: { ja: 'サインインが拒否されました', en: 'the sign-in was refused' },
    CredentialsMissingError: {
      ja: '必要なパスワードまたはトークンが登録されていません',
      en: 'a password or token that is needed was not imported',
    },
    PageChangedError: { ja: '想定と異なる画面が表示されました', en: 'a page was not as expected' },
    UnknownAnswerError: {
      ja: '操作の後に、想定と異なるメッセージが表示されました',
      en: 'a press was answered with an unknown message',
    },
    ManualActionRequiredError: { ja: '担当者による操作が必要です', en: 'a person has to do this step' },
    CannotBeDoneError: { ja: '担当者が作業できませんでした', en: 'the person in charge could not do it' },
    VendorUnavailableError: {
      ja: 'メーカーのコンソールが応答しませんでした',
      en: "the vendor's console did not answer",
    },
    AwsUnavailableError: { ja: 'AWSのサービスが応答しませんでした', en: 'an AWS service did not answer' },
    SessionExpiredError: { ja: 'コンソールのセッションが切断されました', en: 'the session of the console ended' },
    ProvisioningOverdueError: {
      ja: 'Vision Oneコンソールの構築が時間内に完了しませんでした',
      en: 'the Vision One console was not provisioned in time',
    },
    ConnectionOverdueError: { ja: '時間内に接続済みになりませんでした', en: 'it was not connected in time' },
    VendorNotReadyError: {
      ja: 'メーカー側の準備中の状態が24時間続きました',
      en: 'the vendor was not ready for 24 hours',
    },
    UpdateStateUnknownError: {
      ja: 'アップデートの状態が不明です（失敗とは限りません）',
      en: 'the state of the update is unknown (it need not have failed)',
    },
    VerificationFailedError: {
      ja: 'アップデート後の確認で差異が見つかりました',
      en: 'the check after the update found a difference',
    },
    MailRefusedError: { ja: 'メールを送信できませんでした', en: 'a mail was refused' },
    NotVerified: {
      ja: '移行後のコンソールの確認が完了していません',
      en: 'the console was not verified after the update',
    },
    'States.Timeout': { ja: '期限までに応答がありませんでした', en: 'there was no answer in time' },
    ExecutionGone: { ja: '実行が途中で終了しました', en: 'its execution is gone' },
    UpdateWithoutNews: {
      ja: 'アップデートの開始後、結果を確認できていません（失敗とは限りません）',
      en: 'nobody has seen how its update ended (it need not have failed)',
    },
    ExecutionFAILED: { ja: '実行が途中で終了しました', en: 'its execution failed' },
    ExecutionTIMED_OUT: { ja: '実行が時間切れで終了しました', en: 'its execution timed out' },
    ExecutionABORTED: { ja: '実行が手動で停止されました', en: 'its execution was stopped by hand' },
    PersonNeededError: { ja: '担当者による作業または回答が必要です', en: 'a person has to act or answer' },
    StoppedError: { ja: '担当者の指示により停止しました', en: 'somebody stopped it' },
    stopped: { ja: '変更前に、担当者の指示により停止しました', en: 'somebody stopped it before anything had changed' },
    batchStopped: { ja: 'バッチが開始前に停止されました', en: 'the batch was stopped before it started' },
    declined: { ja: '承認者の同意が得られませんでした', en: 'the approver declined' },
    alreadyMigrated: { ja: 'すでに移行済みです', en: 'it is already migrated' },
    rehearsal: { ja: 'リハーサルのため、実際の環境は変更していません', en: 'a rehearsal: no console was touched' },
    heldByAnotherBatch: { ja: '別のバッチで処理中です', en: 'another batch has it' },
  }),
);

/** What a code means; the code itself where nobody has put it into words. */
export function meaningOf(code: string | null, language: Language): string {
  if (!code) return language === 'ja' ? '理由は記録されていません' : 'no reason was recorded';
  return MEANINGS.get(code)?.[language] ?? code;
}
