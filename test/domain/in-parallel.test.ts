import { describe, expect, it } from 'vitest';
import { inParallel } from '../../lambdas/domain/in-parallel.ts';

describe('inParallel', () => {
  it('does everything once, and never more at a time than allowed', async () => {
    const done: number[] = [];
    let inProgress = 0;
    let most = 0;
    await inParallel(4, Array.from({ length: 50 }).keys(), async (n) => {
      most = Math.max(most, ++inProgress);
      await Promise.resolve();
      inProgress--;
      done.push(n);
    });
    expect(most).toBe(4);
    expect(done.sort((a, b) => a - b)).toEqual([...Array.from({ length: 50 }).keys()]);
  });

  it('begins nothing new after a failure, and throws the first one when the rest has come to its end', async () => {
    const begun: number[] = [];
    const ended: number[] = [];
    const work = inParallel(2, Array.from({ length: 50 }).keys(), async (n) => {
      begun.push(n);
      await Promise.resolve();
      if (n === 0) throw new Error('the first failure');
      await Promise.resolve();
      ended.push(n);
    });
    await expect(work).rejects.toThrow('the first failure');
    expect(begun).toEqual([0, 1]);
    expect(ended).toEqual([1]);
  });
});
