import type { Field } from './task-view.ts';
import { describeRow, stateOf, whyOtherRegion, type ProductInstanceRow } from '../domain/product-instance.ts';
import { refused, type QuestionContext } from './question.ts';
import type { Form } from './desk-page.ts';
import { brandedNames, withoutMarks } from '../domain/brand.ts';
import { foldSpelling, REGION_SPELLINGS } from '../domain/intake/choices.ts';
import { cellsOf } from './typed-text.ts';

const ROW = 'row';

/** The field in which a row of Product Instance is pasted. */
export function rowField({ say }: QuestionContext, { required }: { required: boolean }): Field {
  return {
    name: ROW,
    label: say('製品の行（画面からコピーして貼り付け）', 'Row of the product (copied from the page)'),
    kind: 'multiline',
    required,
    hint: say(
      '表示名からステータス、インスタンスタイプ、地域までを選択してコピーし、そのまま貼り付けてください。改行やタブが入っていても構いません。',
      'Select the row from display name to region, copy it, and paste it as it is: tabs and line breaks do not matter.',
    ),
  };
}

/** What the pasted row says. A button need not copy with its row: whether it is there the person says by their answer. */
export function readRow(
  form: Form,
  context: QuestionContext,
): { row: ProductInstanceRow; state: ReturnType<typeof stateOf> } | ReturnType<typeof refused> {
  const { say, tenant } = context;
  if (!form[ROW]?.trim()) {
    return refused(say('製品の行を貼り付けてください。', 'Paste the row of the product.'), ROW);
  }
  const read = readProductRow(form[ROW]);
  if (!read) {
    return refused(
      say(
        '行を読み取れませんでした。表示名、ステータス、インスタンスタイプを含む製品 1行分をコピーしてください。画面の表示がガイドと異なる場合は「作業できません」から、表示内容をお知らせください。',
        'The row could not be read: copy one row with display name, status and instance type. If the page shows something else than the guide, say what under [I cannot do this].',
      ),
      ROW,
    );
  }
  const row = { ...read, updateOffered: read.updateOffered || isWaiting(read) };
  const state = stateOf(row);
  if (state === 'unknown') {
    const seen = describeRow(row);
    return refused(
      say(
        `行の内容が互いに矛盾しています（${seen}）。画面を再読み込みして、もう一度コピーしてください。`,
        `The cells of the row contradict each other (${seen}): reload the page and copy it again.`,
      ),
      ROW,
    );
  }
  if (whyOtherRegion(row, tenant.row.region)) {
    return refused(
      say(
        `地域が計画と異なります（画面：${row.region}、計画：${tenant.row.region}）。別のお客様の画面でないかご確認ください。`,
        `The region is not the planned one (page: ${row.region}, plan: ${tenant.row.region}): make sure that it is this tenant's console.`,
      ),
      ROW,
    );
  }
  return { row, state };
}

/** 接続済み of Apex One: the one state in which a button belongs to the row. */
function isWaiting(row: ProductInstanceRow): boolean {
  return stateOf({ ...row, updateOffered: true }) === 'connected';
}

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
