import type { ConsoleLanguage } from '../../../../lambdas/simulated-vendor/labels.ts';

/** Guide 1-1 and 2-1; the English texts are ours. */
const ja = {
  enterDetails: '登録情報を入力してください',
  loginId: 'ログインID:',
  password: 'パスワード:',
  resetPassword: 'パスワードのリセット(パスワードをお忘れの場合)',
  rememberLoginId: 'ログインIDを記憶する',
  logIn: 'ログイン',
  logOut: 'ログアウト',
  wrong: 'ログインIDまたはパスワードが正しくありません。',
  challenge: '私はロボットではありません',
  challengeAsked: '続行するには、ロボットではないことを確認してください。',
  products: '製品/サービス',
  company: '会社',
  help: 'ヘルプ',
  seats: 'シート/ユーザ数',
  licenceKind: 'ライセンス種別',
  expiresOn: '有効期限',
  action: 'アクション',
  openConsole: 'コンソールを開く',
  valid: '有効期限内',
  expiringSoon: '間もなく期限切れ',
  expired: '有効期限切れ',
};

export type ClpTexts = Record<keyof typeof ja, string>;

const en: ClpTexts = {
  enterDetails: 'Enter your registration information',
  loginId: 'Login ID:',
  password: 'Password:',
  resetPassword: 'Reset password (if you forgot your password)',
  rememberLoginId: 'Remember login ID',
  logIn: 'Log in',
  logOut: 'Log out',
  wrong: 'The login ID or password is incorrect.',
  challenge: "I'm not a robot",
  challengeAsked: 'To continue, confirm that you are not a robot.',
  products: 'Products/Services',
  company: 'Company',
  help: 'Help',
  seats: 'Seats/Users',
  licenceKind: 'License type',
  expiresOn: 'Expiration date',
  action: 'Action',
  openConsole: 'Open Console',
  valid: 'Valid',
  expiringSoon: 'Expiring soon',
  expired: 'Expired',
};

export const CLP_TEXTS: Readonly<Record<ConsoleLanguage, ClpTexts>> = { ja, en };
