import { describe, expect, test } from 'vitest';
import { sentSoFar } from '../../lambdas/domain/consent-answers.ts';
import { codesSentOf } from '../../lambdas/domain/hand-over.ts';

const counted = (count: unknown) => ({
  answers: {
    codes: { by: 'somebody', at: '2026-11-02T00:00:00.000Z', given: { count } },
    requests: { by: 'somebody', at: '2026-11-02T00:00:00.000Z', given: { count } },
  },
});

describe('how many codes went out', () => {
  test('is none before the first', () => {
    expect(codesSentOf({ answers: {} })).toBe(0);
    expect(sentSoFar({ answers: {} })).toEqual({ codes: 0, requests: 0 });
    expect(sentSoFar(undefined)).toEqual({ codes: 0, requests: 0 });
  });

  test('is what was counted', () => {
    expect(codesSentOf(counted(2))).toBe(2);
    expect(sentSoFar(counted(2))).toEqual({ codes: 2, requests: 2 });
  });

  test.each(['2', null, 1.5])(
    'is not none where the count is %j: the most that may be tried would begin anew',
    (count) => {
      expect(() => codesSentOf(counted(count))).toThrow('number');
      expect(() => sentSoFar(counted(count))).toThrow('number');
    },
  );
});
