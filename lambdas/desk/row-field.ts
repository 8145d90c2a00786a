import type { Field } from '../domain/desk/task-view.ts';
import { describeRow, stateOf, whyOtherRegion, type ProductInstanceRow } from '../domain/product-instance.ts';
import { refused, type QuestionContext } from './question.ts';
import { readProductRow } from './reading/product-instance-row.ts';
import type { Form } from './form.ts';

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
        '行を読み取れませんでした。表示名、ステータス、インスタンスタイプを含む製品 1 行分をコピーしてください。画面の表示がガイドと異なる場合は「作業できません」から、表示内容をお知らせください。',
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
