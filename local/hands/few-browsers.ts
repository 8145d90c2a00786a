import type { Launch } from '../../lambdas/adapters/browser/chromium/launch.ts';
import type { VirtualClock } from '../virtual-clock.ts';

/**
 * Lets so many browsers be open at once, as reserved concurrency does on AWS: each takes some 400 MB and most of a core.
 * Whoever waits for its turn does not hold the clock, because the one before it may be waiting for a mail.
 */
export function fewBrowsers(launch: Launch, clock: VirtualClock, atOnce: number): Launch {
  let free = atOnce;
  const waiting: (() => void)[] = [];
  const turn = async (): Promise<void> => {
    if (free > 0) {
      free--;
      return;
    }
    const { promise, resolve } = Promise.withResolvers<undefined>();
    waiting.push(() => {
      resolve(undefined);
    });
    await clock.waitFor(promise);
  };
  const done = (): void => {
    const next = waiting.shift();
    if (next) next();
    else free++;
  };
  return async (hosts) => {
    await turn();
    try {
      const launched = await launch(hosts);
      return { browser: launched.browser, end: () => launched.end().finally(done) };
    } catch (error) {
      done();
      throw error;
    }
  };
}
