import { setTimeout as timeout } from 'node:timers/promises';
import type { Browser, BrowserContext } from 'playwright-core';
import type { Launch, Launched } from '../../lambdas/adapters/browser/chromium/launch.ts';

export interface KeptBrowser {
  launch: Launch;
  /** Ends what is still up, for good. */
  close(): Promise<void>;
}

/** Milliseconds; as long as a browser of one call is given to close. */
const CLOSES_WITHIN = 3_000;

/**
 * One browser for many calls, each in contexts of its own that are gone when it ends: cookies and pages are as separate
 * as in browsers of their own, and a start costs more than most calls. On AWS each call starts its own.
 */
export function keptBrowser(start: Launch, closesWithin = CLOSES_WITHIN): KeptBrowser {
  const kept = new Map<string, Promise<Launched>>();
  let isClosed = false;
  const open = async (hosts: readonly string[]): Promise<Launched> => {
    const key = hosts.join(' ');
    for (;;) {
      if (isClosed) throw new Error('no browser is started any more: this run is ending');
      const started = kept.get(key) ?? start(hosts);
      kept.set(key, started);
      const launched = await started.catch(() => undefined);
      if (launched?.browser.isConnected()) return launched;
      // It did not start, or has died since.
      if (kept.get(key) === started) kept.delete(key);
      if (!launched) return started;
    }
  };
  return {
    launch: async (hosts) => {
      const launched = await open(hosts);
      const contexts: BrowserContext[] = [];
      const newContext: Browser['newContext'] = async (options) => {
        const context = await launched.browser.newContext(options);
        contexts.push(context);
        return context;
      };
      const browser = Object.assign(Object.create(launched.browser) as Browser, { newContext });
      return { browser, end: () => close(contexts, launched, closesWithin) };
    },
    close: async () => {
      isClosed = true;
      await Promise.all(
        [...kept.values()].map((started) => started.then((launched) => launched.end()).catch(() => undefined)),
      );
    },
  };
}

/**
 * A page that is busy with itself for ever takes the browser with it: anyone who shares it tries again in another one.
 */
async function close(contexts: readonly BrowserContext[], launched: Launched, within: number): Promise<void> {
  const closed = Promise.all(contexts.map((context) => context.close())).then(
    () => true,
    () => false,
  );
  if (!(await Promise.race([closed, timeout(within, false, { ref: false })]))) await launched.end();
}
