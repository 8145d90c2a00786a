import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chromiumLauncher, type Launched } from '../../../lambdas/adapters/browser/chromium/launch.ts';
import {
  aConsoleWorld,
  apexCentralAddress,
  closeConsoleWorlds,
  type ConsoleWorld,
  type ConsoleWorldOptions,
  MINUTE,
  NEW_PASSWORD,
  TICK,
} from './a-console-world.ts';
import { PersonAtModernPages } from './a-person-at-modern-pages.ts';
import { lastCodeTo } from './a-world.ts';
import { firstMissing, GUIDE_SCREENS } from './guide-labels.ts';

const EMAIL = 'aaa@test.com';

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
}

async function aModernWorld(options: ConsoleWorldOptions = {}): Promise<ModernWorld> {
  const world = await aConsoleWorld({ face: 'modern', ...options });
  const page = await browser.newPage({ locale: 'ja-JP' });
  return { ...world, person: new PersonAtModernPages(page) };
}

/** Waits until the page shows these phrases in this order. */
async function expectPhrases({ person }: ModernWorld, phrases: readonly string[]): Promise<void> {
  const missing = async (): Promise<string> => {
    const on = await person.text();
    const first = firstMissing(on, phrases);
    return first === undefined ? 'nothing' : `"${first}" on: ${on}`;
  };
  await expect.poll(missing, { timeout: 8_000, interval: 30 }).toBe('nothing');
}

/** Waits until the page shows what the guide's screen of this step shows, in its order. */
function expectScreen(world: ModernWorld, step: keyof typeof GUIDE_SCREENS): Promise<void> {
  return expectPhrases(world, GUIDE_SCREENS[step]);
}

describe('a tenant on modern pages', () => {
  it('walks the whole guide, and each page shows the words of the guide in their order', async () => {
    const world = await aModernWorld({ licence: { expiresOn: '2027-05-30', seats: 10 } });
    const { person, consoles, clock, tenant, row, vendor, clp } = world;

    await person.open(consoles.clpOrigin);
    await expectScreen(world, '1-1 sign-in');
    await person.press('ログイン', { 'ログインID:': clp.account, 'パスワード:': clp.password.reveal() });
    await expectScreen(world, '1-1 products');
    await person.press('コンソールを開く');
    await person.press('Trend Vision One');
    await expectScreen(world, '2-2');
    await person.press('運用管理');
    await person.press('ユーザアカウント');
    await expectScreen(world, '1-2');
    await person.press('Trend Vision One');
    await person.press('Trend Vision Oneにアクセス');
    await expectScreen(world, '2-3');
    await person.press('Verify Email', { 'New account email:': EMAIL, 'Confirm email:': EMAIL });
    await expectScreen(world, '2-6');
    await person.press('Submit', { 'Verification code': lastCodeTo(world, EMAIL) });
    await expectScreen(world, '2-7');
    await person.press('Reset Password', { 'New password:': NEW_PASSWORD, 'Confirm password:': NEW_PASSWORD });
    await expectScreen(world, '2-9');

    await person.press('Close');
    await person.press('続行', { メールアドレス: EMAIL });
    await expectScreen(world, '2-10');
    await person.press('続行', { パスワード: NEW_PASSWORD });
    await expectScreen(world, '2-11 before');
    await person.press('Provision Console');
    await expectScreen(world, '2-11 after');
    await clock.sleep(3 * MINUTE);

    await person.press('Service Management');
    await person.press('Product Instance');
    await person.press('既存製品を追加');
    await person.press('Click to generate the enrollment token', { インスタンスタイプ: 'Trend Micro Apex One SaaS' });
    const token = await person.valueOf('登録トークン');
    await person.press('Save');
    expect(tenant.counters.transferPressed).toBe(0);
    await person.press('接続して転送');

    await person.press('Administration');
    await person.press('License Information');
    await expectScreen(world, '3-6 licences');
    await person.press('コンソールを開く');
    await person.press('Trend Vision One');
    await person.press('統合設定');
    await expectScreen(world, '3-7');
    await person.press('登録', { '登録トークン:': token });
    await expectScreen(world, '3-10');

    await clock.sleep(MINUTE);
    await person.open(`${consoles.visionOneOrigin}/product-instance`);
    await expectScreen(world, '3-11');
    await person.press('アップデート');
    await expectScreen(world, '3-13');
    await person.press('アップデートに同意する');
    await expectScreen(world, '3-14');
    await person.tick(TICK);
    await person.press('接続して転送');

    await person.press('続行', { メールアドレス: EMAIL });
    await person.press('続行', { パスワード: NEW_PASSWORD });
    await person.press('Service Management');
    await person.press('Product Instance');
    await expectScreen(world, '3-16');
    await clock.sleep(31 * MINUTE);
    await person.open(`${consoles.visionOneOrigin}/product-instance`);
    await expectScreen(world, '3-17');
    await person.press('Endpoint Security');
    await person.press('Standard Endpoint Protection');
    await expectScreen(world, '3-18');

    await person.open(apexCentralAddress(world));
    await expectScreen(world, '3-6 log-on');
    const [user] = vendor.credentials(row.tenantId).users;
    await person.press('ログオン', { ユーザ名またはドメインユーザ名: 'bbb', パスワード: user?.password ?? '' });
    await expectScreen(world, '3-19');
    await person.press('続行');
    await expectScreen(world, '2-3');

    expect(tenant.counters).toEqual({
      passwordResets: 1,
      provisionPressed: 1,
      transferPressed: 1,
      updatePressed: 1,
      updatesAccepted: 1,
    });
    expect(tenant.violations).toEqual([]);
    expect(world.faults).toEqual([]);
  });
});
