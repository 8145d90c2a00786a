import { brandedNames, withoutMarks } from '../../domain/brand.ts';
import { foldSpelling, REGION_SPELLINGS } from '../../domain/intake/choices.ts';
import type { ProductInstanceRow } from '../../domain/product-instance.ts';
import { cellsOf } from './cells.ts';

const NAMES = [...brandedNames('Apex One as a Service'), 'Standard Endpoint Protection Manager'];
const TYPES = ['Apex One SaaS', 'Apex One as a Service', 'Standard Endpoint Protection'].flatMap(brandedNames);
/** A status, or the button that may be copied with its row. */
const UPDATE = ['アップデート', 'Update'];
const STATUSES = [
  '接続済み',
  'Connected',
  'アップデート中',
  'Updating',
  '登録されていません',
  'Not registered',
  '接続待ち',
  'Waiting for connection',
  'Pending',
  '接続中',
  'Connecting',
];
/** What may stand between name and type besides the status: the id of the instance. */
const ID = /\d|^[\w-]{16,}$/u;
/** Longest first, so that no text is taken for its beginning. */
const KNOWN = [...new Set([...NAMES, ...TYPES, ...UPDATE, ...STATUSES])].sort((a, b) => b.length - a.length);

/**
 * Guide 3-11 to 3-17: the row of the product, as it was copied. A button may come along or not, according to the browser,
 * so that its absence proves nothing; `undefined` when name, type or status cannot be told.
 */
export function readProductRow(text: string | undefined): ProductInstanceRow | undefined {
  const cells = cellsOf(text)
    .map((cell) => withoutMarks(cell).normalize('NFKC'))
    .flatMap(apart);
  const nameAt = cells.findIndex((cell) => NAMES.includes(cell));
  const row = cells.slice(nameAt);
  const displayName = row[0];
  const typeAt = row.findIndex((cell, index) => index > 0 && TYPES.includes(cell));
  const instanceType = row[typeAt];
  const others = row.slice(1, typeAt).filter((cell) => !KNOWN.includes(cell));
  const statuses = row.filter((cell) => STATUSES.includes(cell));
  const updates = row.filter((cell) => UPDATE.includes(cell));
  // A row has one status: アップデート beside another one is the button.
  const status = statuses[0] ?? updates[0];
  const names = row.filter((cell) => NAMES.includes(cell) && cell !== instanceType);
  if (nameAt < 0 || displayName === undefined || instanceType === undefined || status === undefined) return undefined;
  // Beside a status that nobody knows, アップデート is no status at all.
  if (others.some((cell) => !ID.test(cell))) return undefined;
  if (new Set(statuses).size > 1 || names.some((name) => name !== displayName)) return undefined;
  const region = row.find((cell) => REGION_SPELLINGS.has(foldSpelling(cell))) ?? '';
  return { displayName, instanceType, status, region, updateOffered: statuses.length > 0 && updates.length > 0 };
}

/** A cell that holds several known texts with a space between, such as a name and its button. */
function apart(cell: string): string[] {
  const first = KNOWN.find((known) => cell === known || cell.startsWith(`${known} `));
  if (first === undefined) return [cell];
  const rest = cell.slice(first.length).trim();
  return rest === '' ? [first] : [first, ...apart(rest)];
}
