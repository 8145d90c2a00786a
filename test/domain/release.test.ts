import { describe, expect, test } from 'vitest';
import { isReleased, mayBeOne } from '../../lambdas/domain/release.ts';

const confirmedBy = (...names: readonly string[]) =>
  names.map((by) => ({ by, at: '2026-06-01T00:00:00.000Z', planHash: 'abc' }));

describe('two confirmations', () => {
  test.each([
    ['Hanako (sub-1)', 'hanako (sub-1)', 'one name is one person'],
    ['A (terminal)', 'B (terminal)', 'nobody has checked a name at a terminal'],
    ['hanako (terminal)', 'Hanako', 'the name at the desk'],
    ['hanako (terminal)', 'Hanako (sub-1)', 'the name before the id'],
    ['hanako (terminal)', 'hanako@example.jp (sub-1)', 'the name of the mail address'],
    ['hanako (terminal)', 'Hanako Yamada (sub-1)', 'the first of two names'],
    ['山田 (terminal)', '山田花子 (sub-1)', 'the surname'],
  ])("of %s and %s may be one person's: %s", (one, other) => {
    expect([mayBeOne(one, other), mayBeOne(other, one)]).toEqual([true, true]);
    expect(isReleased(confirmedBy(one, other), 'two')).toBe(false);
    expect(isReleased(confirmedBy(other, one), 'two')).toBe(false);
    expect(isReleased(confirmedBy(one), 'one')).toBe(true);
  });

  test.each([
    ['A (sub-1)', 'B (sub-2)'],
    ['Hanako (sub-1)', 'Hanako (sub-2)'],
    ['A (terminal)', 'B (sub-2)'],
    ['An (terminal)', 'Anna (sub-1)'],
    ['山田花子 (terminal)', '山田太郎 (sub-1)'],
  ])("of %s and %s are two people's", (one, other) => {
    expect([mayBeOne(one, other), mayBeOne(other, one)]).toEqual([false, false]);
    expect(isReleased(confirmedBy(one, other), 'two')).toBe(true);
  });

  test('of whom any two are two people are enough', () => {
    expect(isReleased(confirmedBy('A (terminal)', 'A (sub-1)'), 'two')).toBe(false);
    expect(isReleased(confirmedBy('A (terminal)', 'A (sub-1)', 'B (sub-2)'), 'two')).toBe(true);
    expect(isReleased([], 'one')).toBe(false);
  });
});
