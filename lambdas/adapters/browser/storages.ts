import type { BrowserContext } from 'playwright-core';
import type { PageStorage } from './dom.ts';
import type { KeptSession } from './session-store.ts';

type Storages = KeptSession['storages'];

declare const location: { origin: string };
declare const localStorage: PageStorage;
declare const sessionStorage: PageStorage;

/** Cookies of all consoles, and what the open pages keep in their storages. */
export async function sessionOf(context: BrowserContext): Promise<Pick<KeptSession, 'cookies' | 'storages'>> {
  const [cookies, ...storages] = await Promise.all([
    context.cookies(),
    ...context.pages().map((page) => page.evaluate(readStorages).catch(() => undefined)),
  ]);
  return {
    cookies,
    storages: storages
      .filter((each) => each !== undefined)
      .filter(({ local, session }) => local.length + session.length > 0),
  };
}

/** Puts sessions back, before the first page is opened; of a cookie that two of them have, the last one counts. */
export async function restoreSessions(context: BrowserContext, sessions: readonly KeptSession[]): Promise<void> {
  if (sessions.length === 0) return;
  const cookies = new Map(
    sessions
      .flatMap((session) => session.cookies)
      .map((cookie) => [`${cookie.domain} ${cookie.path} ${cookie.name}`, cookie]),
  );
  const storages = sessions.flatMap((session) => session.storages);
  await Promise.all([
    context.addCookies([...cookies.values()]),
    storages.length > 0 && context.addInitScript(writeStorages, storages),
  ]);
}

/** Runs in the page: the helper is a method, because a bundle wraps what else has a name (`keepNames`). */
function readStorages(): Storages[number] {
  const page = {
    list(storage: PageStorage) {
      return Object.entries(storage).map(([name, value]) => ({ name, value: String(value) }));
    },
  };
  return {
    origin: location.origin,
    local: page.list(localStorage),
    session: page.list(sessionStorage).filter(({ name }) => name !== '__restored'),
  };
}

/** Runs in each page before its own scripts; once for each window, so that what the page changes stays changed. */
function writeStorages(storages: Storages): void {
  if (sessionStorage.getItem('__restored') !== null) return;
  for (const { origin, local, session } of storages) {
    if (origin !== location.origin) continue;
    for (const { name, value } of local) localStorage.setItem(name, value);
    for (const { name, value } of session) sessionStorage.setItem(name, value);
  }
  sessionStorage.setItem('__restored', '');
}
