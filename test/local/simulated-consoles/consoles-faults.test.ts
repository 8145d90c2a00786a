import { afterEach, describe, expect, it } from 'vitest';
import { oneTimeCodeOf } from '../../../lambdas/simulated-vendor/second-factor.ts';
import {
  aConsoleWorld,
  apexCentralAddress,
  closeConsoleWorlds,
  logInToClp,
  openNotice,
  openProductInstance,
  openWizard,
  signInToVisionOne,
} from './a-console-world.ts';
import { walkTo } from './a-world.ts';
import { DOCUMENTED_SCREENS, firstMissing } from './guide-labels.ts';

afterEach(closeConsoleWorlds);

describe('SLOW_PAGE', () => {
  it('delays as many pages of the tenant as it says, and changes nothing else', async () => {
    const world = await aConsoleWorld({ faults: ['SLOW_PAGE:1'], slowPageMilliseconds: 150 });
    const timed = async (): Promise<number> => {
      const started = performance.now();
      await world.browser.open(apexCentralAddress(world));
      expect(world.browser.heading).toBe('ログオン');
      return performance.now() - started;
    };
    expect(await timed()).toBeGreaterThanOrEqual(149);
    expect(await timed()).toBeLessThan(149);
  });
});

describe('SIGN_IN_REFUSED', () => {
  it('refuses the right password at CLP, and nowhere else', async () => {
    const world = await aConsoleWorld({ faults: ['SIGN_IN_REFUSED'] });
    const browser = await logInToClp(world);
    expect(browser.alert).toBe('ログインIDまたはパスワードが正しくありません。');
    await browser.open(apexCentralAddress(world));
    const password = world.clp.password.reveal();
    await browser.press('ログオン', { ユーザ名またはドメインユーザ名: 'aaa', パスワード: password });
    expect(browser.heading).toBe('ダッシュボード');
  });
});

describe('CAPTCHA', () => {
  it('shows a challenge after the first attempt, and lets in who answers it', async () => {
    const world = await aConsoleWorld({ faults: ['CAPTCHA'] });
    const browser = await logInToClp(world);
    expect(browser.alert).toBe('続行するには、ロボットではないことを確認してください。');
    await browser.press('ログイン', {
      'ログインID:': 'aaa',
      'パスワード:': world.clp.password.reveal(),
      私はロボットではありません: 'on',
    });
    expect(browser.heading).toBe('製品/サービス');
  });
});

describe('HIBERNATED', () => {
  it('puts the wake-up portal before every page of Apex Central, until a person wakes it up', async () => {
    const world = await aConsoleWorld({ faults: ['HIBERNATED'] });
    const browser = await logInToClp(world);
    await browser.press('コンソールを開く');
    expect(browser.heading).toBe('コンソールは休止状態です');
    await browser.open(`${apexCentralAddress(world)}/user-accounts`);
    expect(browser.heading).toBe('コンソールは休止状態です');
    await browser.press('再開する');
    expect(browser.heading).toBe('ログオン');
    expect(world.vendor.apexCentral.isHibernated(world.row.apexCentralHost)).toBe(false);
  });

  it('also stands before somebody who is signed in', async () => {
    const world = await aConsoleWorld();
    const browser = await logInToClp(world).then((clp) => clp.press('コンソールを開く'));
    world.vendor.admit(world.row, { faults: [{ name: 'HIBERNATED' }] });
    await browser.press('Trend Vision Oneにアクセス');
    expect(browser.heading).toBe('コンソールは休止状態です');
  });
});

describe('MFA', () => {
  it('asks the primary account for a code of six digits that nobody has told us the seed of', async () => {
    const world = await aConsoleWorld({ faults: ['MFA'] });
    await walkTo(world, 'claimed');
    const browser = await signInToVisionOne(world);
    expect(browser.box('確認コード').attributes['maxlength']).toBe('6');
    expect(world.vendor.credentials('tenant-1').totpSeed).toBeUndefined();
    await browser.press('続行', { 確認コード: '000000' });
    expect(browser.alert).toBe('確認コードが正しくありません。');
    await browser.open('/home');
    expect(browser.heading).toBe('サインイン');
  });

  it('with the seed lets in anyone who computes the code', async () => {
    const world = await aConsoleWorld({ faults: ['MFA_WITH_SEED'] });
    await walkTo(world, 'claimed');
    const browser = await signInToVisionOne(world);
    const { totpSeed = '' } = world.vendor.credentials('tenant-1');
    expect(totpSeed).toMatch(/^[A-Z2-7]{32}$/u);
    await browser.press('続行', { 確認コード: oneTimeCodeOf(totpSeed, world.clock.now()) });
    expect(browser.buttons).toEqual(['Provision Console']);
  });

  it('reads a code that is typed full-width, and refuses what is no code without falling over', async () => {
    const world = await aConsoleWorld({ faults: ['MFA_WITH_SEED'] });
    await walkTo(world, 'claimed');
    const browser = await signInToVisionOne(world);
    for (const typed of ['１２', '〇〇〇〇〇〇', 'ｱｲｳｴｵｶ']) {
      await browser.press('続行', { 確認コード: typed });
      expect(browser.alert).toBe('確認コードが正しくありません。');
    }
    const code = oneTimeCodeOf(world.vendor.credentials('tenant-1').totpSeed ?? '', world.clock.now());
    const fullWidth = code.replace(/\d/gu, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
    await browser.press('続行', { 確認コード: fullWidth });
    expect(browser.buttons).toEqual(['Provision Console']);
  });
});

describe('REGION_PAGE', () => {
  it('asks for the region before [Provision Console], and fixes none by that', async () => {
    const world = await aConsoleWorld({ faults: ['REGION_PAGE'] });
    await walkTo(world, 'claimed');
    const browser = await signInToVisionOne(world);
    expect(browser.heading).toBe(DOCUMENTED_SCREENS['region page'][0]);
    await browser.send('/provision', { csrf: browser.csrf });
    expect(browser.status).toBe(409);
    await browser.open('/home');
    await browser.press('続行', { 地域: 'Singapore' });
    expect(world.tenant.state.region).toBeUndefined();
    await browser.press('Provision Console');
    expect(world.tenant.state.region).toBe('Singapore');
    expect(browser.heading).toBe('Provisioning');
  });
});

describe('RENAMED_BUTTON', () => {
  it('calls the button that agrees something else, while the text still names it', async () => {
    const world = await aConsoleWorld({ faults: ['RENAMED_BUTTON'] });
    await walkTo(world, 'connected');
    await signInToVisionOne(world);
    await expect(openNotice(world)).rejects.toThrow('0 things are called "アップデートに同意する"');
    expect(world.browser.buttons).toEqual(['今すぐ移行する']);
    expect(world.browser.text).toContain('[アップデートに同意する] をクリックすると');
  });
});

describe('ENGLISH_CONSOLE', () => {
  it('is English although the row says ja', async () => {
    const world = await aConsoleWorld({ faults: ['ENGLISH_CONSOLE'], language: 'ja' });
    const browser = await logInToClp(world);
    expect(browser.heading).toBe('Products/Services');
    await browser.press('Open Console');
    expect(browser.heading).toBe('Dashboard');
  });
});

describe('NEWER_CONSOLE', () => {
  it.each(['ja', 'en'] as const)('has the labels of the newer generation, in %s', async (language) => {
    const world = await aConsoleWorld({ faults: ['NEWER_CONSOLE'], language });
    const isJapanese = language === 'ja';
    await walkTo(world, 'provisioned');
    const browser = world.browser;
    await browser.open(world.consoles.visionOneOrigin);
    await browser.press('続行', { メールアドレス: 'aaa@test.com' });
    await browser.press(isJapanese ? '続行' : 'Continue', {
      [isJapanese ? 'パスワード' : 'Password']: world.primary.password.reveal(),
    });
    await openProductInstance(world);
    // The guide writes the button in both ways.
    await browser.press(isJapanese ? '既存製品の追加' : 'Add Existing Product');
    expect(firstMissing(browser.text, DOCUMENTED_SCREENS['3-3 newer'])).toBeUndefined();
    await browser.press('Generate token', {
      [isJapanese ? 'インスタンスタイプ' : 'Instance type']: 'Trend Micro Apex One as a Service',
    });
    await browser.press('Save');
    expect([browser.dialog, browser.rows[1]?.[3]]).toEqual([undefined, 'Trend Micro Apex One as a Service']);
    expect(world.tenant.counters.transferPressed).toBe(0);
  });

  it('has another name for the final press', async () => {
    const world = await aConsoleWorld({ faults: ['NEWER_CONSOLE'], language: 'en' });
    await walkTo(world, 'connected');
    const browser = world.browser;
    await browser.open(world.consoles.visionOneOrigin);
    await browser.press('続行', { メールアドレス: 'aaa@test.com' });
    await browser.press('Continue', { Password: world.primary.password.reveal() });
    await openProductInstance(world);
    await browser.press('Update');
    await browser.press('I Agree to Update');
    expect(firstMissing(browser.text, DOCUMENTED_SCREENS['3-14 newer'])).toBeUndefined();
    expect(browser.buttons).toEqual(['Start the Update']);
  });
});

describe('the older faults', () => {
  it('SERVER_ERROR is a 500 that changes nothing', async () => {
    const world = await aConsoleWorld({ faults: ['SERVER_ERROR:1'] });
    const browser = await logInToClp(world);
    expect([browser.status, browser.heading]).toEqual([500, '500 Internal Server Error']);
    await logInToClp(world);
    expect(browser.heading).toBe('製品/サービス');
  });

  it('SESSION_EXPIRED shows the sign-in page at a look at Product Instance', async () => {
    const world = await aConsoleWorld({ faults: ['SESSION_EXPIRED'] });
    await walkTo(world, 'connected');
    await signInToVisionOne(world);
    await openProductInstance(world);
    expect(world.browser.heading).toBe('サインイン');
    await signInToVisionOne(world);
    await openProductInstance(world);
    expect(world.browser.heading).toBe('Product Instance');
  });

  it('CONNECTED_ELSEWHERE shows 登録済み and no token box', async () => {
    const world = await aConsoleWorld({ faults: ['CONNECTED_ELSEWHERE'] });
    const browser = await logInToClp(world).then((clp) => clp.press('コンソールを開く'));
    await browser.follow('統合設定');
    expect(browser.text).toContain('サービスのステータス: 登録済み');
    expect(browser.buttons).not.toContain('登録');
  });

  it('EXPIRED_LICENCE and USER_NOT_LISTED stand in their tables', async () => {
    const world = await aConsoleWorld({ faults: ['EXPIRED_LICENCE', 'USER_NOT_LISTED'] });
    const browser = await logInToClp(world);
    expect(browser.html).toContain('role="img" aria-label="有効期限切れ"');
    await browser.press('コンソールを開く');
    await browser.follow('ユーザアカウント');
    expect(browser.rows).toHaveLength(3);
  });

  it('UPDATE_NEVER_ENDS leaves the row at アップデート, without its button', async () => {
    const world = await aConsoleWorld({ faults: ['UPDATE_NEVER_ENDS'] });
    await walkTo(world, 'updated');
    await signInToVisionOne(world);
    await openProductInstance(world);
    expect(world.browser.rows[1]?.slice(0, 2)).toEqual(['Trend Micro Apex One as a Service', 'アップデート']);
  });

  it('ALREADY_HAS_VISION_ONE shows no wizard', async () => {
    const world = await aConsoleWorld({ faults: ['ALREADY_HAS_VISION_ONE'] });
    expect((await openWizard(world)).heading).toBe('サインイン');
  });
});
