import type { RecordedOutcome } from '../outcome.ts';

/** What each error, or other code of an outcome, means to a Japanese reader; the English reason gives the details. */
const IN_JAPANESE: ReadonlyMap<string, string> = new Map([
  ['LicenceNotReadyError', 'ライセンスがアップデートの条件を満たしていません'],
  ['AccountsDoNotMatchError', 'Apex Central のユーザアカウントが CSV の内容と一致しません'],
  ['ConnectedElsewhereError', 'すでに別の Trend Vision One コンソールに接続されています'],
  ['ConsentNotGivenError', 'お客様の同意が記録されていません'],
  ['PlanChangedError', '作業開始後に CSV の内容が変更されています'],
  ['VerificationCodeLateError', '検証コードのメールが時間内に届きませんでした'],
  ['VerificationCodeRefusedError', '検証コードが受け付けられませんでした'],
  ['SignInRefusedError', 'サインインが拒否されました'],
  ['CredentialsMissingError', '必要なパスワードまたはトークンが登録されていません'],
  ['PageChangedError', '想定と異なる画面が表示されました'],
  ['HandOverNeededError', '担当者による操作が必要です'],
  ['VendorUnavailableError', 'メーカーのコンソールが応答しませんでした'],
  ['SessionExpiredError', 'コンソールのセッションが切断されました'],
  ['ProvisioningOverdueError', 'Vision One コンソールの構築が時間内に完了しませんでした'],
  ['ConnectionOverdueError', '時間内に接続済みになりませんでした'],
  ['VendorNotReadyError', 'メーカー側の準備中の状態が 24 時間続きました'],
  ['UpdateStateUnknownError', 'アップデートの状態が不明です（失敗とは限りません）'],
  ['VerificationFailedError', 'アップデート後の確認で差異が見つかりました'],
  ['States.Timeout', '期限までに応答がありませんでした'],
  ['ExecutionGone', '実行が途中で終了しました'],
  ['ExecutionFAILED', '実行が途中で終了しました'],
  ['ExecutionTIMED_OUT', '実行が時間切れで終了しました'],
  ['ExecutionABORTED', '実行が手動で停止されました'],
  ['alreadyMigrated', 'すでに移行済みです'],
  ['heldByAnotherBatch', '別のバッチで処理中です'],
]);

/** The reason of an outcome in the reader's language; empty where there is none. */
export function reasonIn(language: 'ja' | 'en', { reason, code }: Pick<RecordedOutcome, 'reason' | 'code'>): string {
  if (!reason) return '';
  const meaning = language === 'ja' && code ? IN_JAPANESE.get(code) : undefined;
  return meaning ? `${meaning}（${reason}）` : reason;
}
