import { VISION_ONE } from '../brand.ts';
import type { ColumnName } from './columns.ts';
import { MAX_NOTIFY_EMAILS, MAX_USER_ACCOUNTS } from './intake-row.ts';
import type { LocalizedText } from '../language.ts';

/**
 * What a person writes into each column, and one cell as an example. The documentation of the CSV is made from this.
 */
export const COLUMN_MEANINGS: Readonly<Record<ColumnName, LocalizedText & { example: string }>> = {
  tenant_id: {
    en: 'your own key of the tenant: 1 to 40 of A-Z, a-z, 0-9, `_`, `-`, the first a letter or a digit; unique in the file, upper and lower case are the same',
    ja: 'テナントを識別する任意のID。半角英数字、`_`、`-` で1～40文字、先頭は英数字。ファイル内で重複しないこと (大文字と小文字は区別しません)',
    example: 't-001',
  },
  company_name: { en: 'up to 100 characters', ja: '100文字以内', example: 'サンプル商事株式会社' },
  contact_name: {
    en: 'for the greeting in mails, up to 100 characters',
    ja: 'メールの宛名に使用。100文字以内',
    example: '見本 太郎',
  },
  clp_login_id: {
    en: 'sign-in name of the master account at the Customer Licensing Portal (guide: `aaa`)',
    ja: 'Customer Licensing Portal (CLP) のマスターアカウントのログインID (ガイドの `aaa`)',
    example: 'sample-shoji',
  },
  primary_email: {
    en: `becomes the primary user account of ${VISION_ONE.en}; guide: \`aaa@test.com\`; no other account of the file may have it`,
    ja: `${VISION_ONE.ja}のプライマリユーザアカウントになるメールアドレス (ガイドの \`aaa@test.com\`)。ファイル内のほかのアカウントと重複しないこと`,
    example: 'vision-one@shoji.example.jp',
  },
  apex_central_url: {
    en: '`https://<x>.manage.trendmicro.com`, nothing behind it; other hosts are refused',
    ja: '`https://<x>.manage.trendmicro.com`。後ろには何も付けないこと。ほかのホストは受け付けません',
    example: 'https://example-01.manage.trendmicro.com',
  },
  licence_channel: {
    en: 'TSSL (if empty), TMOL or MSPL; a tenant of another than TSSL waits until a person has recorded the vendor’s answer',
    ja: 'TSSL (空の場合)、TMOL、MSPLのいずれか。TSSL以外は、メーカーの回答を担当者が記録するまで開始しません',
    example: 'TSSL',
  },
  user_accounts: {
    en: `accounts of Apex Central and the addresses they will have, \`name=address\`, separated by \`;\`, at most ${MAX_USER_ACCOUNTS}; \`ignore\` leaves them alone; empty: there are none`,
    ja: `Apex Centralのユーザアカウントと移行後のメールアドレスを「名前=アドレス」の形で \`;\` 区切り、${MAX_USER_ACCOUNTS}件以内。移行しない場合は \`ignore\` (無視)。空の場合はアカウントなし`,
    example: 'bbb=bbb@shoji.example.jp;ccc=ccc@shoji.example.jp',
  },
  notify_emails: {
    en: `who hears when the migration has finished, separated by \`;\`, at most ${MAX_NOTIFY_EMAILS}`,
    ja: `移行完了をお知らせするメールアドレス。\`;\` 区切り、${MAX_NOTIFY_EMAILS}件以内`,
    example: 'it@shoji.example.jp;helpdesk@shoji.example.jp',
  },
  approver_email: {
    en: 'who is asked for consent; needed unless the consent was given in writing (the next three columns)',
    ja: '同意を依頼する方のメールアドレス。書面で同意済みの場合 (次の3列) を除き必須',
    example: 'boss@shoji.example.jp',
  },
  consent_reference: {
    en: 'where the written consent is filed; the three columns are filled in together',
    ja: '書面による同意の管理番号。3列すべてを入力するか、すべて空にします',
    example: 'DOC-2026-0101',
  },
  consent_by: { en: 'who gave it', ja: '同意された方の氏名', example: '見本 太郎' },
  consent_on: {
    en: 'on which day, the year first',
    ja: '同意があった日。年から記入',
    example: '2026-11-02',
  },
  not_before: {
    en: 'no final press before this; the year first; without a time zone it is Japan time, which is said',
    ja: 'この日時より前には最終操作を行いません。年から記入。タイムゾーンがなければ日本時間と解釈し、その旨を通知します',
    example: '2026-12-05T22:00+09:00',
  },
  window: {
    en: 'hours in which the final press is allowed, with the name of a time zone; without one Japan time',
    ja: '最終操作を行ってよい時間帯とタイムゾーン名。タイムゾーンがなければ日本時間',
    example: '22:00-05:00 Asia/Tokyo',
  },
  language: {
    en: 'of mails to the tenant: ja (if empty) or en',
    ja: 'お客様への案内の言語。ja (日本語、空の場合) または en (英語)',
    example: 'ja',
  },
  hands: {
    en: 'who works on the consoles: browser or operator; if empty, what the deployment says',
    ja: 'コンソールの操作方法。browser (自動) または operator (手動)。空の場合は環境の設定に従います',
    example: 'browser',
  },
  region: {
    en: 'data centre of Trend Vision One; Japan if empty',
    ja: 'Trend Vision Oneのデータセンターの地域。空の場合はJapan (日本)',
    example: 'Japan',
  },
};
