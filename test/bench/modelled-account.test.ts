import { describe, expect, test } from 'vitest';
import { ModelledAccount } from '../../bench/modelled-account.ts';
import { VirtualClock } from '../../local/virtual-clock.ts';

const quotas = { transitionsPerSecond: 10, lambdaConcurrency: 2 };
const aClock = () => new VirtualClock({ start: new Date(0), speed: 'max', speedWhileBusy: 0 });

describe('a modelled account', () => {
  test('lets a full bucket of state transitions through at once, and the rest at the rate it is refilled at', () => {
    const account = new ModelledAccount(quotas, aClock());
    const instants = Array.from({ length: 30 }, () => account.transition(0));

    expect(instants.slice(0, 10)).toEqual(new Array(10).fill(0));
    expect(instants.at(-1)).toBe(2_000);
    expect(account.transitions.most).toBeLessThanOrEqual(20);
    expect(account.transitions.total).toBe(30);
  });

  test('refuses an invocation beyond its concurrency with the error that the definitions retry', async () => {
    const account = new ModelledAccount(quotas, aClock());
    const [first, second, third] = await Promise.allSettled(
      [1, 2, 3].map((n) => account.invocation('F', async () => n)),
    );

    expect([first?.status, second?.status]).toEqual(['fulfilled', 'fulfilled']);
    expect(third).toMatchObject({ status: 'rejected', reason: { name: 'Lambda.TooManyRequestsException' } });
    expect(account.mostAtOnce).toBe(2);
    await expect(account.invocation('F', async () => 4)).resolves.toBe(4);
  });
});
