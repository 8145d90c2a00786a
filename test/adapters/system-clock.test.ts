import { afterEach, describe, expect, it, vi } from 'vitest';
import { SystemClock } from '../../lambdas/adapters/system-clock.ts';

afterEach(() => {
  vi.useRealTimers();
});

describe('SystemClock', () => {
  it('tells the time of the computer', () => {
    vi.useFakeTimers({ now: Date.parse('2026-12-01T00:00:00Z') });
    expect(new SystemClock().now()).toEqual(new Date('2026-12-01T00:00:00Z'));
  });

  it('never goes backwards, also when the computer is set back', () => {
    vi.useFakeTimers({ now: 2000 });
    const clock = new SystemClock();
    expect(clock.now().getTime()).toBe(2000);
    vi.setSystemTime(1000);
    expect(clock.now().getTime()).toBe(2000);
    vi.setSystemTime(3000);
    expect(clock.now().getTime()).toBe(3000);
  });

  it('does not wake before its time has passed', async () => {
    const clock = new SystemClock();
    const began = clock.now().getTime();
    await clock.sleep(30);
    expect(clock.now().getTime() - began).toBeGreaterThanOrEqual(30);
    await clock.sleep(0);
  });
});
