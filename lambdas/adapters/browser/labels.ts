/** In place of the rows of an empty list: with the whole sentence, because 権限がありません is another one. */
const NOTHING_JA = [
  ...[
    'データ',
    '表示するデータ',
    '表示できるデータ',
    '該当するデータ',
    '項目',
    '該当する項目',
    'レコード',
    '結果',
    '検索結果',
    '製品',
    '製品インスタンス',
    '接続済みの製品',
    'インスタンス',
    'アカウント',
    'ユーザ',
    'ユーザアカウント',
    'ポリシー',
    'サーバ',
    '製品サーバ',
    'ライセンス',
  ].flatMap((what) => [
    `${what}がありません`,
    `${what}はありません`,
    `${what}はまだありません`,
    `${what}が見つかりません`,
    `${what}が見つかりませんでした`,
    `${what}は登録されていません`,
  ]),
  'データなし',
] as const;

const NOTHING_EN = [
  ...[
    'data',
    'items',
    'records',
    'results',
    'rows',
    'entries',
    'products',
    'product instances',
    'instances',
    'accounts',
    'users',
    'user accounts',
    'policies',
    'servers',
    'product servers',
    'licenses',
  ].flatMap((what) => [
    `No ${what}`,
    `No ${what} to display`,
    `No ${what} available`,
    `No ${what} found`,
    `There are no ${what}`,
    `There are no ${what} to display`,
  ]),
  'There is no data',
  'There is no data to display',
] as const;

/**
 * Every text by which the hands find their way through the consoles, and the only place for them.
 *
 * The Japanese ones are the guide's, then the vendor's documentation; of each both generations are here, so that a
 * console may be of either. To add one, write it into its list: nothing else needs to change. White space, case and marks
 * around a label (a colon, a bullet, an arrow, ™) do not matter.
 */
export const LABELS = {
  // CLP, guide 1-1
  loginId: { ja: ['ログインID'], en: ['Login ID', 'Logon ID', 'Sign-in ID', 'User ID', 'Account name'] },
  logIn: { ja: ['ログイン'], en: ['Log in', 'Login', 'Sign in', 'Sign on'] },
  productsServices: { ja: ['製品/サービス'], en: ['Products/Services', 'Product/Service', 'Products and Services'] },
  seats: {
    ja: ['シート/ユーザ数', 'シート数'],
    en: ['Seats/Users', 'Seats / User count', 'Seats/Number of users', 'Seats'],
  },
  licenceKind: {
    ja: ['ライセンス種別'],
    en: ['License type', 'Licence type', 'License kind', 'Licence kind', 'License Type/Kind'],
  },
  expiresOn: {
    ja: ['有効期限'],
    en: ['Expiration date', 'Expiry date', 'Expiration', 'Expires on', 'Expires', 'Valid until'],
  },
  licenceValid: { ja: ['有効期限内'], en: ['Valid', 'Active', 'Not expired', 'Within the term', 'Current'] },
  licenceExpiringSoon: {
    ja: ['間もなく期限切れ', 'まもなく期限切れ'],
    en: ['Expiring soon', 'Expires soon', 'About to expire', 'Near expiration', 'Nearing expiration'],
  },
  licenceExpired: { ja: ['有効期限切れ', '期限切れ'], en: ['Expired'] },
  apexOneLicence: {
    ja: ['Apex One SaaS'],
    en: ['Apex One SaaS', 'Apex One as a Service', 'Trend Micro Apex One as a Service'],
  },
  /** Guide 2-1 and 3-6. */
  openConsole: { ja: ['コンソールを開く'], en: ['Open Console', 'Open the console'] },

  // Apex Central, guide 1-2
  domainUserName: {
    ja: [
      'ユーザ名またはドメイン\\ユーザ名',
      'ユーザ名またはドメイン/ユーザ名',
      'ユーザ名またはドメインユーザ名',
      'ユーザ名',
    ],
    en: [
      'User name or domain\\user name',
      'User name or domain/user name',
      'Username or domain\\username',
      'User name',
    ],
  },
  logOn: { ja: ['ログオン'], en: ['Log on', 'Logon'] },
  password: { ja: ['パスワード'], en: ['Password'] },
  administration: { ja: ['運用管理'], en: ['Administration'] },
  accountManagement: { ja: ['アカウント管理'], en: ['Account Management'] },
  userAccounts: { ja: ['ユーザアカウント'], en: ['User Accounts'] },
  userName: {
    ja: ['ユーザ名/グループ名', 'ユーザ/グループ名'],
    en: ['User/Group name', 'User name/Group name', 'User Name / Group Name', 'User or group name'],
  },
  accountKind: { ja: ['種類'], en: ['Type', 'Kind', 'Account type'] },
  userRole: { ja: ['ユーザの役割', '役割'], en: ['User role', 'Role'] },
  customAccount: { ja: ['カスタム'], en: ['Custom', 'Custom account'] },
  directoryAccount: {
    ja: ['Active Directory', 'ディレクトリ', 'ドメイン', 'Active Directoryユーザ', 'Active Directoryグループ'],
    en: [
      'Active Directory',
      'Directory',
      'Domain',
      'Active Directory user',
      'Active Directory group',
      'AD user',
      'AD group',
    ],
  },
  nextPage: {
    ja: ['次へ', '次のページ', '次ページ', '次', '次のページへ', '次のページへ移動'],
    en: ['Next page', 'Next', 'Go to next page', 'Go to the next page'],
  },
  previousPage: {
    ja: ['前へ', '前のページ', '前ページ', '前', '前のページへ', '前のページへ移動'],
    en: ['Previous page', 'Previous', 'Prev', 'Go to previous page', 'Go to the previous page'],
  },
  moreRows: {
    ja: ['もっと見る', 'もっと表示', 'さらに表示', 'さらに読み込む', '続きを見る', '続きを表示'],
    en: ['Load more', 'Show more', 'View more'],
  },
  dashboard: { ja: ['ダッシュボード'], en: ['Dashboard', 'Dashboards'] },
  summary: { ja: ['概要'], en: ['Summary', 'Overview'] },
  securityStatus: { ja: ['セキュリティ状態'], en: ['Security Posture', 'Security Status', 'Security state'] },
  managedAgents: {
    ja: ['管理下のセキュリティエージェント'],
    en: ['Managed security agents', 'Managed agents', 'Security agents under management'],
  },
  unmanagedEndpoints: { ja: ['管理対象外のエンドポイント'], en: ['Unmanaged endpoints', 'Endpoints not managed'] },
  directories: { ja: ['ディレクトリ'], en: ['Directories'] },
  productServers: { ja: ['製品サーバ', '製品サーバー'], en: ['Product Servers'] },
  server: { ja: ['サーバ', 'サーバー', 'サーバ名'], en: ['Server', 'Server name'] },
  product: { ja: ['製品'], en: ['Product'] },
  policies: { ja: ['ポリシー'], en: ['Policies'] },
  policyManagement: { ja: ['ポリシー管理'], en: ['Policy Management'] },
  policyName: { ja: ['ポリシー', 'ポリシー名'], en: ['Policy', 'Policy name'] },

  // Apex Central, guide 2-2 and 3-7
  trendVisionOne: { ja: ['Trend Vision One'], en: ['Trend Vision One'] },
  accessVisionOne: {
    ja: ['Trend Vision Oneにアクセス', 'Trend Vision Oneへアクセス'],
    en: ['Access Trend Vision One', 'Go to Trend Vision One'],
  },
  integrationSettings: {
    ja: ['統合設定'],
    en: ['Integration Settings', 'Integration settings', 'Settings and Integration'],
  },
  integrationSettingsPage: {
    ja: ['Trend Vision Oneの統合設定'],
    en: ['Trend Vision One Integration Settings', 'Trend Vision One Settings', 'Integration Settings'],
  },
  serviceStatus: { ja: ['サービスのステータス'], en: ['Service status'] },
  notRegistered: { ja: ['登録されていません', '未登録'], en: ['Not registered', 'Unregistered'] },
  registered: { ja: ['登録済み'], en: ['Registered'] },
  nowRegistered: {
    ja: ['Trend Vision Oneに正常に登録されました。'],
    en: ['Successfully registered with Trend Vision One.', 'Successfully registered to Trend Vision One.'],
  },
  registrationToken: {
    ja: ['登録トークン'],
    en: ['Registration token', 'Enrollment token', 'Registration enrollment token'],
  },
  register: { ja: ['登録'], en: ['Register'] },

  // Apex Central, guide 3-19
  upgradeAccount: {
    ja: ['アカウントをアップグレードする', 'アカウントのアップグレード'],
    en: ['Upgrade your account', 'Upgrade account', 'Account upgrade', 'Upgrade Your Account'],
  },
  continue: { ja: ['続行'], en: ['Continue', 'Proceed', 'Next'] },

  // The wizard, guide 2-3 to 2-9: English in the guide, Japanese in the vendor's documentation
  assignEmail: {
    ja: [
      'プライマリユーザアカウントのメールアドレスを割り当てる',
      'プライマリユーザアカウントのメールアドレスの割り当て',
    ],
    en: [
      'Assign the Primary User Account email address',
      'Assign the user account email address',
      'Assign the email address',
    ],
  },
  originalAccount: {
    ja: ['元のアカウント', '現在のアカウント'],
    en: ['Original account', 'Current account'],
  },
  newAccountEmail: {
    ja: ['新しいアカウントのメールアドレス', '新しいアカウントのメール'],
    en: ['New account email', 'New account email address'],
  },
  confirmEmail: {
    ja: ['メールアドレスの確認', 'メールアドレスを確認'],
    en: ['Confirm email', 'Confirm email address'],
  },
  verifyEmail: { ja: ['メールを確認'], en: ['Verify Email'] },
  verifyEmailAddress: { ja: ['メールアドレスの検証', 'メールアドレスの確認'], en: ['Verify Email Address'] },
  verificationCode: {
    ja: ['検証コード', '確認コード', '認証コード'],
    en: ['Verification code', 'Enter the verification code', 'Code'],
  },
  submit: { ja: ['送信'], en: ['Submit'] },
  passwordUpdate: { ja: ['パスワードのアップデート', 'パスワードの更新'], en: ['Password Update'] },
  currentPassword: { ja: ['現在のパスワード'], en: ['Current password'] },
  newPassword: { ja: ['新しいパスワード'], en: ['New password'] },
  confirmPassword: {
    ja: ['パスワードの確認', 'パスワードを確認', 'パスワード(確認)'],
    en: ['Confirm password', 'Confirm new password'],
  },
  resetPassword: { ja: ['パスワードをリセット'], en: ['Reset Password'] },
  passwordUpdated: {
    ja: ['パスワードが正常にアップデートされました', 'パスワードが正常に更新されました'],
    en: ['Updated password successfully', 'Password updated successfully'],
  },
  close: { ja: ['閉じる'], en: ['Close'] },

  // Vision One, guide 2-10 to 2-12
  signIn: { ja: ['サインイン'], en: ['Sign in', 'Sign In'] },
  signInName: {
    ja: [
      'メールアドレス',
      'メール',
      'アカウント',
      'サインインID',
      'ユーザ名',
      'アカウント名',
      'メールアドレスまたはアカウント',
    ],
    en: [
      'Email address',
      'Email',
      'E-mail address',
      'Account',
      'Sign-in ID',
      'User name',
      'Account name',
      'Email address or account',
    ],
  },
  provisionConsole: { ja: ['Provision Console', 'コンソールをプロビジョニング'], en: ['Provision Console'] },
  provisioning: {
    ja: ['Provisioning', 'プロビジョニング', 'プロビジョニング中', 'プロビジョニング中です'],
    en: ['Provisioning', 'Provisioning your console', 'Provisioning in progress', 'Provisioning the console'],
  },
  chooseRegion: {
    ja: ['地域を選択', 'Trend Vision Oneの地域を選択', 'リージョンを選択'],
    en: ['Choose a region for Trend Vision One', 'Choose a region', 'Select a region'],
  },
  confirm: { ja: ['OK', '確定', '確認', '続行', '次へ'], en: ['OK', 'Confirm', 'Continue', 'Next'] },

  // Vision One, guide 3-1 to 3-5
  serviceManagement: { ja: ['Service Management', 'サービス管理'], en: ['Service Management'] },
  productInstance: {
    ja: ['Product Instance', '製品インスタンス', 'Product Connector'],
    en: ['Product Instance', 'Product Instances', 'Product Connector'],
  },
  addExistingProduct: {
    ja: ['既存製品の追加', '既存製品を追加'],
    en: ['Add Existing Product', 'Add existing product'],
  },
  displayName: { ja: ['表示名'], en: ['Display name', 'Name'] },
  status: { ja: ['ステータス'], en: ['Status'] },
  instanceType: { ja: ['インスタンスタイプ'], en: ['Instance type', 'Product type'] },
  region: { ja: ['地域', 'リージョン'], en: ['Region'] },
  productConnection: {
    ja: ['製品の接続', '製品接続', 'Product Connection'],
    en: ['Product Connection', 'Product connection'],
  },
  apexOneType: {
    ja: ['Trend Micro Apex One SaaS', 'Trend Micro Apex One as a Service'],
    en: ['Trend Micro Apex One SaaS', 'Trend Micro Apex One as a Service'],
  },
  generateToken: {
    ja: [
      'クリックして登録トークンを生成',
      '登録トークンを生成',
      'トークンを生成',
      'クリックして登録トークンを生成します',
    ],
    en: [
      'Click to generate the enrollment token',
      'Click to generate the registration token',
      'Generate token',
      'Generate the enrollment token',
    ],
  },
  save: { ja: ['保存'], en: ['Save'] },
  connectAndTransfer: { ja: ['接続して転送'], en: ['Connect and Transfer'] },

  // Vision One, guide 3-6
  visionOneAdministration: { ja: ['Administration', '管理', '運用管理'], en: ['Administration', 'Administrator'] },
  apexOneProduct: {
    ja: [
      'Trend Micro Apex One™ as a Service',
      'Apex One as a Service (Japan)',
      'Apex One SaaS',
      'Trend Micro Apex One SaaS',
    ],
    en: ['Trend Micro Apex One as a Service', 'Apex One as a Service'],
  },
  licenseInformation: {
    ja: ['License Information', 'ライセンス情報'],
    en: ['License Information', 'Licence Information'],
  },

  // Vision One, guide 3-6 and 3-11: above its lists
  businessName: { ja: ['ビジネス名'], en: ['Business name'] },
  businessId: { ja: ['ビジネスID'], en: ['Business ID'] },

  // Vision One, guide 3-11 to 3-18
  update: { ja: ['アップデート'], en: ['Update'] },
  updating: { ja: ['アップデート', 'アップデート中'], en: ['Update', 'Updating'] },
  updateSolution: { ja: ['ソリューションをアップデート'], en: ['Update Solution', 'Update solution'] },
  /** Where they are ticked rather than only shown. */
  legalTexts: {
    ja: ['使用許諾契約書', '該当する使用許諾契約書', 'プライバシーポリシー', 'データ収集', '内容に同意'],
    en: [
      'License Agreement',
      'Licence Agreement',
      'I have read',
      'I agree to the',
      'Privacy',
      'Global Privacy Notice',
      'Data Collection',
    ],
  },
  agreeToUpdate: { ja: ['アップデートに同意する'], en: ['I Agree to Update', 'Agree to Update'] },
  systemUpdateNotice: {
    ja: ['システムアップデートの通知'],
    en: ['System Update Notice', 'System Update Notification'],
  },
  understandAndAgree: {
    ja: ['アップデートによるシステムへの影響を理解し、プロセスを開始することに同意します'],
    en: [
      'I understand how the update will affect my system and agree to start the process',
      'I understand how the update affects my system and agree to start the process',
    ],
  },
  startTheUpdate: {
    ja: ['接続して転送', 'アップデートを開始', 'アップデートの開始'],
    en: ['Connect and Transfer', 'Start the Update', 'Start Update', 'Start the Update process'],
  },
  temporaryProblem: {
    ja: [
      '一時的な問題が発生しました。サポートエンジニアがこの問題の解決に取り組んでいます。しばらくしてからもう一度お試しください。',
    ],
    en: [
      'A temporary problem occurred. Our support engineers are working to resolve the issue. Please try again later.',
    ],
  },
  endpointSecurity: { ja: ['Endpoint Security', 'エンドポイントセキュリティ'], en: ['Endpoint Security'] },
  standardEndpointProtection: { ja: ['Standard Endpoint Protection'], en: ['Standard Endpoint Protection'] },

  // Anywhere
  /** In place of the rows of an empty table. */
  noData: { ja: NOTHING_JA, en: NOTHING_EN },

  // What lies over a page, and what closes it without agreeing to anything
  cookieNotice: { ja: ['Cookie', 'クッキー'], en: ['cookies'] },
  refuseCookies: {
    ja: [
      '必須のCookieのみ',
      '必要なCookieのみ',
      '必須のみ',
      'すべて拒否',
      'すべて拒否する',
      '拒否',
      '拒否する',
      '同意しない',
    ],
    en: [
      'Necessary cookies only',
      'Use necessary cookies only',
      'Only necessary',
      'Essential only',
      'Reject all',
      'Reject',
      'Decline all',
      'Decline',
      'Deny',
    ],
  },
  guidedTour: {
    ja: ['ようこそ', 'ツアー', 'ご案内', '新機能', '使い方'],
    en: ['Welcome to', 'tour', 'show you around', "What's new", 'new features'],
  },
  skipTour: {
    ja: ['スキップ', 'スキップする', '後で', 'あとで', '今はしない', 'ツアーを終了', '表示しない', '閉じる'],
    en: [
      'Skip',
      'Skip tour',
      'Not now',
      'Later',
      'Maybe later',
      'Remind me later',
      'No thanks',
      'End tour',
      'Dismiss',
      'Close',
    ],
  },
  staySignedIn: {
    ja: ['サインインの状態を維持', 'サインイン状態を維持', 'サインインしたままに', 'ログイン状態を保持'],
    en: ['Stay signed in', 'Keep me signed in', 'Remain signed in'],
  },
  doNotStaySignedIn: { ja: ['いいえ', '後で'], en: ['No', 'Not now'] },

  // What stops the hands anywhere
  /** The portal that wakes an instance which nobody has used for a week. */
  hibernated: { ja: ['休止状態', '休止中'], en: ['Hibernated', 'Hibernating', 'Hibernation'] },
  oneTimeCode: {
    ja: ['ワンタイムパスワード', '認証コード', '確認コード', '検証コード', 'セキュリティコード', '2要素認証コード'],
    en: [
      'One-time password',
      'One-time code',
      'Authentication code',
      'Verification code',
      'Security code',
      '6-digit code',
      'Authenticator code',
    ],
  },
  twoFactor: {
    ja: ['2要素認証', '二要素認証', '多要素認証', '2段階認証'],
    en: ['Two-factor authentication', 'Multi-factor authentication', 'Two-step verification', '2FA', 'MFA'],
  },
  verify: {
    ja: ['確認', '検証', '送信', '続行', 'ログイン', 'ログオン', 'サインイン'],
    en: ['Verify', 'Submit', 'Continue', 'Log in', 'Log on', 'Sign in'],
  },
  signInWrong: {
    ja: [
      '正しくありません',
      '間違って',
      '誤りがあります',
      '違います',
      '一致しません',
      '無効です',
      '認証に失敗',
      'サインインできません',
      'ログインできません',
      'ログオンできません',
    ],
    en: [
      'incorrect',
      'wrong',
      'invalid',
      'not recognized',
      'not recognised',
      'do not match',
      'does not match',
      'sign-in failed',
      'login failed',
      'log-on failed',
      'cannot sign in',
      'could not find your account',
    ],
  },
  /** Not the warning that it is going to be. */
  accountLocked: {
    ja: [
      'ロックされています',
      'ロックされました',
      'ロックアウトされ',
      'ロックしました',
      '一時的に無効',
      '無効になっています',
      '利用停止',
    ],
    en: [
      'is locked',
      'has been locked',
      'been locked out',
      'is temporarily locked',
      'too many failed',
      'too many attempts',
      'too many sign-in attempts',
      'is disabled',
      'has been disabled',
      'has been suspended',
    ],
  },
  captcha: {
    ja: ['私はロボットではありません', '画像認証', 'CAPTCHA', '文字認証'],
    en: ["I'm not a robot", 'I am not a robot', 'CAPTCHA', 'Verify you are human', 'Security check'],
  },
} as const satisfies Record<string, { ja: readonly string[]; en: readonly string[] }>;

export type LabelName = keyof typeof LABELS;
