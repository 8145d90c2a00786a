import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { startConsoles } from '../../../local/simulated-consoles/consoles/start-consoles.ts';
import { anIntakeRow } from '../../builders.ts';
import { Browser } from './a-browser.ts';
import { allOf } from './a-page.ts';
import {
  aConsoleWorld,
  apexCentralAddress,
  closeConsoleWorlds,
  logInToClp,
  openNotice,
  openProductInstance,
  openWizard,
  pressFinally,
  signInToVisionOne,
  walkWizard,
} from './a-console-world.ts';
import { aWorld, NEW_PASSWORD, walkTo } from './a-world.ts';

afterEach(closeConsoleWorlds);

describe('signing in', () => {
  it('is refused at CLP on the page itself, without saying what was wrong', async () => {
    const { browser, consoles } = await aConsoleWorld();
    await browser.open(consoles.clpOrigin);
    for (const name of ['aaa', 'nobody']) {
      await browser.press('ログイン', { 'ログインID:': name, 'パスワード:': 'canary-73' });
      expect(browser.alert).toBe('ログインIDまたはパスワードが正しくありません。');
      expect(browser.html).not.toContain('canary-73');
    }
  });

  it('is refused at Apex Central and at Vision One in the same way', async () => {
    const world = await aConsoleWorld();
    const { browser, consoles } = world;
    await browser.open(apexCentralAddress(world));
    await browser.press('ログオン', { ユーザ名またはドメインユーザ名: 'aaa', パスワード: 'wrong' });
    expect(browser.alert).toBe('ユーザ名またはパスワードが正しくありません。');
    await browser.open(consoles.visionOneOrigin);
    await browser.press('続行', { メールアドレス: 'nobody@test.com' });
    expect(browser.alert).toBeUndefined();
    await browser.press('続行', { パスワード: 'wrong' });
    expect(browser.alert).toBe('メールアドレスまたはパスワードが正しくありません。');
  });

  it('ends with the old name once it was exchanged for an address', async () => {
    const world = await aConsoleWorld();
    await walkTo(world, 'claimed');
    await logInToClp(world);
    expect(world.browser.alert).toBeDefined();
  });

  it('asks nothing of somebody who is signed in', async () => {
    const world = await aConsoleWorld();
    await logInToClp(world);
    await world.browser.open(world.consoles.clpOrigin);
    expect(world.browser.heading).toBe('製品/サービス');
  });

  it('finds each tenant by its own host, and no other host', async () => {
    const world = await aConsoleWorld();
    const { vendor, consoles, browser } = world;
    vendor.admit(anIntakeRow({ tenantId: 't-2', apexCentralHost: 'def456.manage.trendmicro.com', clpLoginId: 'zzz' }));
    await browser.open(consoles.apexCentralOrigin.replace('{host}', 'def456.manage.trendmicro.com'));
    const { account, password } = vendor.credentials('tenant-1').clp;
    await browser.press('ログオン', { ユーザ名またはドメインユーザ名: account, パスワード: password });
    expect(browser.alert).toBeDefined();
    await browser.open(consoles.apexCentralOrigin.replace('{host}', 'example-01.manage.trendmicro.com'));
    expect(browser.status).toBe(404);
  });
});

describe('sessions', () => {
  it.each([
    ['CLP', 'clpOrigin', '/products'],
    ['Vision One', 'visionOneOrigin', '/home'],
    ['Vision One', 'visionOneOrigin', '/product-instance'],
    ['the wizard', 'visionOneOrigin', '/account'],
  ] as const)('are needed for every page of %s', async (_, origin, path) => {
    const { browser, consoles } = await aConsoleWorld();
    await browser.open(consoles[origin] + path);
    expect(browser.url).toBe(`${consoles[origin]}/`);
    expect(browser.text).toContain('セッションの有効期限が切れました。');
  });

  it.each(['/dashboard', '/user-accounts', '/integration-settings'])(
    'are needed for %s of Apex Central',
    async (path) => {
      const world = await aConsoleWorld();
      await world.browser.open(apexCentralAddress(world) + path);
      expect(world.browser.heading).toBe('ログオン');
    },
  );

  it('live in a cookie that scripts cannot read, and that is another one after the sign-in', async () => {
    const world = await aConsoleWorld();
    const response = await fetch(world.consoles.clpOrigin);
    expect(response.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^clp_session=[\w-]{24}; Path=\/; HttpOnly; SameSite=Lax$/u),
    ]);
    const { browser } = world;
    await browser.open(world.consoles.clpOrigin);
    const before = browser.cookies.get('clp_session /');
    await logInToClp(world);
    expect(browser.cookies.get('clp_session /')).not.toBe(before);
  });

  it('end with [ログアウト], also for anyone who kept the cookie', async () => {
    const world = await aConsoleWorld();
    const { browser, consoles } = world;
    await logInToClp(world);
    const kept = browser.cookies.get('clp_session /') ?? '';
    await browser.press('ログアウト');
    browser.cookies.set('clp_session /', kept);
    await browser.open(`${consoles.clpOrigin}/products`);
    expect(browser.buttons).toEqual(['ログイン']);
  });

  it('end for everybody when the password is reset', async () => {
    const world = await aConsoleWorld();
    const other = await logInToClp({ ...world, browser: new Browser() });
    await openWizard(world);
    await walkWizard(world, 'aaa@test.com', NEW_PASSWORD);
    await other.open(other.url);
    expect(other.text).toContain('セッションの有効期限が切れました。');
  });

  it('end for everybody when the update starts, the person who pressed included, and Apex Central cannot be reached', async () => {
    const world = await aConsoleWorld();
    await walkTo(world, 'connected');
    const other = await signInToVisionOne({ ...world, browser: new Browser() });
    await signInToVisionOne(world);
    await openNotice(world);
    const { browser } = await pressFinally(world).then(() => world);
    expect(browser.text).toContain('アップデートが開始されたため');
    await other.open('/product-instance');
    expect(other.heading).toBe('サインイン');
    await browser.open(apexCentralAddress(world));
    await browser.press('ログオン', { ユーザ名またはドメインユーザ名: 'aaa@test.com', パスワード: NEW_PASSWORD });
    expect(browser.status).toBe(500);
  });

  it('are handed from console to console by a ticket that opens once', async () => {
    const world = await aConsoleWorld();
    const browser = await logInToClp(world);
    const csrf = browser.csrf;
    const cookie = `clp_session=${browser.cookies.get('clp_session /') ?? ''}`;
    const body = new URLSearchParams({ csrf });
    const response = await fetch(`${world.consoles.clpOrigin}/console`, {
      method: 'POST',
      body,
      headers: { cookie },
      redirect: 'manual',
    });
    const ticket = response.headers.get('location') ?? '';
    expect((await new Browser().open(ticket)).heading).toBe('ダッシュボード');
    expect((await new Browser().open(ticket)).heading).toBe('ログオン');
  });
});

describe('forms', () => {
  it('are refused without the token of this session', async () => {
    const world = await aConsoleWorld();
    await walkTo(world, 'claimed');
    const browser = await signInToVisionOne(world);
    for (const csrf of ['', 'guessed']) {
      await browser.send('/provision', { csrf });
      expect(browser.status).toBe(403);
    }
    expect(world.tenant.counters.provisionPressed).toBe(0);
  });

  it('of somebody without a cookie lead to the sign-in', async () => {
    const world = await aConsoleWorld();
    const browser = new Browser();
    await browser.open(world.consoles.visionOneOrigin);
    browser.cookies.clear();
    await browser.send('/provision', { csrf: browser.csrf });
    expect([browser.status, browser.heading]).toEqual([200, 'サインイン']);
  });

  it('act only when posted: opening any address changes nothing', async () => {
    const world = await aConsoleWorld();
    await walkTo(world, 'connected');
    const browser = await signInToVisionOne(world);
    const before = JSON.stringify(world.tenant.state);
    for (const path of ['add', 'token', 'save', 'transfer', 'update', 'agree', 'notice', 'start']) {
      await browser.open(`/product-instance/${path}`);
      expect([browser.heading, browser.dialog]).toEqual(['Product Instance', undefined]);
    }
    await browser.open('/provision');
    expect(browser.heading).toBe('Home');
    expect(JSON.stringify(world.tenant.state)).toBe(before);
  });

  it.each(['agree', 'save', 'transfer'])('of a window that is not open press nothing: %s', async (form) => {
    const world = await aConsoleWorld();
    await walkTo(world, 'provisioned');
    await signInToVisionOne(world);
    const browser = await openProductInstance(world);
    await browser.send(`/product-instance/${form}`, { csrf: browser.csrf });
    expect(browser.status).toBe(409);
    expect(world.tenant.state.transferredAt).toBeUndefined();
  });

  it('larger than any of ours are not read', async () => {
    const { consoles } = await aConsoleWorld();
    const response = await fetch(`${consoles.clpOrigin}/sign-in`, { method: 'POST', body: 'x'.repeat(70_000) });
    expect(response.status).toBe(413);
  });
});

describe('names that contain markup', () => {
  const MARKUP = `</td><script>alert(1)</script>"'><button>接続して転送</button>&amp;`;

  it('are shown as they are, and add nothing to a page', async () => {
    const row = {
      companyName: MARKUP,
      userAccounts: { kind: 'listed' as const, accounts: [{ name: MARKUP, email: 'b@test.com' }] },
    };
    const world = await aConsoleWorld({ row });
    await logInToClp(world);
    const { browser } = world;
    await browser.press('コンソールを開く');
    await browser.follow('ユーザアカウント');
    expect(browser.rows[1]?.[1]).toBe(MARKUP);
    await walkTo(world, 'connected');
    await signInToVisionOne(world);
    await openProductInstance(world);
    expect(browser.text).toContain(MARKUP);
    expect(browser.buttons).not.toContain('接続して転送');
    expect(browser.html.match(/<script/giu)).toBeNull();
  });

  it('are shown so in what was typed, and where it was refused', async () => {
    const { browser, consoles } = await aConsoleWorld();
    await browser.open(consoles.clpOrigin);
    await browser.press('ログイン', { 'ログインID:': MARKUP, 'パスワード:': 'x' });
    expect(browser.box('ログインID:').attributes['value']).toBe(MARKUP);
    await browser.open(consoles.visionOneOrigin);
    await browser.press('続行', { メールアドレス: MARKUP });
    expect(browser.text).toContain(MARKUP);
    expect(browser.buttons).toEqual(['続行']);
  });

  it('could run and load nothing even if they got through', async () => {
    const { browser, consoles } = await aConsoleWorld();
    await browser.open(consoles.clpOrigin);
    const [policy] = allOf(browser.document, ({ attributes }) => 'http-equiv' in attributes);
    expect(policy?.attributes['content']).toMatch(/^default-src 'none';.*script-src 'none'/u);
    expect(browser.html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//u);
  });
});

describe('the servers', () => {
  it.each([
    ['an unknown address', 'GET', '/wp-login.php', 404],
    ['another method', 'DELETE', '/', 405],
    ['an address that is none', 'GET', '//', 400],
  ])('answer %s', async (_, method, path, status) => {
    const { consoles, faults } = await aConsoleWorld();
    for (const origin of [consoles.clpOrigin, consoles.visionOneOrigin]) {
      expect((await fetch(origin + path, { method })).status).toBe(status);
    }
    expect(faults).toEqual([]);
  });

  it('close at once although browsers keep their connections, and twice', async () => {
    const world = aWorld();
    const consoles = await startConsoles({ vendor: world.vendor, clock: world.clock });
    const { hostname, port } = new URL(consoles.clpOrigin);
    const idle = connect(Number(port), hostname);
    await new Promise((resolve) => idle.once('connect', resolve));
    await fetch(consoles.clpOrigin).then((response) => response.text());
    const started = performance.now();
    await consoles.close();
    await consoles.close();
    expect(performance.now() - started).toBeLessThan(1_000);
    await expect(fetch(consoles.clpOrigin)).rejects.toThrow();
    idle.destroy();
  });

  it('close although a page is on its way', async () => {
    const world = await aConsoleWorld({ faults: ['SLOW_PAGE'], slowPageMilliseconds: 60_000 });
    const asked = fetch(apexCentralAddress(world)).catch((error: unknown) => error);
    await sleep(20);
    await closeConsoleWorlds();
    expect(await asked).toBeInstanceOf(Error);
    expect(world.faults).toEqual([]);
  });
});
