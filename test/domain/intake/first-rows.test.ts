import { expect, it } from 'vitest';

import { FirstRows } from '../../../lambdas/domain/intake/first-rows.ts';

it('remembers the first row of every key and mistakes none of 200,000 similar ones', () => {
  const rows = new FirstRows();
  const keys = Array.from({ length: 200_000 }, (_, index) => `tenant-${index}@example.com`);
  expect(keys.every((key, index) => rows.claim(key, index + 2) === undefined)).toBe(true);
  expect(keys.every((key, index) => rows.claim(key, 1) === index + 2)).toBe(true);
});

it('takes no more memory for a hundred and fifty thousand keys than for ten thousand: a file must not decide how much', () => {
  const rows = new FirstRows();
  const claim = (from: number, to: number): number => {
    for (let nth = from; nth < to; nth++) rows.claim(`tenant-${nth}@example.com`, nth + 2);
    return process.memoryUsage().arrayBuffers;
  };
  const ofFew = claim(0, 10_000);
  expect(claim(10_000, 150_000)).toBeLessThan(ofFew + 2 ** 20);
});

it('takes next to nothing for a small file', () => {
  const before = process.memoryUsage().arrayBuffers;
  const rows = new FirstRows();
  for (let nth = 0; nth < 3000; nth++) rows.claim(`tenant-${nth}`, nth + 2);
  expect(process.memoryUsage().arrayBuffers).toBeLessThan(before + 2 ** 18);
});

it('is full after so many different keys, a key counting once however it is written', () => {
  const rows = new FirstRows(3);
  for (const key of ['a', 'A', 'b', 'a']) rows.claim(key, 2);
  expect(rows.isFull).toBe(false);
  rows.claim('c', 3);
  expect(rows.isFull).toBe(true);
  expect(rows.claim('B', 4)).toBe(2);
});
