/**
 * The columns of the intake CSV: one row here is one column there.
 *
 * `nature` says how a cell is cleaned: `ascii` columns are addresses, keys and keywords, where a full-width letter is a
 * slip of the input method; `text` columns are names, where it may be how the company writes itself.
 */
export interface Column {
  /** English heading, and the name in problems, reports and code. */
  readonly name: ColumnName;
  /** Japanese headings; the first is the one shown to people. */
  readonly japanese: readonly [string, ...string[]];
  readonly needed: boolean;
  readonly nature: 'ascii' | 'text';
}

const COLUMN_TABLE = [
  { name: 'tenant_id', japanese: ['テナントID'], needed: true, nature: 'ascii' },
  {
    name: 'company_name',
    japanese: ['お客様会社名', '会社名', 'お客様会社名 (会社名)'],
    needed: true,
    nature: 'text',
  },
  { name: 'contact_name', japanese: ['ご担当者名'], needed: false, nature: 'text' },
  { name: 'clp_login_id', japanese: ['CLPログインID'], needed: true, nature: 'ascii' },
  {
    name: 'primary_email',
    japanese: ['プライマリユーザアカウントのメールアドレス'],
    needed: true,
    nature: 'ascii',
  },
  { name: 'apex_central_url', japanese: ['Apex CentralログインURL'], needed: true, nature: 'ascii' },
  { name: 'licence_channel', japanese: ['ライセンス契約形態'], needed: false, nature: 'ascii' },
  { name: 'user_accounts', japanese: ['Apex Centralユーザアカウント'], needed: false, nature: 'ascii' },
  { name: 'notify_emails', japanese: ['通知先メールアドレス'], needed: true, nature: 'ascii' },
  { name: 'approver_email', japanese: ['承認者メールアドレス'], needed: false, nature: 'ascii' },
  { name: 'consent_reference', japanese: ['同意書管理番号'], needed: false, nature: 'text' },
  { name: 'consent_by', japanese: ['同意者氏名'], needed: false, nature: 'text' },
  { name: 'consent_on', japanese: ['同意日'], needed: false, nature: 'ascii' },
  { name: 'not_before', japanese: ['作業開始可能日時'], needed: false, nature: 'ascii' },
  { name: 'window', japanese: ['作業時間帯'], needed: false, nature: 'ascii' },
  { name: 'language', japanese: ['案内言語'], needed: false, nature: 'ascii' },
  { name: 'hands', japanese: ['作業方法'], needed: false, nature: 'ascii' },
  { name: 'region', japanese: ['地域'], needed: false, nature: 'ascii' },
] as const;

export type ColumnName = (typeof COLUMN_TABLE)[number]['name'];

export const COLUMNS: readonly Column[] = COLUMN_TABLE;

/**
 * Columns our own files add to the operator's. They are skipped without a word, so that `rejected.csv` and `report.csv`
 * can be dropped in again as they are.
 */
export const OUTPUT_COLUMNS = {
  reasons: ['reasons', '理由'],
  outcome: ['outcome', '結果'],
  reason: ['reason'],
  guideStep: ['guide_step', '手順番号'],
  execution: ['execution', '実行名'],
} as const;

/**
 * The form in which headings are compared: NFKC, lower case, without spaces, line breaks, `_`, marks of "required" and
 * invisible characters. Long vowels and the hyphens that stand for them are left out, too: ユーザー is ユーザ. And ログイン
 * is login, as the consoles have it in both languages.
 */
export function foldHeading(heading: string): string {
  return heading
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ログイン', 'login')
    .replaceAll(INVISIBLE_IN_HEADINGS, '')
    .replaceAll(LONG_VOWELS_AND_HYPHENS, '')
    .replaceAll(ALL_MARKS, '');
}

/** What is no part of a heading. */
export const MARKS_OF_HEADINGS = /[\s_*※★●◎○:]/u;
const ALL_MARKS = new RegExp(MARKS_OF_HEADINGS, 'gu');
export const INVISIBLE_IN_HEADINGS = /[\u00ad\u200b-\u200f\u2060\ufeff]/gu;
export const LONG_VOWELS_AND_HYPHENS = /[-‐‑‒–—―−ー]/gu;

const OUTPUT_HEADINGS: ReadonlySet<string> = new Set(Object.values(OUTPUT_COLUMNS).flat().map(foldHeading));
const BY_NAME: ReadonlyMap<string, Column> = new Map(COLUMNS.map((column) => [column.name, column]));

/** Whether the heading is one of ours from an earlier report. */
export function isOutputHeading(heading: string): boolean {
  return OUTPUT_HEADINGS.has(foldHeading(heading));
}

/** The Japanese heading people see for a column; other text (a column letter) stays as it is. */
export function japaneseHeading(name: string): string {
  return BY_NAME.get(name)?.japanese[0] ?? name;
}

/** The letters a spreadsheet shows above the column: 0 is A, 26 is AA. */
export function columnLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter;
}
