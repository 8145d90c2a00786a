import { withoutBrand } from './brand.ts';
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
const APEX_ONE_NAME = /Apex One/u;
const UPDATED_TYPE = 'Standard Endpoint Protection';
const UPDATED_NAME = /Standard Endpoint Protection Manager/u;

/**
 * What the whole row means. 接続済み is the status before *and* after the update, and アップデート is a button *and* a
 * status (guide 3-11 to 3-17), so no single cell decides. A combination the guide does not show is `unknown`.
 */
export function stateOf(row: ProductInstanceRow | undefined): ProductInstanceState {
  if (!row) return 'absent';
  const isApexOne = APEX_ONE_TYPES.includes(withoutBrand(row.instanceType)) && APEX_ONE_NAME.test(row.displayName);
  const isUpdated = withoutBrand(row.instanceType) === UPDATED_TYPE && UPDATED_NAME.test(row.displayName);
  if (isApexOne && CONNECTED.includes(row.status)) return row.updateOffered ? 'connected' : 'unknown';
  if (isApexOne && UPDATING.includes(row.status)) return row.updateOffered ? 'unknown' : 'updating';
  if (isApexOne && CONNECTING.includes(row.status)) return 'connecting';
  if (isUpdated && CONNECTED.includes(row.status) && !row.updateOffered) return 'updated';
  return 'unknown';
}

/** Why the row is not of the region that was planned, which cannot be changed afterwards; a region not shown is not judged. */
export function whyOtherRegion({ region }: ProductInstanceRow, planned: Region): string | undefined {
  if (!region || REGION_SPELLINGS.get(foldSpelling(region)) === planned) return undefined;
  return `Product Instance shows the region "${region}", the plan says ${planned}`;
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
