import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Launched } from '../../../lambdas/adapters/browser/chromium/launch.ts';
import { pressable } from '../../../lambdas/adapters/browser/root.ts';
import type { AskedOfPerson, PersonAtTheWindow } from '../../../lambdas/adapters/browser/person-at-the-window.ts';
import { PageChangedError } from '../../../lambdas/domain/errors.ts';
import { aWorld, walkTo } from '../../local/simulated-consoles/a-world.ts';
import { browse, launch, SHORT } from './a-browser.ts';
import { aBrowserSession } from './a-browser-session.ts';

let chromium: Launched;
const opened: { close(): Promise<unknown> }[] = [];

beforeAll(async () => {
  chromium = await launch(['127.0.0.1']);
}, 60_000);

afterAll(() => chromium.end());

afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.close()));
});

async function aPage(html: string, person?: PersonAtTheWindow) {
  const under = await aBrowserSession(chromium.browser, html, { person });
  opened.push(under);
  return under.session;
}

/** Somebody who sees the page, and what they do when they are asked. */
class AtTheWindow implements PersonAtTheWindow {
  readonly asked: AskedOfPerson[] = [];
  passings = 0;
  readonly #does: () => Promise<void>;

  constructor(does: () => Promise<void>) {
    this.#does = does;
  }

  ask(asked: AskedOfPerson): AbortSignal {
    this.asked.push(asked);
    const leaving = new AbortController();
    this.#does().catch((error: unknown) => {
      leaving.abort(error);
    });
    return leaving.signal;
  }

  passed(): void {
    this.passings++;
  }

  isSignedIn(): Promise<boolean> {
    return Promise.resolve(false);
  }
}

/** A button, and what lies over all of the page. */
const covered = (overlay: string): string => `<button onclick="document.title += ' pressed'">保存</button>
  <div role="dialog" style="position: fixed; inset: 0; background: white">${overlay}</div>`;

const closing = (name: string): string =>
  `<button onclick="document.title += ' ${name}'; this.closest('[role=dialog]').remove()">${name}</button>`;

describe('what lies over a page', () => {
  it.each([
    [
      'a cookie notice',
      `<p>このサイトではCookieを使用しています。</p>${closing('すべて同意する')}${closing('必須のCookieのみ')}`,
      '必須のCookieのみ',
    ],
    ['a guided tour', `<h2>新しいコンソールへようこそ</h2>${closing('次へ')}${closing('スキップ')}`, 'スキップ'],
    ['"stay signed in?"', `<p>サインインの状態を維持しますか?</p>${closing('はい')}${closing('いいえ')}`, 'いいえ'],
    ['an English notice', `<p>We use cookies.</p>${closing('Accept all')}${closing('Reject all')}`, 'Reject all'],
  ])('is closed where it is known: %s', async (_, overlay, by) => {
    const session = await aPage(covered(overlay));
    // Longer than a busy machine needs to close it.
    await session.click(pressable(session.page, /^保存$/u), '[保存]', { timeout: 20_000 });
    expect(await session.page.title()).toBe(`${by} pressed`);
  });

  it.each([
    ['can only be agreed to', `<p>Cookieの使用に同意してください。</p>${closing('同意する')}${closing('OK')}`],
    ['nobody knows', `<p>メンテナンスのお知らせ</p>${closing('閉じる')}`],
    ['asks for something', `<p>新機能のご案内を受け取る</p><input name="email">${closing('後で')}`],
    ['is the work itself', `<h2>Product Connectionへようこそ</h2><button>保存</button>${closing('閉じる')}`],
  ])('stays where it %s, and is named by its own words', async (_, overlay) => {
    const session = await aPage(covered(overlay));
    const press = session.press(session.page.locator('body > button'), '[保存]');
    await expect(press).rejects.toThrow(PageChangedError);
    const words =
      overlay
        .replace(/<[^>]*>/gu, ' ')
        .trim()
        .split(/\s+/u)[0] ?? '';
    await expect(press).rejects.toMatchObject({
      reason: { code: 'controlCovered', control: '[保存]', by: expect.stringContaining(words) as string },
    });
    expect(await session.page.title()).toBe('');
  });

  it('is put before the person at the window by its own words where nobody knows it, and the hands go on once it is closed', async () => {
    const person = new AtTheWindow(() => session.page.getByRole('button', { name: '閉じる' }).click());
    const session = await aPage(covered(`<p>メンテナンスのお知らせ</p>${closing('閉じる')}`), person);
    await session.click(session.page.locator('body > button'), '[保存]');
    expect(await session.page.title()).toBe('閉じる pressed');
    const { words } = person.asked[0] ?? {};
    expect(person.asked).toMatchObject([{ what: 'covered', why: { reason: { code: 'controlCovered' } } }]);
    expect(words).toContain('メンテナンスのお知らせ');
    expect(person.passings).toBe(1);
  });

  it('is left as it lies when the person leaves the step, with nothing pressed beneath it', async () => {
    const left = new Error('left to the desk');
    const person = new AtTheWindow(() => Promise.reject(left));
    const session = await aPage(covered(`<p>メンテナンスのお知らせ</p>${closing('閉じる')}`), person);
    await expect(session.click(session.page.locator('body > button'), '[保存]')).rejects.toBe(left);
    expect(await session.page.title()).toBe('');
  });

  it('is no reason to press twice what is on record as pressed: the person may have pressed it as well', async () => {
    const person = new AtTheWindow(() => Promise.resolve());
    const session = await aPage(covered(`<p>メンテナンスのお知らせ</p>${closing('閉じる')}`), person);
    session.committed = true;
    await expect(session.click(session.page.locator('body > button'), '[保存]')).rejects.toThrow(PageChangedError);
    expect(person.asked).toEqual([]);
  });

  it.each([[['COOKIE_BAR', 'GUIDED_TOUR']], [['COOKIE_BAR', 'STAY_SIGNED_IN', 'GUIDED_TOUR', 'IN_A_FRAME']]])(
    'of the modern pages keeps nobody from the work: %s',
    async (faults) => {
      const world = aWorld({ face: 'modern', faults });
      const browsing = await browse(world, { patience: { ...SHORT, call: 80_000 } });
      opened.push(browsing);
      await walkTo(world, 'connected');
      const { visionOne } = browsing.hands;
      expect(await visionOne.startUpdate(world.primary, () => Promise.resolve())).toEqual({ kind: 'started' });
      expect(world.tenant.counters).toMatchObject({ updatePressed: 1, updatesAccepted: 1 });
    },
    90_000,
  );
});

describe('single sign-on', () => {
  it('of ten seconds is waited for', async () => {
    const world = aWorld({ face: 'modern', faults: ['SLOW_SINGLE_SIGN_ON'] });
    const browsing = await browse(world, { patience: { ...SHORT, navigation: 20_000, call: 60_000 } });
    opened.push(browsing);
    const { apexCentral } = browsing.hands;
    expect(await apexCentral.readUserAccounts(world.clp)).toHaveLength(1);
  }, 60_000);
});

describe('a redirect chain', () => {
  it('is left at the first hop that belongs to no console: nothing is read or typed there', async () => {
    let asked = 0;
    const other = createServer((_, response) => {
      asked++;
      response.setHeader('content-type', 'text/html').end('<h1>Sign in</h1><input type="password">');
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    opened.push({ close: () => new Promise((resolve) => other.close(resolve)) });
    const to = `http://127.0.0.1:${String((other.address() as AddressInfo).port)}`;
    const world = aWorld();
    const browsing = await browse(world, {
      tamper: ({ console, method }, response) =>
        console === 'clp' && method === 'GET' ? { ...response, status: 302, location: `${to}/sign-in` } : undefined,
    });
    opened.push(browsing);
    const read = browsing.hands.licensingPortal.readLicence(world.clp);
    await expect(read).rejects.toThrow(PageChangedError);
    await expect(read).rejects.toMatchObject({ reason: { code: 'redirectedElsewhere', to } });
    expect(asked).toBeLessThanOrEqual(1);
  });
});
