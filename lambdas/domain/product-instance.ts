import { withoutBrand, withoutMarks } from './brand.ts';
import type { Reason } from './statements/catalogue.ts';
import { foldSpelling, REGION_SPELLINGS, type Region } from './intake/choices.ts';

/** A row of Vision One > Product Instance, as the page shows it. */
export interface ProductInstanceRow {
  /** 表示名 / Display name */
  displayName: string;
  /** インスタンスタイプ / Instance type */
  instanceType: string;
  /** ステータス / Status */
  status: string;
  /** 地域 / Region */
  region: string;
  /** Whether the row carries the button [アップデート] / [Update]. */
  updateOffered: boolean;
}

export type ProductInstanceState = 'absent' | 'connecting' | 'connected' | 'updating' | 'updated' | 'unknown';

const CONNECTED = ['接続済み', 'Connected'];
const CONNECTING = [
  '接続待ち',
  'Waiting for connection',
  'Pending',
  '接続中',
  'Connecting',
  '登録されていません',
  'Not registered',
];
const UPDATING = ['アップデート', 'アップデート中', 'Update', 'Updating'];
/** Behind any name of the vendor. */
const APEX_ONE_TYPES = ['Apex One SaaS', 'Apex One as a Service'];
const APEX_ONE_NAME = /apex\s*one/iu;
const UPDATED_TYPE = 'Standard Endpoint Protection';
const UPDATED_NAME = /Standard Endpoint Protection Manager/u;
const OUR_WORDS = /apex\s*one|standard\s*endpoint\s*protection/iu;
const ON_PREMISES = /on[\s-]*prem|オンプレ/iu;

/**
 * What the whole row means. 接続済み is the status before *and* after the update, and アップデート is a button *and* a
 * status (guide 3-11 to 3-17), so no single cell decides. A combination the guide does not show is `unknown`.
 */
export function stateOf(row: ProductInstanceRow | undefined): ProductInstanceState {
  if (!row) return 'absent';
  const isApexOne = isApexOneType(row) && APEX_ONE_NAME.test(plain(row.displayName));
  const isUpdated = isUpdatedType(row) && UPDATED_NAME.test(plain(row.displayName));
  if (isApexOne && isStatus(row, CONNECTED)) return row.updateOffered ? 'connected' : 'unknown';
  if (isApexOne && isStatus(row, UPDATING)) return row.updateOffered ? 'unknown' : 'updating';
  if (isApexOne && isStatus(row, CONNECTING)) return 'connecting';
  if (isUpdated && isStatus(row, CONNECTED) && !row.updateOffered) return 'updated';
  return 'unknown';
}

type Named = Pick<ProductInstanceRow, 'displayName' | 'instanceType'>;

/**
 * Which of all rows is that of Apex One SaaS, or of what became of it: by its instance type. The same product on the
 * customer's own premises is another one; any other row with our words in it, or a second one of ours, is a person's to
 * tell apart.
 */
export function productAmong<R extends Named>(rows: readonly R[]): { row: R | undefined } | { whyUnclear: string } {
  const before = rows.filter(isApexOneType);
  const after = rows.filter(isUpdatedType);
  const odd = rows.filter(
    (row) =>
      !before.includes(row) && !after.includes(row) && OUR_WORDS.test(wordsOf(row)) && !ON_PREMISES.test(wordsOf(row)),
  );
  const [like] = odd;
  if (like)
    return {
      whyUnclear: `"${like.displayName}" (${like.instanceType}) has our product's words, and is of another type`,
    };
  for (const ours of [before, after]) {
    if (ours.length > 1) return { whyUnclear: `there are ${String(ours.length)} rows of the product` };
    if (ours[0]) return { row: ours[0] };
  }
  return { row: undefined };
}

function isApexOneType({ instanceType }: Named): boolean {
  return APEX_ONE_TYPES.includes(withoutBrand(plain(instanceType)));
}

function isUpdatedType({ instanceType }: Named): boolean {
  return withoutBrand(plain(instanceType)) === UPDATED_TYPE;
}

function wordsOf({ displayName, instanceType }: Named): string {
  return `${displayName} ${instanceType}`;
}

/** Without what only a machine sees; in one width, and without ™. */
function plain(text: string): string {
  return withoutMarks(text)
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/gu, '')
    .trim();
}

/** What may stand behind a status without changing it: when the product was last heard of, or how far it is. */
const WHEN =
  /最終(?:同期|更新|接続)|日時|午前|午後|たった今|[年月日時分秒前頃]|\b(?:last|sync(?:ed|hroni[sz]ed)?|updated|connected|seen|on|at|ago|just|now|days?|hours?|minutes?|seconds?|hrs?|mins?|secs?|am|pm|jst|utc|gmt|t|z|h|m|s)\b/giu;

/** Whether the status is one of these: an icon may stand before it, and a time behind it (`接続済み (最終同期: 10:32)`). */
function isStatus({ status }: ProductInstanceRow, known: readonly string[]): boolean {
  const text = plain(status).replace(/^[^\p{L}\p{N}]+/u, '');
  return known.some((each) => {
    if (!text.toLowerCase().startsWith(each.toLowerCase())) return false;
    const behind = text.slice(each.length);
    if (!/\p{L}|\d/u.test(behind)) return true;
    return (
      /^[^\p{L}\p{N}]/u.test(behind) &&
      /\d|たった今|just now/iu.test(behind) &&
      !/\p{L}/u.test(behind.replace(WHEN, ''))
    );
  });
}

/** Why the row is not of the region that was planned, which cannot be changed afterwards; a region not shown is not judged. */
export function whyOtherRegion({ region }: ProductInstanceRow, planned: Region): Reason | undefined {
  if (!region || REGION_SPELLINGS.get(foldSpelling(region)) === planned) return undefined;
  return { code: 'otherRegion', shown: region, planned };
}

/** What a reason keeps of a row; its region is judged apart. */
export function shownRow(row: ProductInstanceRow | undefined): Omit<ProductInstanceRow, 'region'> | null {
  if (!row) return null;
  const { displayName, instanceType, status, updateOffered } = row;
  return { displayName, instanceType, status, updateOffered };
}

/** The row in words, for a message to a person. */
export function describeRow(row: ProductInstanceRow): string {
  return `"${row.displayName}" · ${row.instanceType} · ${row.status}${row.updateOffered ? ' · with the button' : ''}`;
}

/**
 * Guide 3-15, read exactly, because it alone permits another press. The guide gives the Japanese text only; the English
 * one is our translation until a pilot tenant has shown the vendor's: should it differ, a person is asked, nothing worse.
 */
const TEMPORARY_PROBLEM = [
  '一時的な問題が発生しました。サポートエンジニアがこの問題の解決に取り組んでいます。しばらくしてからもう一度お試しください。',
  'A temporary problem occurred. Our support engineers are working to resolve the issue. Please try again later.',
];

/** Whether `message` is, apart from white space (a page may break its lines anywhere), the message of guide 3-15. */
export function isTemporaryProblem(message: string): boolean {
  const compact = (text: string): string => text.normalize('NFKC').replace(/\s+/gu, '');
  return TEMPORARY_PROBLEM.some((known) => compact(known) === compact(message));
}
