import { describe, expect, test } from 'vitest';
import {
  describeRow,
  isTemporaryProblem,
  productAmong,
  stateOf,
  whyOtherRegion,
  type ProductInstanceRow,
} from '../../lambdas/domain/product-instance.ts';
import { inEnglish } from '../in-words.ts';

function aRow(overrides: Partial<ProductInstanceRow> = {}): ProductInstanceRow {
  return {
    displayName: 'Trend Micro Apex One as a Service',
    instanceType: 'Trend Micro Apex One SaaS',
    status: '接続済み',
    region: 'Japan',
    updateOffered: true,
    ...overrides,
  };
}

const SEP = { displayName: 'Standard Endpoint Protection Manager', instanceType: 'Standard Endpoint Protection' };

describe('a row of Product Instance', () => {
  test.each([
    ['connected', 'connected, may be updated (guide 3-11)', aRow()],
    ['connected', 'the same in English', aRow({ status: 'Connected' })],
    ['updating', 'アップデート as a status (guide 3-16)', aRow({ status: 'アップデート', updateOffered: false })],
    ['updated', 'Standard Endpoint Protection (guide 3-17)', aRow({ ...SEP, updateOffered: false })],
    ['connecting', 'waiting for its registration', aRow({ status: '登録されていません', updateOffered: false })],
    [
      'connected',
      'under the new name of the vendor',
      aRow({ displayName: 'TrendAI™ Apex One™ as a Service', instanceType: 'TrendAI™ Apex One™ as a Service' }),
    ],
    [
      'updated',
      'with the brand before the type',
      aRow({ ...SEP, instanceType: `TrendAI™ ${SEP.instanceType}`, updateOffered: false }),
    ],
    ['connected', 'an icon before its status', aRow({ status: '● 接続済み' })],
    ['connected', 'the time of its last sign of life', aRow({ status: '接続済み (最終同期: 2026-11-30 10:32:05)' })],
    ['connected', 'how long ago that was', aRow({ status: 'Connected · 3 min ago' })],
    ['connected', 'characters that nobody sees', aRow({ status: '接続\u200b済み\ufeff' })],
    ['updating', 'how far it is', aRow({ status: 'アップデート中（４５％）', updateOffered: false })],
    ['absent', 'none', undefined],
  ] as const)('is %s: %s', (state, _, row) => {
    expect(stateOf(row)).toBe(state);
  });

  test.each([
    ['connected, without the button', aRow({ updateOffered: false })],
    ['アップデート as a status, beside the button', aRow({ status: 'アップデート' })],
    ['a status we have never seen', aRow({ status: '休止中' })],
    ['a status with a trouble behind it', aRow({ status: '接続済み (エラー 5)' })],
    ['a status with a count of warnings behind it', aRow({ status: '接続済み - 2件の警告' })],
    ['a status that only begins so', aRow({ status: 'アップデート失敗', updateOffered: false })],
    ['Apex One on premises', aRow({ instanceType: 'TrendAI™ Apex One On-premises' })],
    ['a product we have never seen', aRow({ instanceType: 'Deep Security' })],
    ['the new product while it is updated', aRow({ ...SEP, status: 'アップデート', updateOffered: false })],
    ['the new product without a connection', aRow({ ...SEP, status: '切断', updateOffered: false })],
    ['cells that are empty', aRow({ instanceType: '', status: '' })],
    ['the new product that still offers an update', aRow({ ...SEP, updateOffered: true })],
    ['the new product under the old name', aRow({ instanceType: SEP.instanceType, updateOffered: false })],
    ['the old product under the new name', aRow({ displayName: SEP.displayName })],
  ])('is unknown, and goes to a person: %s', (_, row) => {
    expect(stateOf(row)).toBe('unknown');
  });

  test('is told to a person cell by cell', () => {
    expect(describeRow(aRow())).toBe(
      '"Trend Micro Apex One as a Service" · Trend Micro Apex One SaaS · 接続済み · with the button',
    );
  });
});

describe('the region of a row', () => {
  test('is judged in both languages, and not where it does not show', () => {
    expect(whyOtherRegion(aRow(), 'Japan')).toBeUndefined();
    expect(whyOtherRegion(aRow({ region: '日本' }), 'Japan')).toBeUndefined();
    expect(whyOtherRegion(aRow({ region: '' }), 'Japan')).toBeUndefined();
  });

  test.each(['US', 'どこか'])('stops the tenant when it is %s, because it cannot be changed afterwards', (region) => {
    expect(inEnglish(whyOtherRegion(aRow({ region }), 'Japan'))).toBe(
      `Product Instance shows the region "${region}", the plan says Japan`,
    );
  });
});

describe('the message of guide 3-15', () => {
  const MESSAGE =
    '一時的な問題が発生しました。サポートエンジニアがこの問題の解決に取り組んでいます。しばらくしてからもう一度お試しください。';

  test.each([
    ['word for word', MESSAGE],
    ['with white space around it', `\n  ${MESSAGE}　`],
    [
      'in English',
      'A temporary problem occurred. Our support engineers are working to resolve the issue.\n Please try again later.',
    ],
  ])('is recognised %s', (_, message) => {
    expect(isTemporaryProblem(message)).toBe(true);
  });

  test('is recognised when the page breaks it into lines between its sentences', () => {
    expect(isTemporaryProblem(MESSAGE.replaceAll('。', '。\n'))).toBe(true);
  });

  test.each([
    ['its first sentence alone', '一時的な問題が発生しました。'],
    ['more behind it', `${MESSAGE}サポートに連絡してください。`],
    ['more before it', `エラー 4000013: ${MESSAGE}`],
    ['one character less', MESSAGE.slice(0, -1)],
    ['another wording', MESSAGE.replace('しばらくしてから', '時間をおいて')],
    ['nothing', ''],
  ])('is not %s: only the exact text permits another press', (_, message) => {
    expect(isTemporaryProblem(message)).toBe(false);
  });
});

describe('the row of the product among others', () => {
  const OTHER = { displayName: 'Trend Micro Cloud App Security', instanceType: 'Cloud App Security' };

  test.each([
    ['another product', OTHER],
    ['Apex One on premises', { displayName: 'Apex One', instanceType: 'Trend Micro Apex One On-Premises' }],
    [
      'Apex One on premises, in Japanese',
      { displayName: 'Apex One（オンプレミス）', instanceType: 'Trend Micro Apex One' },
    ],
  ])('is ours beside %s', (_, other) => {
    expect(productAmong([aRow(other), aRow()])).toEqual({ row: aRow() });
    expect(productAmong([aRow(other)])).toEqual({ row: undefined });
  });

  test('is that of Apex One before its update, where an updated one is there too', () => {
    expect(productAmong([aRow(SEP), aRow()])).toEqual({ row: aRow() });
    expect(productAmong([aRow(SEP)])).toEqual({ row: aRow(SEP) });
  });

  test.each([
    ['two of ours', [aRow(), aRow()], /2 rows of the product/u],
    [
      'another product with our words in its name',
      [aRow(), aRow({ ...OTHER, displayName: 'Apex One backup' })],
      /"Apex One backup"/u,
    ],
    ['a type that we do not know', [aRow({ instanceType: 'Apex One SaaS 2' })], /another type/u],
  ])('is for a person to tell among %s', (_, rows, why) => {
    expect(productAmong(rows)).toEqual({ whyUnclear: expect.stringMatching(why) as string });
  });
});
