import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Throttle } from '../../lambdas/ports/throttle.ts';
import type { SettableClock } from '../steps/kit.ts';

/** One test per promise of the port; `open` gives another function that serves the same desk. */
export function throttleContract(open: () => Throttle, clock: SettableClock): void {
  const admitted = async (source: string, times: number, most: number): Promise<number> => {
    const answers = await Promise.all(Array.from({ length: times }, () => open().admit(source, most)));
    return answers.filter(Boolean).length;
  };

  it('admits as many as it is told to within a minute, whichever function is asked, also at once', async () => {
    expect(await admitted(`link ${randomUUID()}`, 30, 10)).toBe(10);
  });

  it('begins anew in the next minute, and for another source', async () => {
    const source = `link ${randomUUID()}`;
    expect(await admitted(source, 3, 2)).toBe(2);
    expect(await admitted(`${source}-other`, 1, 2)).toBe(1);
    clock.pass(60_000);
    expect(await admitted(source, 3, 2)).toBe(2);
  });
}
