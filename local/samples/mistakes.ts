import type { ColumnName } from '../../lambdas/domain/intake/columns.ts';
import type { ProblemCode } from '../../lambdas/domain/intake/problems.ts';

export type Cells = Partial<Record<ColumnName, string>>;

const WRITTEN = { consent_reference: 'DOC-1', consent_by: '見本 太郎', consent_on: '2026-11-02' };

/** What makes each problem of a row appear, and each notice: `samples/every-mistake.csv` is made of them. */
export const MISTAKES: readonly (readonly [ProblemCode, Cells])[] = [
  ['value-missing', { company_name: '' }],
  ['value-too-long', { contact_name: 'あ'.repeat(101) }],
  ['line-break', { notify_emails: 'it@shoji.example.jp\nhelpdesk@shoji.example.jp' }],
  ['control-character', { company_name: '株式会社\t例示' }],
  ['direction-character', { company_name: '例示\u202e株式会社' }],
  ['damaged-character', { company_name: '株式会社例\ufffd' }],
  ['text-garbled', { company_name: '繧ｵ繝ｳ繝励Ν蝠莠' }],
  ['private-character', { contact_name: '\ue000 太郎' }],
  ['spreadsheet-error', { company_name: '#N/A' }],
  ['placeholder', { contact_name: '未定' }],
  ['character-lost', { company_name: '?田商店' }],
  ['number-mangled', { tenant_id: '1.23E+11' }],
  ['looks-like-formula', { company_name: "=cmd|' /C calc'!A0" }],
  ['tenant-id-invalid', { tenant_id: 'テナント１' }],
  ['tenant-id-repeated', { tenant_id: 'GOOD-01' }],
  ['name-has-url', { company_name: '例示 https://example.com' }],
  ['name-has-at', { contact_name: 'taro@example.com' }],
  ['name-has-markup', { contact_name: '<b>太郎</b>' }],
  ['login-id-invalid', { clp_login_id: 'a b' }],
  ['email-invalid', { primary_email: '見本 太郎 <taro@example.jp>' }],
  ['list-separator-wrong', { notify_emails: 'it@shoji.example.jp、helpdesk@shoji.example.jp' }],
  ['email-repeated', { primary_email: 'vision-one@good-01.example.jp' }],
  ['too-many-addresses', { notify_emails: Array.from({ length: 11 }, (_, n) => `a${n}@example.jp`).join(';') }],
  ['url-not-https', { apex_central_url: 'http://example-01.manage.trendmicro.com' }],
  ['url-host-refused', { apex_central_url: 'https://example-01.manage.trendmicro.com.example.com' }],
  ['url-user-info', { apex_central_url: 'https://user@example-01.manage.trendmicro.com' }],
  ['url-port', { apex_central_url: 'https://example-01.manage.trendmicro.com:8443' }],
  ['url-path', { apex_central_url: 'https://example-01.manage.trendmicro.com/WebApp/' }],
  ['console-repeated', { apex_central_url: 'https://good-01.manage.trendmicro.com' }],
  ['licence-channel-unknown', { licence_channel: 'OEM' }],
  ['user-accounts-invalid', { user_accounts: 'bbb' }],
  ['user-account-repeated', { user_accounts: 'b=b1@shoji.example.jp;b=b2@shoji.example.jp' }],
  [
    'too-many-user-accounts',
    { user_accounts: Array.from({ length: 201 }, (_, n) => `u${n}=u${n}@shoji.example.jp`).join(';') },
  ],
  ['consent-missing', { approver_email: '' }],
  ['consent-incomplete', { ...WRITTEN, consent_on: '' }],
  ['consent-in-future', { ...WRITTEN, consent_on: '2099-01-01' }],
  ['date-invalid', { not_before: '12月5日' }],
  ['date-is-number', { not_before: '46361.9166666667' }],
  ['date-ambiguous', { not_before: '05/12/2026 22:00' }],
  ['date-impossible', { not_before: '2026/2/30 22:00' }],
  ['weekday-differs', { not_before: '2026/12/5(日) 22:00' }],
  ['window-invalid', { window: '夜間' }],
  ['time-zone-unknown', { window: '22:00-05:00 Asia/Tokio' }],
  ['language-unknown', { language: 'フランス語' }],
  ['hands-unknown', { hands: 'robot' }],
  ['region-unknown', { region: 'eu-wset' }],
];

/** Cells that are read, and said something of. */
export const ODDITIES: readonly (readonly [ProblemCode, Cells])[] = [
  ['characters-folded', { tenant_id: 'ｏｄｄ－０１' }],
  ['characters-removed', { clp_login_id: 'odd\u200b-login' }],
  ['line-break-joined', { company_name: '株式会社\n例示' }],
  ['read-as-empty', { user_accounts: 'なし' }],
  ['domain-in-punycode', { notify_emails: 'it@例示.example.jp' }],
  ['time-zone-assumed', { not_before: '2099年12月5日(土) 22時' }],
  ['time-has-passed', { not_before: '2020-12-05T22:00+09:00' }],
  ['address-listed-twice', { notify_emails: 'it@shoji.example.jp;IT@shoji.example.jp' }],
  ['login-repeated', { clp_login_id: 'login-good-02' }],
  ['recipient-outside-tenant', { notify_emails: 'partner@partner.example.com' }],
  ['leading-zeros-suspected', { tenant_id: '7' }],
];
