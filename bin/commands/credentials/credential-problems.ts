import type { LocalizedText } from '../../../lambdas/domain/language.ts';

/**
 * What may be wrong with a file of credentials, and what to do. None of it repeats what stands in the file: a cell that
 * slipped into the wrong column may be a secret.
 */
export const CREDENTIAL_PROBLEMS = {
  'file-empty': {
    ja: 'ファイルが空です。tenant_id、system、account、secretの列を用意してください',
    en: 'the file is empty; give it the columns tenant_id, system, account and secret',
  },
  'file-unparsable': {
    ja: 'CSVとして読めません。引用符 (") が閉じているか確認してください',
    en: 'this cannot be read as CSV; see whether every quotation mark (") is closed',
  },
  'byte-invalid': {
    ja: '文字コードが混在しています。「CSV UTF-8」形式で保存してください',
    en: 'there are bytes that are no character in the encoding of the file; save it as "CSV UTF-8"',
  },
  'column-missing': {
    ja: '列が見つかりません。1行目に tenant_id、system、account、secretを入力してください',
    en: 'there is no such column; write tenant_id, system, account and secret into the first line',
  },
  'column-repeated': { ja: '同じ列が2つあります。1つにしてください', en: 'the column is there twice; keep one' },
  'cells-too-many': {
    ja: '見出しより多くのセルがあります。区切り文字を含む値は引用符 (") で囲んでください',
    en: 'there are more cells than headings; put a value with a delimiter in it between quotation marks (")',
  },
  'tenant-id-invalid': {
    ja: '英数字と「_」「-」で40文字までのテナントIDを入力してください',
    en: 'write a tenant id: letters, digits, "_" and "-", at most 40',
  },
  'system-unknown': {
    ja: 'clp、totp、apex-centralのいずれかを入力してください',
    en: 'write clp, totp or apex-central',
  },
  'account-missing': {
    ja: 'Apex Centralのユーザアカウント名を入力してください',
    en: 'write the name of the Apex Central user account',
  },
  'account-invalid': {
    ja: 'アカウント名に改行や制御文字は使えません。400文字までで入力してください',
    en: 'an account has no line breaks or control characters, and at most 400 characters',
  },
  'secret-missing': { ja: 'パスワードまたはシードを入力してください', en: 'write the password, or the seed' },
  'secret-invalid': {
    ja: '改行、制御文字、前後の空白を取り除いてください。1,000文字までです',
    en: 'take away line breaks, control characters and spaces around it; at most 1,000 characters',
  },
  'secret-altered': {
    ja: '表計算ソフトが値を書き換えています。列を「文字列」にして入力し直してください',
    en: 'a spreadsheet has changed what was typed; format the column as text and type it again',
  },
  'seed-invalid': {
    ja: 'ワンタイムパスワードのシードとして読めません。Base32の文字列、または otpauth:// で始まるURIを入力してください',
    en: 'this is no seed of one-time codes; write its base32 text, or the URI that begins with otpauth://',
  },
  'credential-repeated': {
    ja: '同じテナント、システム、アカウントの行が先にあります。1行にしてください',
    en: 'an earlier line has the same tenant, system and account; keep one',
  },
  'already-there': {
    ja: 'すでに登録されています。置き換える場合は --replace を付けてください',
    en: 'it is in the vault already; add --replace to replace it',
  },
} as const satisfies Record<string, LocalizedText>;

export type CredentialProblemCode = keyof typeof CREDENTIAL_PROBLEMS;

/** One thing that is wrong with a file of credentials. `line` is the row as a spreadsheet counts, null for the file. */
export interface CredentialProblem {
  line: number | null;
  column: string | null;
  code: CredentialProblemCode;
}
