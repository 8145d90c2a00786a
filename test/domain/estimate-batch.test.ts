import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../bench/report.ts';
import { defaultQuotas } from '../../lambdas/domain/admission.ts';
import { CLEAN_TENANT } from '../../lambdas/domain/estimate/clean-tenant.ts';
import { costOf } from '../../lambdas/domain/estimate/cost.ts';
import { BatchEstimator } from '../../lambdas/domain/estimate/estimate-batch.ts';
import { anIntakeRow } from '../builders.ts';

const NOON = new Date('2026-12-05T12:00+09:00');
const MINUTE = 60_000;

function estimateOf(
  rows: number,
  more: Parameters<typeof anIntakeRow>[0] = {},
  hands: 'browser' | 'operator' = 'operator',
) {
  const estimator = new BatchEstimator({ now: NOON, quotas: defaultQuotas('ap-northeast-1'), hands });
  for (let i = 0; i < rows; i++) estimator.add(anIntakeRow({ tenantId: `t-${String(i)}`, ...more }));
  return estimator.estimate();
}

describe('an estimate', () => {
  test('of one tenant is its preparation and its update, and an hour more where the vendor is not ready', () => {
    const { finishedAt, finishedAtWithProblem } = estimateOf(1);

    expect(Date.parse(finishedAt)).toBe(NOON.getTime() + 36 * MINUTE);
    expect(Date.parse(finishedAtWithProblem)).toBe(NOON.getTime() + 97 * MINUTE);
  });

  test('of many counts the time to start them all', () => {
    const { finishedAt, rate } = estimateOf(7_200);

    expect(rate).toMatchObject({ perSecond: 13, binding: 'stateTransitions' });
    expect(Date.parse(finishedAt)).toBeCloseTo(NOON.getTime() + 36 * MINUTE + (7_199 / 31) * 1000, -3);
  });

  test('waits for the hours that customers allow', () => {
    const { finishedAt } = estimateOf(1, { window: { from: '22:00', to: '05:00', zone: 'Asia/Tokyo' } });

    expect(Date.parse(finishedAt)).toBeGreaterThan(Date.parse('2026-12-05T22:30+09:00'));
    expect(Date.parse(finishedAt)).toBeLessThan(Date.parse('2026-12-05T22:50+09:00'));
  });

  test('costs as many times as much as there are tenants, and far more with browsers', () => {
    const [one, ten, browsers] = [estimateOf(1), estimateOf(10), estimateOf(10, {}, 'browser')];

    expect(ten.cost.total).toBeCloseTo(10 * one.cost.total, 6);
    expect(ten.cost.browser).toBe(0);
    expect(browsers.cost.total).toBeGreaterThan(3 * ten.cost.total);
    expect(browsers.rate.binding).toBe('lambdaConcurrency');
  });

  test('prices each row by its own hands: nobody is polled where a person does the work', () => {
    const estimator = new BatchEstimator({ now: NOON, quotas: defaultQuotas('ap-northeast-1'), hands: 'browser' });
    for (const hands of ['browser', 'operator', undefined] as const) estimator.add(anIntakeRow({ hands }));
    const { cost, byHands } = estimator.estimate();

    expect(byHands).toMatchObject({ browser: { tenants: 2 }, operator: { tenants: 1 } });
    expect(byHands.operator.each).toBeLessThan(byHands.browser.each / 4);
    expect(cost.total).toBeCloseTo(2 * byHands.browser.each + byHands.operator.each, 9);
  });

  test('of no tenant is nothing, now', () => {
    expect(estimateOf(0)).toMatchObject({ tenants: 0, finishedAt: NOON.toISOString(), cost: { total: 0 } });
  });
});

test.each([
  ['browser', 'cost', 'withBrowser'],
  ['operator', 'costByHand', 'total'],
] as const)(
  'what a clean tenant by %s hands uses is what docs/benchmarks.json counted last',
  (hands, section, total) => {
    const usage = CLEAN_TENANT[hands];
    const report = JSON.parse(readFileSync(new URL('../../docs/benchmarks.json', import.meta.url), 'utf8')) as Report;
    const figures = report[section]?.figures ?? {};
    const within = (value: number, name: string): void => {
      const counted = figures[`clean.${name}`]?.value ?? Number.NaN;
      expect(Math.abs(value - counted) / counted, name).toBeLessThan(0.05);
    };

    within(usage.stateTransitions, 'transitions');
    within(usage.lambdaRequests, 'invocations');
    within(usage.dynamoWriteUnits, 'writeUnits');
    within(usage.dynamoReadUnits, 'readUnits');
    within(usage.kmsRequests, 'kmsRequests');
    within(costOf(usage).total, total);
  },
);
