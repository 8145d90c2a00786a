import type { Browser, BrowserContext } from 'playwright-core';
import { type ConsoleOrigins, isAllowed } from './origins.ts';
import type { Patience } from './patience.ts';
import type { KeptSession } from './session-store.ts';
import { restoreSessions } from './storages.ts';
import { Traffic } from './traffic.ts';

/**
 * The one context of a browser, as an administrator in Japan would have it, and with one page. Nothing leaves it but to
 * the consoles; it is never closed by itself, because a browser in one process dies of that.
 */
export async function openContext(
  browser: Browser,
  origins: ConsoleOrigins,
  patience: Patience,
  kept: readonly KeptSession[],
  others: readonly string[] = [],
): Promise<{ context: BrowserContext; traffic: Traffic }> {
  const context = await browser.newContext({
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    viewport: { width: 1366, height: 900 },
    serviceWorkers: 'block',
  });
  context.setDefaultTimeout(patience.action);
  context.setDefaultNavigationTimeout(patience.navigation);
  const traffic = new Traffic(context, (url) => isAllowed(origins, url, others));
  await Promise.all([
    context.route(
      (url) => !isAllowed(origins, url, others),
      (route) => route.abort(),
    ),
    restoreSessions(context, kept),
    context.newPage(),
  ]);
  return { context, traffic };
}
