import { describe, expect, it } from 'vitest';
import { fitting } from '../../../lambdas/adapters/dynamo/batch-item.ts';
import type { Batch } from '../../../lambdas/domain/batch.ts';
import { aBatch, aProblem } from '../../builders.ts';

describe('fitting', () => {
  it('leaves a batch of ordinary size as it is', () => {
    const batch = aBatch({ problems: [aProblem()] });
    expect(fitting(batch)).toEqual(batch);
  });

  it('keeps a record below 300 KB, however long its problems and its header are', () => {
    const problems = Array.from({ length: 1500 }, () => aProblem({ whatToDo: '長'.repeat(400) }));
    const header = Array.from({ length: 100_000 }, (_, n) => `列 ${String(n)}`);
    const size = Buffer.byteLength(JSON.stringify(fitting(aBatch({ problems, header }))));
    expect(size).toBeLessThan(300_000);
    expect(size).toBeGreaterThan(200_000);
  });

  it('adds nothing to a change that concerns neither', () => {
    expect(fitting<Partial<Batch>>({ accepted: 1 })).toEqual({ accepted: 1 });
  });
});
