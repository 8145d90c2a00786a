import { expect, it } from 'vitest';

import { FirstRows } from '../../../lambdas/domain/intake/first-rows.ts';

it('remembers the first row of every key while it grows, and mistakes none of 200,000 similar ones', () => {
  const rows = new FirstRows();
  const keys = Array.from({ length: 200_000 }, (_, index) => `tenant-${index}@example.com`);
  expect(keys.every((key, index) => rows.claim(key, index + 2) === undefined)).toBe(true);
  expect(keys.every((key, index) => rows.claim(key, 1) === index + 2)).toBe(true);
});
