import type { ColumnName } from './columns.ts';

/**
 * What people call a column who do not use the template: read, with a notice. They are compared by `essence`, so that one
 * entry stands for 通知先メール, 通知先のメールアドレス and 通知先E-mail alike.
 *
 * A heading that means something else in half of the files (ID, 番号, 開始日, URL) is none of these: the column is then
 * ignored or missing, and what its cells look like is said.
 */
export const SHORT_FORMS: Readonly<Record<ColumnName, readonly string[]>> = {
  tenant_id: [
    ...['テナント', 'テナントコード', 'テナント番号', 'テナント識別子', '顧客ID', 'お客様ID', '顧客コード'],
    ...['お客様コード', '顧客番号', 'お客様番号'],
    ...['tenant', 'tenant code', 'tenant number', 'customer id', 'customer code', 'customer number'],
  ],
  company_name: [
    ...['企業名', '法人名', '社名', '貴社名', '御社名', '顧客会社名', '顧客企業名', 'お客様企業名', '顧客名', '組織名'],
    ...['団体名', '会社', 'company', 'customer', 'customer name', 'organization', 'organization name'],
    'customer company name',
  ],
  contact_name: [
    ...['担当者', '担当者名', '担当者氏名', 'お客様担当者', 'お客様担当者名', 'お客様ご担当者名', '顧客担当者名'],
    ...['contact', 'contact person', 'person in charge', 'customer contact'],
  ],
  clp_login_id: [
    ...['CLP', 'CLP ID', 'CLPアカウント', 'CLPユーザID', 'CLPユーザ名', 'CLPユーザ', 'CLPログイン', 'CLPログイン名'],
    ...['CLPログインアカウント', 'CLPマスターアカウント', 'CLPマスターアカウントのログインID', 'マスターアカウント'],
    ...['マスターアカウントのログインID', 'ログインID', 'Customer Licensing PortalログインID'],
    ...['Customer Licensing PortalのID', 'Customer Licensing Portalアカウント', 'CLP (Customer Licensing Portal) ID'],
    ...['clp account', 'clp user', 'clp user id', 'clp username', 'clp login', 'clp login name', 'clp master account'],
    ...['login id', 'login name', 'master account', 'customer licensing portal id'],
    ...['customer licensing portal login', 'customer licensing portal account'],
  ],
  primary_email: [
    ...[
      'プライマリメール',
      'プライマリアドレス',
      'プライマリアカウント',
      'プライマリアカウントメール',
      'プライマリユーザ',
    ],
    ...['プライマリユーザメール', 'プライマリユーザアカウント', 'プライマリユーザアカウントメール'],
    ...['プライマリユーザアカウントアドレス', 'プライマリ', '主メール', 'Vision Oneプライマリアカウント'],
    ...['Trend Vision Oneプライマリアカウント', 'Vision Oneプライマリメール', 'Trend Vision Oneプライマリメール'],
    ...['primary', 'primary mail', 'primary address', 'primary account', 'primary account mail', 'primary user'],
    ...['primary user mail', 'primary user account', 'primary user account mail', "primary user account's mail"],
  ],
  apex_central_url: [
    ...['Apex Central', 'Apex CentralアドレスURL', 'Apex Centralログイン先', 'Apex Centralログイン先URL'],
    ...['Apex CentralコンソールURL', 'Apex Central管理コンソールURL', 'Apex Central管理コンソール'],
    ...['Apex CentralコンソールログインURL', 'Apex Central接続先', 'Apex Central接続先URL', 'Apex Centralアドレス'],
    ...['Apex Centralホスト', 'Apex Centralホスト名', 'Apex OneのURL', 'Apex One SaaSのURL', 'Apex Centralサイト'],
    ...['ログインURL', 'コンソールURL', '管理コンソールURL', 'エイペックスセントラルURL'],
    ...['apex central address', 'apex central host', 'apex central fqdn', 'apex central console'],
    ...[
      'apex central console url',
      'apex central sign-in url',
      'console url',
      'console address',
      'apex one console url',
    ],
  ],
  licence_channel: [
    ...['ライセンス形態', 'ライセンス契約', 'ライセンス種別', 'ライセンス種類', 'ライセンス契約種別', '契約形態'],
    ...['契約種別', 'ライセンス', 'licence', 'licence type', 'channel', 'sales channel', 'contract type'],
  ],
  user_accounts: [
    ...['ユーザアカウント', 'ユーザアカウント一覧', 'アカウント一覧', 'ユーザ一覧', 'Apex Centralアカウント'],
    ...['Apex Centralユーザ', 'Apex Centralアカウント一覧', 'Apex Centralユーザアカウント一覧', '移行アカウント'],
    ...['移行対象アカウント', '移行ユーザ', '移行対象ユーザ'],
    ...['user account', 'users', 'accounts', 'apex central users', 'apex central accounts'],
    ...['apex central user accounts', 'apex central user account'],
  ],
  notify_emails: [
    ...['通知先', '通知先メール', '通知先アドレス', '通知メール', '通知アドレス', '通知用メール', '完了通知先'],
    ...[
      '完了通知先メール',
      '完了通知メール',
      '移行完了通知先',
      '移行完了通知先メール',
      '連絡先メール',
      '連絡先アドレス',
    ],
    ...['送付先メール', '関係者メール'],
    ...[
      'notify',
      'notify mail',
      'notification mail',
      'notification address',
      'notification addresses',
      'notifications',
    ],
    ...['notify to', 'recipients', 'stakeholders', 'stakeholder mail', 'contact mail'],
  ],
  approver_email: [
    ...['承認者', '承認者メール', '承認者アドレス', '承認メール', '承認者様', '決裁者', '決裁者メール', '同意者メール'],
    ...['approver', 'approver mail', 'approver address', 'approval mail', 'consent mail'],
  ],
  consent_reference: [
    ...[
      '同意書番号',
      '同意書',
      '同意書ID',
      '同意番号',
      '同意管理番号',
      '同意書管理ID',
      '同意書文書番号',
      '同意書整理番号',
    ],
    ...['consent ref', 'consent number', 'consent no', 'consent no.', 'consent id', 'consent reference number'],
    ...['consent document', 'consent form', 'consent form number'],
  ],
  consent_by: [
    ...['同意者', '同意者名', '同意された方', '同意した方', '同意書署名者', '署名者'],
    ...['consented by', 'consent given by', 'consent name', 'consent signed by', 'consenter'],
  ],
  consent_on: [
    ...[
      '同意年月日',
      '同意日付',
      '同意取得日',
      '同意書日付',
      '同意書の日',
      '同意した日',
      '同意書取得日',
      '同意書締結日',
    ],
    ...['consent date', 'consented on', 'date of consent', 'consent day'],
  ],
  not_before: [
    ...[
      '作業開始日時',
      '作業開始可能日',
      '作業開始可能時刻',
      '作業開始日',
      '作業開始時刻',
      '作業可能日時',
      '作業可能日',
    ],
    ...['作業日時', '作業日', '作業予定日時', '作業予定日', '作業開始予定日時', '作業開始予定日', '作業希望日時'],
    ...[
      '作業希望日',
      '作業開始希望日時',
      '作業開始希望日',
      '開始可能日時',
      '開始可能日',
      '開始日時',
      '移行日時',
      '移行日',
    ],
    ...[
      '移行開始日時',
      '移行開始日',
      '移行開始可能日時',
      '移行開始可能日',
      '移行予定日時',
      '移行予定日',
      '移行希望日時',
    ],
    ...['移行希望日', '移行可能日時', '移行可能日', '実施日時', '実施日', '実施予定日時', '実施予定日', '実施可能日時'],
    ...['start', 'start date', 'start time', 'start at', 'start date and time', 'start after', 'begin after'],
    ...['earliest start', 'earliest date', 'scheduled start', 'work start', 'migration start', 'migration date'],
  ],
  window: [
    ...['作業時間', '作業可能時間帯', '作業可能時間', '作業時間枠', '作業枠', '作業ウィンドウ', '作業希望時間帯'],
    ...['作業希望時間', '作業実施時間帯', '時間帯', '希望時間帯', '可能時間帯', '実施時間帯', '移行時間帯', '移行時間'],
    ...['移行可能時間帯', '移行希望時間帯', 'メンテナンス時間帯', 'メンテナンスウィンドウ', 'メンテナンス時間'],
    ...['time window', 'work window', 'working window', 'work hours', 'working hours', 'hours', 'maintenance window'],
    ...['change window', 'migration window', 'maintenance hours'],
  ],
  language: [
    '言語',
    'メール言語',
    '案内メール言語',
    '通知言語',
    '使用言語',
    'lang',
    'mail language',
    'language of mail',
  ],
  hands: ['作業方式', '操作方法', '実施方法', '作業手段', '操作方式', 'method', 'way of working'],
  region: [
    ...['リージョン', 'データセンター', 'データセンターの地域', 'データセンターリージョン', 'Vision Oneリージョン'],
    ...['Trend Vision Oneリージョン', 'Vision One地域', '移行先地域', '移行先リージョン'],
    ...['data center', 'data center region', 'data center location', 'vision one region', 'trend vision one region'],
  ],
};
