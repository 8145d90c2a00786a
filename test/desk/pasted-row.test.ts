import { expect, it } from 'vitest';
import { readProductRow } from '../../lambdas/desk/product-row.ts';
import { stateOf } from '../../lambdas/domain/product-instance.ts';

it.each([
  ['Trend Micro Apex One as a Service アップデート\t接続済み\tx1\tTrend Micro Apex One SaaS\tJapan'],
  ['TrendAI™ Apex One™ as a Service アップデート\t接続済み\tx1\tTrendAI™ Apex One™ as a Service\tJapan'],
  ['Apex One as a Service アップデート\t接続済み\tx1\tTrendAI Apex One SaaS\tJapan'],
])('a pasted row is read whichever name of the vendor stands in it: %s', (text) => {
  const row = readProductRow(text);
  expect(stateOf(row)).toBe('connected');
});
