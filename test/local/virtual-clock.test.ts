import { afterEach, describe, expect, it } from 'vitest';
import { VirtualClock, type VirtualClockOptions } from '../../local/virtual-clock.ts';

const START = new Date('2026-12-01T00:00:00Z');
const HOUR = 3_600_000;

const clocks: VirtualClock[] = [];

function aClock(options: Partial<VirtualClockOptions> = {}): VirtualClock {
  const clock = new VirtualClock({ start: START, speed: 'max', ...options });
  clocks.push(clock);
  return clock;
}

/** Hours since the start. */
function hours(clock: VirtualClock): number {
  return (clock.now().getTime() - START.getTime()) / HOUR;
}

/** Lets the event loop turn, as work outside of the clock would. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
}

afterEach(() => {
  for (const clock of clocks.splice(0)) clock.close();
});

describe('timers', () => {
  it('fire in order of their instants and, at the same instant, of their making', async () => {
    const clock = aClock();
    const fired: string[] = [];
    const at = (name: string, hour: number) => clock.at(START.getTime() + hour * HOUR, () => fired.push(name));
    at('c', 3);
    at('a', 1);
    at('b1', 2);
    at('b2', 2);
    await clock.sleep(4 * HOUR);
    expect(fired).toEqual(['a', 'b1', 'b2', 'c']);
  });

  it('show the instant they were set for, not the time it took to get there', async () => {
    const clock = aClock();
    await clock.sleep(30 * 24 * HOUR);
    expect(hours(clock)).toBe(30 * 24);
  });

  it('fire at once when their instant has passed, without turning the clock back', async () => {
    const clock = aClock();
    await clock.sleep(HOUR);
    await new Promise<void>((resolve) => {
      clock.at(START.getTime(), resolve);
    });
    expect(hours(clock)).toBe(1);
  });

  it('do not fire once cancelled, however often and however late that is', async () => {
    const clock = aClock();
    let fired = 0;
    const cancelled = clock.at(START.getTime() + HOUR, () => fired++);
    const kept = clock.at(START.getTime() + HOUR, () => fired++);
    cancelled.cancel();
    cancelled.cancel();
    await clock.sleep(2 * HOUR);
    kept.cancel();
    expect(fired).toBe(1);
  });

  it('stay in order while most of them are cancelled, as those of answered tokens are', async () => {
    const clock = aClock();
    const fired: number[] = [];
    const timers = Array.from({ length: 2_000 }, (_, index) =>
      clock.at(START.getTime() + ((index * 7919) % 2_000) * 1000, () => fired.push((index * 7919) % 2_000)),
    );
    timers.forEach((timer, index) => {
      if (index % 10 !== 0) timer.cancel();
    });
    await clock.sleep(HOUR);
    expect(fired).toHaveLength(200);
    expect(fired).toEqual(fired.toSorted((a, b) => a - b));
  });

  it('never fire after close, so that nothing keeps the process alive', async () => {
    const clock = aClock();
    let fired = false;
    clock.at(START.getTime() + HOUR, () => (fired = true));
    clock.close();
    clock.at(START.getTime(), () => (fired = true));
    await turns(5);
    expect(fired).toBe(false);
  });
});

describe('idle time', () => {
  it('runs at the given multiple of real time', async () => {
    const clock = aClock({ speed: 36_000 });
    const before = performance.now();
    await clock.sleep(HOUR);
    const real = performance.now() - before;
    expect(real).toBeGreaterThan(90);
    expect(real).toBeLessThan(2_000);
    expect(hours(clock)).toBeGreaterThanOrEqual(1);
  });
});

describe('busy work', () => {
  it('holds the clock, so that no timer overtakes work in progress', async () => {
    const clock = aClock({ speedWhileBusy: 0 });
    let fired = false;
    clock.at(START.getTime() + 1, () => (fired = true));
    await clock.busy(async () => {
      await turns(20);
      expect(fired).toBe(false);
      expect(hours(clock)).toBe(0);
    });
    await clock.sleep(1);
    expect(fired).toBe(true);
  });

  it('lets time pass at real speed, so that people and browsers see their own clock', async () => {
    const clock = aClock();
    await clock.busy(async () => {
      const [virtual, real] = [clock.now().getTime(), performance.now()];
      while (performance.now() - real < 50) await turns(1);
      expect(clock.now().getTime() - virtual).toBeGreaterThanOrEqual(48);
      expect(clock.now().getTime() - virtual).toBeLessThan(1_000);
    });
  });

  it('loses no time when it begins and ends many times within a millisecond', async () => {
    const clock = aClock({ speed: 1 });
    const [virtual, real] = [clock.now().getTime(), performance.now()];
    while (performance.now() - real < 50) await clock.busy(async () => Promise.resolve());
    expect(clock.now().getTime() - virtual).toBeGreaterThanOrEqual(48);
  });

  it('lets the clock jump while it sleeps, so that a function that waits an hour takes no hour', async () => {
    const clock = aClock({ speedWhileBusy: 0 });
    await clock.busy(() => clock.sleep(HOUR));
    expect(hours(clock)).toBe(1);
  });

  it('holds the clock again after its sleep', async () => {
    const clock = aClock({ speedWhileBusy: 0 });
    clock.at(START.getTime() + 2 * HOUR, () => undefined);
    await clock.busy(async () => {
      await clock.sleep(HOUR);
      await turns(20);
      expect(hours(clock)).toBe(1);
    });
  });

  it('holds the clock while one of two sleeps and the other works', async () => {
    const clock = aClock({ speedWhileBusy: 0 });
    const sleeper = clock.busy(() => clock.sleep(HOUR));
    await clock.busy(async () => {
      await turns(20);
      expect(hours(clock)).toBe(0);
    });
    await sleeper;
    expect(hours(clock)).toBe(1);
  });

  it('lets the clock jump when only the work it waits for sleeps', async () => {
    const clock = aClock({ speedWhileBusy: 0 });
    await clock.busy(() => clock.busy(() => clock.sleep(HOUR)));
    expect(hours(clock)).toBe(1);
  });

  it('does not hold the clock for ever when it ends before a sleep it began', async () => {
    const clock = aClock({ speedWhileBusy: 0 });
    let sleep: Promise<void> | undefined;
    await clock.busy(async () => {
      sleep = clock.sleep(HOUR);
    });
    await sleep;
    await clock.sleep(HOUR);
    expect(hours(clock)).toBe(2);
  });

  it('frees the clock when it fails', async () => {
    const clock = aClock({ speedWhileBusy: 0 });
    await expect(clock.busy(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await clock.sleep(HOUR);
    expect(hours(clock)).toBe(1);
  });
});

it('keeps a limit, so that a clock that jumps does not run past what people are asked', async () => {
  const clock = aClock();
  let rung = false;
  clock.limit(1);
  clock.at(START.getTime() + 7 * 24 * HOUR, () => {
    rung = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(rung).toBe(false);
  clock.pass(HOUR);
  expect(clock.now().getTime()).toBeGreaterThanOrEqual(START.getTime() + HOUR);
  clock.limit(Infinity);
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  expect(rung).toBe(true);
});
