import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chromiumLauncher, type Launched } from '../../../lambdas/adapters/browser/chromium/launch.ts';
import type { ModernFault } from '../../../lambdas/simulated-vendor/faults.ts';
import { anIntakeRow } from '../../builders.ts';
import {
  aConsoleWorld,
  apexCentralAddress,
  closeConsoleWorlds,
  type ConsoleWorld,
  type ConsoleWorldOptions,
  NEW_PASSWORD,
  TICK,
} from './a-console-world.ts';
import { PersonAtModernPages } from './a-person-at-modern-pages.ts';
import { aScenario, type WalkStage, walkTo } from './a-world.ts';

const EMAIL = 'aaa@test.com';
const OURS = 'Trend Micro Apex One as a Service';
const AGENTS = '管理下のセキュリティエージェント:';

let launched: Launched;
let browser: Browser;

beforeAll(async () => {
  launched = await chromiumLauncher()(['127.0.0.1']);
  ({ browser } = launched);
});
afterAll(() => launched.end());
afterEach(closeConsoleWorlds);

interface ModernWorld extends ConsoleWorld {
  person: PersonAtModernPages;
  page: Page;
}

async function aModernWorld(faults: string[], options: ConsoleWorldOptions = {}): Promise<ModernWorld> {
  const world = await aConsoleWorld({ face: 'modern', faults, ...options });
  const page = await browser.newPage({ locale: 'ja-JP' });
  page.setDefaultTimeout(4_000);
  return { ...world, page, person: new PersonAtModernPages(page) };
}

/** Asks as the page's own program does, with the cookies of the page. */
async function ask(page: Page, address: string, fields?: Record<string, string>): Promise<{ csrf: string }> {
  const { request } = page.context();
  const answer = await (fields ? request.post(address, { form: fields }) : request.get(address));
  return (await answer.json()) as { csrf: string };
}

/** Signed in at Vision One without having typed anything, on one of its pages. */
async function atVisionOne(
  faults: string[],
  path = '/product-instance',
  stage: WalkStage = 'connected',
): Promise<ModernWorld> {
  const world = await aModernWorld(faults);
  const { page, consoles } = world;
  await walkTo(world, stage);
  const api = `${consoles.visionOneOrigin}/api`;
  const { csrf } = await ask(page, `${api}/me`);
  await ask(page, `${api}/sign-in`, { csrf, email: EMAIL });
  await ask(page, `${api}/sign-in/password`, { csrf, password: NEW_PASSWORD });
  await world.person.open(consoles.visionOneOrigin + path);
  return world;
}

/** A modern world whose person stands at a page of Apex Central. */
async function atApexCentral(faults: string[], path: string, options: ConsoleWorldOptions = {}): Promise<ModernWorld> {
  const world = await aModernWorld(faults, options);
  const { page, clp } = world;
  const address = apexCentralAddress(world);
  const { csrf } = await ask(page, `${address}/api/me`);
  await ask(page, `${address}/api/log-on`, { csrf, name: clp.account, password: clp.password.reveal() });
  await world.person.open(address + path);
  return world;
}

const textOf = async ({ person }: ModernWorld): Promise<string> => person.text();

/** Waits for a text of the page. */
async function see(world: ModernWorld, text: string | RegExp): Promise<void> {
  const pattern = typeof text === 'string' ? new RegExp(RegExp.escape(text), 'u') : text;
  await expect.poll(() => textOf(world), { timeout: 4_000, interval: 25 }).toMatch(pattern);
}

/** The first cell of each row that exists now, as it is read. */
async function names({ page }: ModernWorld): Promise<string[]> {
  const cells = await page.locator('.body .line .cell:first-child .said').allInnerTexts();
  return cells.map((cell) => cell.trim());
}

/** 25 user accounts, which fill three pages. */
const MANY_ACCOUNTS: ConsoleWorldOptions = {
  row: {
    userAccounts: {
      kind: 'listed',
      accounts: Array.from({ length: 25 }, (_, index) => ({
        name: `user-${String(index + 1)}`,
        email: `user-${String(index + 1)}@test.com`,
      })),
    },
  },
};

/** How each trait shows to somebody who looks, named by the type so that none is left out. */
const SHOWN: Record<ModernFault, () => Promise<void>> = {
  SLOW_DRAWING: async () => {
    const world = await atVisionOne(['SLOW_DRAWING']);
    expect(await textOf(world)).not.toContain('サインアウト');
    await see(world, OURS);
  },

  SHADOW_ROOTS: async () => {
    const buttons = 'document.querySelectorAll("button").length';
    const plain = await atVisionOne([]);
    await see(plain, OURS);
    expect(await plain.page.evaluate(buttons)).toBeGreaterThan(5);
    const world = await atVisionOne(['SHADOW_ROOTS']);
    await see(world, OURS);
    expect(await world.page.evaluate(buttons)).toBe(0);
    await world.person.press('アップデート');
    await see(world, 'ソリューションをアップデート');
  },

  IN_A_FRAME: async () => {
    const world = await atVisionOne(['IN_A_FRAME']);
    await see(world, OURS);
    const [outer, inner] = world.page.frames();
    expect(await outer?.getByText(OURS).count()).toBe(0);
    expect(await inner?.getByText(OURS).count()).toBe(1);
    await world.person.press('アップデート');
    await see(world, 'ソリューションをアップデート');
    expect(await inner?.getByText('ソリューションをアップデート', { exact: true }).count()).toBe(1);
  },

  ZOOMED_PAGE: async () => {
    const { page } = await atVisionOne(['ZOOMED_PAGE']);
    expect(await page.evaluate('getComputedStyle(document.documentElement).zoom')).toBe('1.25');
  },

  NEW_BRAND: async () => {
    const world = await atApexCentral(['NEW_BRAND'], '/integration-settings');
    await see(world, 'TrendAI Vision One™の統合設定');
    await world.person.press('TrendAI Vision One™');
    await see(world, 'TrendAI Vision One™にアクセス');
    expect(await textOf(world)).not.toContain('Trend Vision One');
    const other = await atVisionOne(['NEW_BRAND']);
    await see(other, OURS);
    expect(await other.page.title()).toBe('TrendAI Vision One™');
  },

  COOKIE_BAR: async () => {
    const world = await aModernWorld(['COOKIE_BAR']);
    await world.person.open(world.consoles.clpOrigin);
    await world.person.press('必須のCookieのみ');
    await world.person.press('ログイン');
    expect(await textOf(world)).not.toContain('Cookie');
  },

  GUIDED_TOUR: async () => {
    const world = await atVisionOne(['GUIDED_TOUR']);
    await see(world, OURS);
    await expect(world.page.getByText('アップデート', { exact: true }).click({ timeout: 300 })).rejects.toThrow(
      'intercepts pointer events',
    );
    await world.person.press('スキップ');
    await world.person.press('アップデート');
    await see(world, 'ソリューションをアップデート');
  },

  STAY_SIGNED_IN: async () => {
    const world = await aModernWorld(['STAY_SIGNED_IN']);
    await walkTo(world, 'provisioned');
    await world.person.open(world.consoles.visionOneOrigin);
    await world.person.press('続行', { メールアドレス: EMAIL });
    await world.person.press('続行', { パスワード: NEW_PASSWORD });
    await world.person.press('いいえ');
    await see(world, 'Trend Vision Oneへようこそ');
  },

  SLOW_SINGLE_SIGN_ON: async () => {
    const world = await aModernWorld(['SLOW_SINGLE_SIGN_ON']);
    const { clp, person, page, consoles } = world;
    await person.open(consoles.clpOrigin);
    await person.press('ログイン', { 'ログインID:': clp.account, 'パスワード:': clp.password.reveal() });
    await person.press('コンソールを開く');
    await see(world, 'サインインしています...');
    // Longer than a page takes by itself; nobody has to wait for the end of it here.
    await page.waitForTimeout(600);
    expect(page.url()).toContain('/sso?ticket=');
  },

  BARE_GRID: async () => {
    const world = await atVisionOne(['BARE_GRID']);
    await see(world, OURS);
    expect(await world.page.getByRole('row').count()).toBe(0);
    expect(await world.page.getByRole('columnheader').count()).toBe(0);
  },

  PAGED_LIST: async () => {
    const world = await atApexCentral(['PAGED_LIST'], '/user-accounts', MANY_ACCOUNTS);
    await see(world, '1-10 / 25件');
    const all = await names(world);
    for (let page = 2; page <= 3; page++) {
      await world.page.getByRole('button', { name: '次へ' }).click();
      all.push(...(await names(world)));
    }
    expect(all).toEqual(Array.from({ length: 25 }, (_, index) => `user-${String(index + 1)}`));
    expect(await world.page.getByRole('button', { name: '次へ' }).isDisabled()).toBe(true);
  },

  ENDLESS_PAGER: async () => {
    const world = await atApexCentral(['PAGED_LIST', 'ENDLESS_PAGER'], '/user-accounts', MANY_ACCOUNTS);
    await see(world, 'user-10');
    for (let page = 2; page <= 4; page++) await world.page.getByRole('button', { name: '次へ' }).click();
    expect((await names(world))[0]).toBe('user-1');
    expect(await textOf(world)).not.toContain('25件');
  },

  VIRTUAL_LIST: async () => {
    const world = await atApexCentral(['VIRTUAL_LIST'], '/user-accounts', MANY_ACCOUNTS);
    await see(world, 'user-1 ');
    expect(await names(world)).toHaveLength(7);
    expect(await world.page.getByRole('grid').getAttribute('aria-rowcount')).toBe('26');
    await world.page.locator('.window').evaluate((element: { scrollTop: number }) => (element.scrollTop = 5_000));
    await see(world, 'user-25');
    expect(await names(world)).not.toContain('user-1');
  },

  RESORTING_LIST: async () => {
    const world = await atVisionOne(['RESORTING_LIST', 'OTHER_PRODUCTS:4']);
    await see(world, OURS);
    const first = await names(world);
    await expect.poll(() => names(world), { timeout: 4_000, interval: 50 }).not.toEqual(first);
    expect((await names(world)).toSorted()).toEqual(first.toSorted());
    // A line outlives the row that it was drawn for.
    const line = world.page.locator('.body .line').first();
    const before = await line.innerText();
    await expect.poll(() => line.innerText(), { timeout: 4_000, interval: 50 }).not.toBe(before);
  },

  MOVED_HEADINGS: async () => {
    const world = await atVisionOne(['MOVED_HEADINGS']);
    await see(world, OURS);
    expect((await world.page.getByRole('columnheader').allInnerTexts()).slice(0, 2)).toEqual(['ステータス', '表示名']);
    expect(await world.page.getByRole('columnheader', { name: '説明' }).count()).toBe(2);
  },

  OTHER_PRODUCTS: async () => {
    const world = await atVisionOne(['OTHER_PRODUCTS:12']);
    await see(world, OURS);
    const listed = await names(world);
    expect(listed).toHaveLength(13);
    expect(new Set(listed).size).toBe(13);
    expect(listed.indexOf(OURS)).toBe(6);
    const cloudApps = world.page
      .getByRole('row')
      .filter({ hasText: /^Trend Micro Cloud App Security\s*アップデート/u });
    await cloudApps.getByRole('button', { name: 'アップデート' }).click();
    await see(world, /Trend Micro Cloud App Security 設定 ソリューションをアップデート/u);
    await world.person.press('アップデートに同意する');
    await world.person.tick(TICK);
    await world.person.press('接続して転送');
    await see(world, 'サインイン');
    expect(world.tenant.counters).toMatchObject({ updatePressed: 1, updatesAccepted: 0 });
    expect(world.tenant.violations.map(({ what }) => what)).toEqual(['pressedForAnotherProduct']);
  },

  ON_PREMISES_ROW: async () => {
    const world = await atVisionOne(['ON_PREMISES_ROW']);
    await see(world, 'Trend Micro Apex One On-Premises');
    expect(await names(world)).toEqual(['Trend Micro Apex One', OURS]);
  },

  NAMESAKE_ROW: async () => {
    const world = await atVisionOne(['NAMESAKE_ROW']);
    await see(world, OURS);
    expect(await names(world)).toEqual([`${OURS} (Mac)`, OURS]);
    expect(await world.page.getByRole('button', { name: 'アップデート' }).count()).toBe(2);
  },

  TWO_OF_OURS: async () => {
    const world = await atVisionOne(['TWO_OF_OURS']);
    await see(world, OURS);
    expect(await names(world)).toEqual([OURS, OURS]);
    const ids = await world.page.locator('.body .line .cell:nth-child(3)').allInnerTexts();
    expect(new Set(ids).size).toBe(2);
  },

  ORNATE_STATUS: async () => {
    await see(await atVisionOne(['ORNATE_STATUS']), /\u200B接続済み \(最終同期: [\d: -]+\)/u);
  },

  LATE_FIGURES: async () => {
    const world = await atApexCentral(['LATE_FIGURES'], '/dashboard');
    await see(world, `${AGENTS} -`);
    await see(world, new RegExp(`${AGENTS} \\d`, 'u'));
  },

  ZERO_FIGURES: async () => {
    const world = await atVisionOne(['ZERO_FIGURES'], '/standard-endpoint-protection', 'updated');
    await see(world, `${AGENTS} 0`);
    await see(world, new RegExp(`${AGENTS} [1-9]`, 'u'));
  },

  UNSETTLED_FIGURES: async () => {
    const world = await atApexCentral(['UNSETTLED_FIGURES'], '/dashboard');
    await see(world, new RegExp(`${AGENTS} \\d`, 'u'));
    const seen = new Set<string>();
    await expect
      .poll(async () => seen.add(/エージェント: ([\d,]+)/u.exec(await textOf(world))?.[1] ?? '').size, {
        timeout: 4_000,
        interval: 50,
      })
      .toBeGreaterThan(3);
  },

  WRONG_DIALOG: async () => {
    const world = await atVisionOne(['WRONG_DIALOG']);
    await world.person.press('アップデート');
    await see(world, /Trend Micro Cloud App Security 設定 ソリューションをアップデート/u);
  },

  NAMELESS_DIALOG: async () => {
    const world = await atVisionOne(['NAMELESS_DIALOG']);
    await world.person.press('アップデート');
    await see(world, 'ソリューションをアップデート');
    expect(await world.page.locator('dialog').innerText()).not.toContain(OURS);
  },

  STYLED_TICK: async () => {
    const world = await atNotice(['STYLED_TICK']);
    expect(await world.page.getByRole('checkbox', { name: TICK }).count()).toBe(0);
    expect(await world.page.getByLabel(TICK).count()).toBe(0);
    await world.person.tick(TICK);
    expect(await world.page.getByRole('button', { name: '接続して転送' }).isEnabled()).toBe(true);
  },

  BAR_OVER_BUTTON: async () => {
    const world = await atNotice(['BAR_OVER_BUTTON']);
    await world.person.tick(TICK);
    const press = world.page.getByRole('button', { name: '接続して転送' });
    await expect(press.click({ timeout: 300 })).rejects.toThrow('intercepts pointer events');
    expect(world.tenant.counters.updatePressed).toBe(0);
  },

  ASKS_ONCE_MORE: async () => {
    const world = await atNotice(['ASKS_ONCE_MORE']);
    await world.person.tick(TICK);
    await world.person.press('接続して転送');
    await see(world, '最終確認');
    expect(world.tenant.counters.updatePressed).toBe(0);
    await world.person.press('開始する');
    await see(world, 'サインイン');
    expect(world.tenant.counters).toMatchObject({ updatePressed: 1, updatesAccepted: 1 });
  },

  LATE_SIGN_OUT: async () => {
    const world = await atNotice(['LATE_SIGN_OUT:600']);
    await world.person.tick(TICK);
    await world.person.press('接続して転送');
    await see(world, new RegExp(`${OURS} アップデート`, 'u'));
    expect(world.page.url()).toContain('/product-instance');
    await see(world, 'サインインに関するヘルプが必要な場合');
  },
};

/** Guide 3-14. */
async function atNotice(faults: string[]): Promise<ModernWorld> {
  const world = await atVisionOne(faults);
  await world.person.press('アップデート');
  await world.person.press('アップデートに同意する');
  await see(world, 'システムアップデートの通知');
  return world;
}

describe('modern pages play', () => {
  it.each(Object.entries(SHOWN))('%s', async (_, shown) => {
    await shown();
  });

  it('the message of guide 3-15 by itself', async () => {
    const world = await atNotice(['TEMPORARY_PROBLEM:1']);
    await world.person.tick(TICK);
    await world.person.press('接続して転送');
    await see(world, '一時的な問題が発生しました。サポートエンジニアがこの問題の解決に取り組んでいます。');
    expect(await world.page.getByRole('alert').count()).toBe(1);
    expect(world.tenant.counters).toMatchObject({ updatePressed: 1, updatesAccepted: 0 });
  });

  it('a session that has ended, and a server that fails', async () => {
    const world = await atVisionOne([]);
    await see(world, OURS);
    world.tenant.change({ scenario: aScenario(['SERVER_ERROR:1'], { face: 'modern' }) });
    await world.page.reload();
    await see(world, '500 Internal Server Error');
    world.tenant.signEverybodyOut();
    await world.person.open(`${world.consoles.visionOneOrigin}/product-instance`);
    await see(world, 'サインインに関するヘルプが必要な場合');
  });
});

describe('the two faces beside each other', () => {
  it('share the sign-in pages of the plain one, and part where somebody is known', async () => {
    const world = await aModernWorld([]);
    const { vendor, person, consoles, clp } = world;
    vendor.admit(
      anIntakeRow({ tenantId: 't-2', apexCentralHost: 'def456.manage.trendmicro.com', clpLoginId: 'zzz' }),
      aScenario(),
    );
    const isModern = async (): Promise<boolean> => (await world.page.locator('#config').count()) > 0;
    await person.open(consoles.clpOrigin);
    expect(await isModern()).toBe(false);
    await person.press('ログイン', { 'ログインID:': clp.account, 'パスワード:': clp.password.reveal() });
    await see(world, 'Apex One SaaS');
    expect(await isModern()).toBe(true);
    await world.page.context().clearCookies();
    const other = vendor.credentials('t-2').clp;
    await person.open(consoles.clpOrigin);
    await person.press('ログイン', { 'ログインID:': other.account, 'パスワード:': other.password });
    await see(world, 'Apex One SaaS');
    expect(await isModern()).toBe(false);
  });

  it('refuse what was not sent by their own page', async () => {
    const { page, consoles, tenant } = await atVisionOne([]);
    const api = `${consoles.visionOneOrigin}/api/product-instances/update`;
    const answer = await page.context().request.post(api, { form: { csrf: 'guessed' } });
    expect(answer.status()).toBe(403);
    expect((await page.context().request.get(api)).status()).toBe(404);
    expect(tenant.counters.updatePressed).toBe(0);
  });
});
