import { describe, expect, it } from 'vitest';
import type { Launch } from '../../lambdas/adapters/browser/chromium/launch.ts';
import { fewBrowsers } from '../../local/simulated-consoles.ts';
import { VirtualClock } from '../../local/virtual-clock.ts';

const START = new Date('2026-12-01T00:00:00Z');
const TEN_MINUTES = 600_000;

/** Browsers that only count themselves. */
function counted() {
  let open = 0;
  let most = 0;
  const launch: Launch = async () => {
    most = Math.max(most, ++open);
    return {
      browser: {} as never,
      end: async () => {
        open--;
      },
    };
  };
  return { launch, most: () => most };
}

describe('browsers, a few at once', () => {
  it('never more than that, and everybody has a turn', async () => {
    const { launch, most } = counted();
    const clock = new VirtualClock({ start: START, speed: 'max' });
    const few = fewBrowsers(launch, clock, 2);
    const sessions = Array.from({ length: 7 }, () =>
      clock.busy(async () => {
        const { end } = await few([]);
        await clock.sleep(1_000);
        await end();
      }),
    );
    await Promise.all(sessions);
    expect(most()).toBe(2);
    clock.close();
  });

  it('do not hold the clock while they wait for a turn, because the one before may wait for a mail', async () => {
    const { launch } = counted();
    const clock = new VirtualClock({ start: START, speed: 'max', speedWhileBusy: 0 });
    const few = fewBrowsers(launch, clock, 1);
    const first = clock.busy(async () => {
      const { end } = await few([]);
      await clock.sleep(TEN_MINUTES);
      await end();
    });
    const second = clock.busy(() => few([]));
    await Promise.all([first, second]);
    expect(clock.now().getTime()).toBe(START.getTime() + TEN_MINUTES);
    clock.close();
  });

  it('give the turn on when one does not start', async () => {
    const clock = new VirtualClock({ start: START, speed: 'max' });
    let tries = 0;
    const few = fewBrowsers(
      async () => {
        if (tries++ === 0) throw new Error('no browser could be started');
        return { browser: {} as never, end: async () => undefined };
      },
      clock,
      1,
    );
    await expect(few([])).rejects.toThrow('no browser could be started');
    await few([]);
    expect(tries).toBe(2);
    clock.close();
  });
});
