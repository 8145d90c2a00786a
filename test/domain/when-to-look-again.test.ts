import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { UsualMinutes } from '../../lambdas/domain/looks-at-the-update.ts';
import {
  endOfRetryWindow,
  lookAgainForTheBatch,
  lookAgainForTheConsole,
  lookAgainForTheUpdate,
  type NextLook,
} from '../../lambdas/domain/when-to-look-again.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MARK = Date.parse('2026-12-05T12:00:00.000Z');

type Schedule = (mark: string, now: Date) => NextLook;

/** Milliseconds from the mark to the next look, when `passed` have passed; `undefined` past the deadline. */
function nextAfter(schedule: Schedule, passed: number): number | undefined {
  const next = schedule(new Date(MARK).toISOString(), new Date(MARK + passed));
  return 'overdue' in next ? undefined : Date.parse(next.lookAgainAt) - MARK;
}

/** Every look of a run that does nothing but wait, in milliseconds from the mark. */
function looksOf(schedule: Schedule): number[] {
  const looks: number[] = [];
  for (let next = nextAfter(schedule, 0); next !== undefined; next = nextAfter(schedule, next)) looks.push(next);
  return looks;
}

const lookAtTenant1: Schedule = (requestedAt, now) => lookAgainForTheUpdate({ tenantId: 'tenant-1', requestedAt }, now);

const instant = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2036, 0, 1) });
const schedules = [
  ['the console', lookAgainForTheConsole, 4 * HOUR],
  ['the update', lookAtTenant1, 4 * HOUR],
  ['the batch', lookAgainForTheBatch, 60 * DAY],
] as const;

describe.each(schedules)('%s', (_, schedule, deadline) => {
  test('is looked at again in the future, at an instant that depends on the mark and the hour only', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: deadline - 1 }), (mark, passed) => {
        const now = new Date(mark + passed);
        const next = schedule(new Date(mark).toISOString(), now);

        expect(next).toEqual(schedule(new Date(mark).toISOString(), now));
        expect('lookAgainAt' in next && Date.parse(next.lookAgainAt)).toBeGreaterThan(now.getTime());
      }),
    );
  });

  test('is overdue from its deadline on, wherever the run was meanwhile', () => {
    expect(nextAfter(schedule, deadline - 1)).toBeDefined();
    fc.assert(
      fc.property(fc.integer({ min: deadline, max: 2 * deadline }), (passed) => {
        expect(nextAfter(schedule, passed)).toBeUndefined();
      }),
    );
  });
});

describe.each(schedules.filter(([, schedule]) => schedule !== lookAtTenant1))('%s', (_, schedule) => {
  test('is never looked at less often the younger it is', () => {
    const looks = looksOf(schedule).slice(1);
    const pauses = looks.slice(1).map((look, i) => look - (looks[i] ?? 0));

    expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
  });
});

describe('the console (guide 2-12, 3-10)', () => {
  test.each([
    [0, MINUTE],
    [MINUTE, MINUTE],
    [4 * MINUTE, 2 * MINUTE],
    [10 * MINUTE, 5 * MINUTE],
    [3 * HOUR, 5 * MINUTE],
  ])('after %i ms: again in %i ms', (passed, pause) => {
    expect(nextAfter(lookAgainForTheConsole, passed)).toBe(passed + pause);
  });

  test('costs at most 60 looks until a person is called', () => {
    expect(looksOf(lookAgainForTheConsole).length).toBeLessThanOrEqual(60);
  });
});

describe('the update (guide 3-16)', () => {
  const tenantId = fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/u);

  /** The looks of one tenant at an update that never ends. */
  const looksFor = (tenant: string, minutes?: UsualMinutes) =>
    looksOf((requestedAt, now) => lookAgainForTheUpdate({ tenantId: tenant, requestedAt, minutes }, now));

  test('is not looked at before the 20 minutes that the guide says it takes at least: each look may be a browser', () => {
    fc.assert(
      fc.property(tenantId, fc.integer({ min: 0, max: 20 * MINUTE }), (tenant, passed) => {
        const requestedAt = new Date(MARK).toISOString();
        const next = lookAgainForTheUpdate({ tenantId: tenant, requestedAt }, new Date(MARK + passed));

        expect('lookAgainAt' in next && Date.parse(next.lookAgainAt)).toBeGreaterThan(MARK + 20 * MINUTE);
      }),
    );
  });

  test('is looked at at the same instants wherever a run asks from: they count from the press, not from the last look', () => {
    fc.assert(
      fc.property(tenantId, fc.integer({ min: 0, max: 4 * HOUR - 1 }), (tenant, passed) => {
        const looks = looksFor(tenant);
        const next = nextAfter(
          (requestedAt, now) => lookAgainForTheUpdate({ tenantId: tenant, requestedAt }, now),
          passed,
        );

        expect(next).toBe(looks.find((look) => look > passed));
      }),
    );
  });

  test('is looked at more and more often until the thirtieth minute, when it is likeliest to end, and less and less after it', () => {
    const looks = looksFor('tenant-1');
    const pauses = looks.slice(1).map((look, i) => look - (looks[i] ?? 0));
    const turn = pauses.findIndex((_, i) => (looks[i + 1] ?? 0) > 30.2 * MINUTE);
    const [before, after] = [pauses.slice(0, turn), pauses.slice(turn, -1)];

    expect(before).toEqual([...before].sort((a, b) => b - a));
    expect(after).toEqual([...after].sort((a, b) => a - b));
  });

  test('costs less than 50 looks until a person is called, the last of them at the deadline', () => {
    const looks = looksFor('tenant-1');

    expect(looks.length).toBeLessThan(50);
    expect(looks.at(-1)).toBe(4 * HOUR);
  });

  test('that takes other times at a region has its looks between those', () => {
    const looks = looksFor('tenant-1', { least: 40, most: 60 });

    expect(looks[0]).toBeGreaterThan(40 * MINUTE);
    expect(looks[0]).toBeLessThan(42 * MINUTE);
    expect(looks.filter((look) => look < 60.5 * MINUTE)).toHaveLength(20);
    expect(looks.at(-1)).toBe(4 * HOUR);
  });

  test('of thousands of tenants is not looked at in the same second, though all were pressed in the same one', () => {
    const perSecond = new Map<number, number>();
    for (let i = 0; i < 3_000; i++) {
      const second = Math.floor((looksFor(`tenant-${String(i)}`)[0] ?? 0) / SECOND);
      perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
    }

    expect(perSecond.size).toBe(30);
    expect(Math.max(...perSecond.values())).toBeLessThan(150);
  });
});

describe('the retry window (guide 3-15)', () => {
  const tenantId = fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/u);

  test('is never shorter than the guide’s 30 minutes, nor longer than an hour, from the message on', () => {
    fc.assert(
      fc.property(tenantId, instant, fc.integer({ min: 1, max: 40 }), (tenant, message, count) => {
        const wait = Date.parse(endOfRetryWindow(tenant, { at: new Date(message).toISOString(), count })) - message;

        expect(wait).toBeGreaterThanOrEqual(30 * MINUTE);
        expect(wait).toBeLessThanOrEqual(60 * MINUTE);
      }),
      { numRuns: 1_000 },
    );
  });

  test('is the same for a tenant each time, so that a repeated calculation does not move it', () => {
    fc.assert(
      fc.property(tenantId, instant, (tenant, message) => {
        const problem = { at: new Date(message).toISOString(), count: 1 };

        expect(endOfRetryWindow(tenant, problem)).toBe(endOfRetryWindow(tenant, problem));
      }),
    );
  });

  test('lies in the second half of the hour after a third message: a day of them is a long history otherwise', () => {
    fc.assert(
      fc.property(tenantId, fc.integer({ min: 4, max: 40 }), (tenant, count) => {
        const wait = Date.parse(endOfRetryWindow(tenant, { at: new Date(MARK).toISOString(), count })) - MARK;

        expect(wait).toBeGreaterThanOrEqual(45 * MINUTE);
      }),
    );
  });

  test('spreads thousands of tenants evenly, so that they do not return together', () => {
    const perMinute = new Map<number, number>();
    for (let i = 0; i < 3_000; i++) {
      const wait =
        Date.parse(endOfRetryWindow(`tenant-${String(i)}`, { at: new Date(MARK).toISOString(), count: 1 })) - MARK;
      const minute = Math.floor(wait / MINUTE);
      perMinute.set(minute, (perMinute.get(minute) ?? 0) + 1);
    }

    expect(perMinute.size).toBe(30);
    expect(Math.max(...perMinute.values())).toBeLessThan(200);
  });
});

describe('the batch', () => {
  test.each([
    [0, MINUTE],
    [70 * MINUTE, 10 * MINUTE],
    [7 * DAY, DAY],
    [30 * DAY, 36 * HOUR],
  ])('after %i ms: again in %i ms', (passed, pause) => {
    expect(nextAfter(lookAgainForTheBatch, passed)).toBe(passed + pause);
  });

  test('stays below 4 % of the 25,000 events of a history in its 60 days, at 9 events a count', () => {
    expect(looksOf(lookAgainForTheBatch).length * 9).toBeLessThan(1_000);
  });
});
