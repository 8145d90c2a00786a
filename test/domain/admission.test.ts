import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  defaultQuotas,
  secondsUntilStart,
  startRate,
  steadyStarts,
  tenantLoad,
  type Quotas,
} from '../../lambdas/domain/admission.ts';

const quota = fc.integer({ min: 1, max: 100_000 });
const quotas: fc.Arbitrary<Quotas> = fc.record({
  stateTransitions: quota,
  executionStarts: quota,
  taskAnswers: quota,
  lambdaConcurrency: quota,
  vendorTenants: quota,
});

describe('the rate at which tenants start', () => {
  test('is 13 a second at the default quotas of Tokyo, where state transitions bind', () => {
    expect(startRate(defaultQuotas('ap-northeast-1'), tenantLoad('operator'))).toMatchObject({
      perSecond: 13,
      binding: 'stateTransitions',
    });
  });

  test('is 41 a second in the three largest regions, where the answers of tasks bind', () => {
    for (const region of ['us-east-1', 'us-west-2', 'eu-west-1']) {
      expect(startRate(defaultQuotas(region), tenantLoad('operator'))).toMatchObject({
        perSecond: 41,
        binding: 'taskAnswers',
      });
    }
  });

  test('is what Lambda’s concurrency allows where each look at a console is a browser', () => {
    expect(startRate(defaultQuotas('ap-northeast-1'), tenantLoad('browser'))).toMatchObject({
      perSecond: 4,
      binding: 'lambdaConcurrency',
    });
  });

  test('is no more than the vendor is asked to bear', () => {
    const patient = { ...defaultQuotas('us-east-1'), vendorTenants: 2 };

    expect(startRate(patient, tenantLoad('operator'))).toMatchObject({ perSecond: 2, binding: 'vendorTenants' });
  });

  test('asks no quota for more than it has, and starts at least one tenant a second whatever the quotas', () => {
    const load = tenantLoad('operator');
    fc.assert(
      fc.property(quotas, (given) => {
        const { perSecond, binding, allowed } = startRate(given, load);

        expect(perSecond).toBeGreaterThanOrEqual(1);
        expect(allowed[binding]).toBe(Math.min(...Object.values(allowed)));
        if (perSecond > 1) {
          expect(perSecond * load.stateTransitions).toBeLessThanOrEqual(given.stateTransitions);
          expect(perSecond * load.taskAnswers).toBeLessThanOrEqual(given.taskAnswers);
          expect(perSecond * load.lambdaSeconds).toBeLessThanOrEqual(given.lambdaConcurrency);
          expect(perSecond).toBeLessThanOrEqual(given.vendorTenants);
        }
      }),
    );
  });

  test('is higher at first, while nobody has come to a look at an update', () => {
    const { atFirst, perSecond } = startRate(defaultQuotas('ap-northeast-1'), tenantLoad('operator'));

    expect(atFirst.perSecond).toBeGreaterThan(perSecond);
    expect(atFirst.tenants).toBe(atFirst.perSecond * 23 * 60);
  });

  test('asks at first for no more than a quota has, and later no quota that refuses for more beside the looks', () => {
    const load = tenantLoad('operator');
    const { beforeLooks } = load;
    fc.assert(
      fc.property(quotas, (given) => {
        const { atFirst, perSecond } = startRate(given, load);

        expect(atFirst.perSecond).toBeGreaterThanOrEqual(perSecond);
        if (atFirst.tenants === 0) {
          expect(atFirst.perSecond).toBe(perSecond);
          return;
        }
        expect(atFirst.perSecond * beforeLooks.stateTransitions).toBeLessThanOrEqual(given.stateTransitions);
        expect(atFirst.perSecond * beforeLooks.taskAnswers).toBeLessThanOrEqual(given.taskAnswers);
        expect(atFirst.perSecond).toBeLessThanOrEqual(given.vendorTenants);
        // Lambda refuses at once, and a code comes sooner or later than the mean.
        expect(atFirst.perSecond * beforeLooks.lambdaSeconds).toBeLessThanOrEqual(0.8 * given.lambdaConcurrency);
        const looks = atFirst.perSecond * (load.taskAnswers - beforeLooks.taskAnswers);
        expect(looks + perSecond * beforeLooks.taskAnswers).toBeLessThanOrEqual(given.taskAnswers);
      }),
    );
  });

  test('says when a tenant has its turn', () => {
    const starts = { atFirst: { tenants: 100, perSecond: 10 }, perSecond: 5 };

    expect([0, 100, 150].map((index) => secondsUntilStart(index, starts))).toEqual([0, 10, 20]);
    expect(secondsUntilStart(150, steadyStarts(5))).toBe(30);
  });
});
