import { afterEach, describe, expect, it } from 'vitest';
import type { Browser } from './a-browser.ts';
import {
  aConsoleWorld,
  apexCentralAddress,
  closeConsoleWorlds,
  type ConsoleWorld,
  logInToClp,
  MINUTE,
  NEW_PASSWORD,
  openNotice,
  openProductInstance,
  openWizard,
  pressFinally,
  signInToVisionOne,
  submitCode,
  walkWizard,
} from './a-console-world.ts';
import { walkTo } from './a-world.ts';
import { DOCUMENTED_SCREENS, firstMissing, GUIDE_SCREENS } from './guide-labels.ts';

const EMAIL = 'aaa@test.com';

afterEach(closeConsoleWorlds);

/** Whether the page shows what the guide's screen of this step shows, in its order. */
function expectScreen(browser: Browser, step: keyof typeof GUIDE_SCREENS): void {
  expect({ step, missing: firstMissing(browser.text, GUIDE_SCREENS[step]), on: browser.text }).toMatchObject({
    missing: undefined,
  });
}

function expectDocumented(browser: Browser, step: keyof typeof DOCUMENTED_SCREENS): void {
  expect({ step, missing: firstMissing(browser.text, DOCUMENTED_SCREENS[step]), on: browser.text }).toMatchObject({
    missing: undefined,
  });
}

describe('a tenant on the pages of the consoles', () => {
  it('walks the whole guide, and each page shows the words of the guide in their order', async () => {
    const world = await aConsoleWorld({ licence: { expiresOn: '2027-05-30', seats: 10 } });
    const { browser, consoles, clock, tenant, row, vendor } = world;

    await browser.open(consoles.clpOrigin);
    expectScreen(browser, '1-1 sign-in');
    await logInToClp(world);
    expectScreen(browser, '1-1 products');
    expect(browser.rows[1]).toEqual(['Apex One SaaS', '10', '製品版', '2027/05/30', 'コンソールを開く']);

    await browser.press('コンソールを開く');
    expect(browser.url).toBe(`${apexCentralAddress(world)}/dashboard`);
    expectScreen(browser, '2-2');
    await browser.follow('ユーザアカウント');
    expectScreen(browser, '1-2');
    expect(browser.rows[1]).toEqual(['', 'bbb', 'bbb', 'カスタム', expect.any(String)]);

    await browser.press('Trend Vision Oneにアクセス');
    expect(browser.url).toBe(`${consoles.visionOneOrigin}/account`);
    expectScreen(browser, '2-3');
    expect(browser.text).toContain('Original account:aaa');
    await browser.press('Verify Email', { 'New account email:': EMAIL, 'Confirm email:': EMAIL });
    expectScreen(browser, '2-6');
    expect(browser.text).toContain(`${vendor.mails.to(EMAIL)[0]?.prefix ?? ''} Submit`);
    await submitCode(world, EMAIL);
    expectScreen(browser, '2-7');
    expect(tenant.counters.passwordResets).toBe(0);
    await browser.press('Reset Password', { 'New password:': NEW_PASSWORD, 'Confirm password:': NEW_PASSWORD });
    expectScreen(browser, '2-9');

    await browser.press('Close');
    expect(browser.url).toBe(`${consoles.visionOneOrigin}/`);
    await browser.press('続行', { メールアドレス: EMAIL });
    expectScreen(browser, '2-10');
    await browser.press('続行', { パスワード: NEW_PASSWORD });
    expectScreen(browser, '2-11 before');
    await browser.press('Provision Console');
    expectScreen(browser, '2-11 after');
    await clock.sleep(3 * MINUTE);
    await browser.follow('表示を更新');
    expect(browser.heading).toBe('Home');

    await openProductInstance(world);
    expect(browser.rows).toHaveLength(2);
    await browser.press('既存製品を追加');
    expect(browser.dialog).toBe('Product Connection');
    await browser.press('Click to generate the enrollment token', { インスタンスタイプ: 'Trend Micro Apex One SaaS' });
    const token = browser.box('登録トークン').attributes['value'] ?? '';
    await browser.press('Save');
    expect(tenant.counters.transferPressed).toBe(0);
    await browser.press('接続して転送');
    expect(browser.rows[1]?.slice(0, 2)).toEqual(['Trend Micro Apex One as a Service', '登録されていません']);

    await browser.follow('License Information');
    expectScreen(browser, '3-6 licences');
    await browser.press('コンソールを開く');
    await browser.follow('統合設定');
    expectScreen(browser, '3-7');
    await browser.press('登録', { '登録トークン:': token });
    expectScreen(browser, '3-10');

    await clock.sleep(MINUTE);
    await browser.open(`${consoles.visionOneOrigin}/`);
    await openProductInstance(world);
    expectScreen(browser, '3-11');
    await browser.press('アップデート');
    expect(browser.dialog).toBe('ソリューションをアップデート');
    expectScreen(browser, '3-13');
    await browser.press('アップデートに同意する');
    expect(browser.dialog).toBe('システムアップデートの通知');
    expectScreen(browser, '3-14');
    await pressFinally(world);
    expect(browser.heading).toBe('サインイン');

    await signInToVisionOne(world);
    await openProductInstance(world);
    expectScreen(browser, '3-16');
    expect(browser.rows[1]?.slice(0, 2)).toEqual(['Trend Micro Apex One as a Service', 'アップデート']);
    expect(browser.buttons).not.toContain('アップデート');
    await clock.sleep(31 * MINUTE);
    await openProductInstance(world);
    expectScreen(browser, '3-17');
    await browser.follow('Standard Endpoint Protection');
    expectScreen(browser, '3-18');

    await browser.open(apexCentralAddress(world));
    expectScreen(browser, '3-6 log-on');
    const [user] = vendor.credentials(row.tenantId).users;
    await browser.press('ログオン', { ユーザ名またはドメインユーザ名: 'bbb', パスワード: user?.password ?? '' });
    expectScreen(browser, '3-19');
    await browser.press('続行');
    expectScreen(browser, '2-3');
    await walkWizard(world, 'bbb@test.com', 'Us3r-Passw0rd!');
    expectScreen(browser, '2-9');
    expect(vendor.visionOne.signIn('bbb@test.com', 'Us3r-Passw0rd!').role).toBe('user');

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

  it('shows the same figures before the update in Apex Central as after it in Vision One', async () => {
    const world = await aConsoleWorld();
    const figures = ({ text }: Browser) =>
      /管理下のセキュリティエージェント: ([\d,]+).*管理対象外のエンドポイント: (\d+)/u.exec(text)?.slice(1);
    const before = figures(await logInToClp(world).then((browser) => browser.press('コンソールを開く')));
    await walkTo(world, 'updated');
    const after = figures(
      await signInToVisionOne(world).then((browser) => browser.follow('Standard Endpoint Protection')),
    );
    const { managedAgents, unmanagedEndpoints } = world.vendor.visionOne.standardEndpointProtection(
      world.vendor.visionOne.signIn(EMAIL, NEW_PASSWORD),
    ) ?? { managedAgents: -1, unmanagedEndpoints: -1 };
    expect(before).toEqual([managedAgents.toLocaleString('en'), String(unmanagedEndpoints)]);
    expect(after).toEqual(before);
  });

  it('shows the message of guide 3-15 by itself, so that it can be read exactly', async () => {
    const world = await aConsoleWorld({ faults: ['TEMPORARY_PROBLEM:1'] });
    await walkTo(world, 'connected');
    await signInToVisionOne(world);
    await openNotice(world);
    await pressFinally(world);
    expectScreen(world.browser, '3-15');
    expect(world.browser.alert).toBe(GUIDE_SCREENS['3-15'][0]);
    expect(world.browser.dialog).toBeUndefined();
    expect(world.browser.rows[1]?.[1]).toBe('接続済み');
  });

  it('counts a press without the tick, and starts nothing by it', async () => {
    const world = await aConsoleWorld();
    await walkTo(world, 'connected');
    await signInToVisionOne(world);
    const browser = await openNotice(world);
    await expect(browser.press('接続して転送')).rejects.toThrow('cannot be pressed');
    await browser.send('/product-instance/start', { csrf: browser.csrf });
    expect(browser.status).toBe(409);
    expect(world.tenant.counters).toMatchObject({ updatePressed: 1, updatesAccepted: 0 });
    expect(world.tenant.violations.map(({ what }) => what)).toEqual(['pressedWithoutNotice']);
  });

  it('shows no Standard Endpoint Protection before the update is finished', async () => {
    const world = await aConsoleWorld();
    await walkTo(world, 'updating');
    const browser = await signInToVisionOne(world);
    await browser.follow('Standard Endpoint Protection');
    expect(browser.text).not.toContain('管理下のセキュリティエージェント');
  });

  it('does not add a product a second time', async () => {
    const world = await aConsoleWorld();
    await walkTo(world, 'connected');
    await signInToVisionOne(world);
    const browser = await openProductInstance(world);
    await browser.press('既存製品を追加');
    expect(browser.dialog).toBeUndefined();
    expect(browser.alert).toBe('この製品はすでに接続されています。');
  });

  it('makes no token for another instance type', async () => {
    const world = await aConsoleWorld();
    await walkTo(world, 'provisioned');
    await signInToVisionOne(world);
    const browser = await openProductInstance(world);
    await browser.press('既存製品を追加');
    await browser.press('Click to generate the enrollment token', { インスタンスタイプ: 'Trend Cloud One' });
    expect(browser.dialog).toBe('Product Connection');
    expect(world.tenant.state.tokenRequests).toBe(0);
  });

  it('says that a wrong token registered nothing', async () => {
    const world = await aConsoleWorld();
    await walkTo(world, 'transferred');
    const browser = await signInToVisionOne(world);
    await browser.follow('License Information');
    await browser.press('コンソールを開く');
    await browser.follow('統合設定');
    await browser.press('登録', { '登録トークン:': 'somebody-elses' });
    expect(browser.text).toContain('サービスのステータス: 登録されていません');
    expect(browser.alert).toBe('登録トークンが正しくありません。');
  });

  it('offers [コンソールを開く] and [Trend Vision Oneにアクセス] to the primary account only', async () => {
    const world = await aConsoleWorld();
    await walkTo(world, 'updated');
    const { browser, vendor } = world;
    await upgradeUser(world);
    await browser.open(world.consoles.visionOneOrigin);
    await browser.press('続行', { メールアドレス: 'bbb@test.com' });
    await browser.press('続行', { パスワード: 'Us3r-Passw0rd!' });
    await browser.follow('License Information');
    expect(browser.buttons).not.toContain('コンソールを開く');
    expect(vendor.visionOne.signIn('bbb@test.com', 'Us3r-Passw0rd!').role).toBe('user');
  });

  it('leads anyone who has a Vision One console from Apex Central to its sign-in', async () => {
    const world = await aConsoleWorld({ faults: ['ALREADY_HAS_VISION_ONE'] });
    const browser = await openWizard(world);
    expect(browser.heading).toBe('サインイン');
    await signInToVisionOne(world, world.clp.password.reveal());
    expect(browser.heading).toBe('Home');
  });

  it('keeps the wizard over a reload as long as the session lives', async () => {
    const world = await aConsoleWorld();
    const browser = await openWizard(world);
    await browser.press('Verify Email', { 'New account email:': EMAIL, 'Confirm email:': EMAIL });
    await browser.open(browser.url);
    expect(browser.heading).toBe('Verify Email Address');
    world.tenant.signEverybodyOut();
    await browser.open(browser.url);
    expect(browser.heading).toBe('サインイン');
  });

  it('counts down to the resend, and then sends another code under another prefix', async () => {
    const world = await aConsoleWorld();
    const browser = await openWizard(world);
    await browser.press('Verify Email', { 'New account email:': EMAIL, 'Confirm email:': EMAIL });
    const seconds = Number(/click here to resend \((\d+)s\)\./u.exec(browser.text)?.[1]);
    expect(seconds).toBeGreaterThan(150);
    await expect(browser.press(`click here to resend (${String(seconds)}s)`)).rejects.toThrow('cannot be pressed');
    await world.clock.sleep(seconds * 1_000);
    await browser.open(browser.url);
    await browser.press('click here to resend');
    const [first, second] = world.vendor.mails.to(EMAIL);
    expect(second?.prefix).not.toBe(first?.prefix);
    await submitCode(world, EMAIL);
    expect(browser.heading).toBe('Password Update');
  });

  it.each([
    ['addresses that differ', { 'New account email:': EMAIL, 'Confirm email:': 'b@test.com' }, /addresses differ/u],
    ['what is no address', { 'New account email:': 'aaa', 'Confirm email:': 'aaa' }, /not an e-mail address/u],
  ])('refuses %s on the page where they were entered', async (_, fields, alert) => {
    const browser = await openWizard(await aConsoleWorld());
    await browser.press('Verify Email', fields);
    expect(browser.heading).toBe('Assign the Primary User Account email address');
    expect(browser.alert).toMatch(alert);
  });

  it('refuses a wrong code and a weak password where they were entered', async () => {
    const world = await aConsoleWorld({ faults: ['WRONG_CODE_ONCE'] });
    const browser = await openWizard(world);
    await browser.press('Verify Email', { 'New account email:': EMAIL, 'Confirm email:': EMAIL });
    await submitCode(world, EMAIL);
    expect([browser.heading, browser.alert]).toEqual(['Verify Email Address', 'The verification code is incorrect.']);
    await world.clock.sleep(181_000);
    await browser.open(browser.url);
    await browser.press('click here to resend');
    await submitCode(world, EMAIL);
    await browser.press('Reset Password', { 'New password:': 'weak', 'Confirm password:': 'weak' });
    expect([browser.heading, browser.alert]).toEqual(['Password Update', 'The new password is too weak.']);
  });

  it('answers anyone who is too slow with error 4000013', async () => {
    const world = await aConsoleWorld();
    const browser = await openWizard(world);
    await browser.press('Verify Email', { 'New account email:': EMAIL, 'Confirm email:': EMAIL });
    await submitCode(world, EMAIL);
    await world.clock.sleep(16 * MINUTE);
    await browser.press('Reset Password', { 'New password:': NEW_PASSWORD, 'Confirm password:': NEW_PASSWORD });
    expectDocumented(browser, 'too late');
    expect(world.tenant.counters.passwordResets).toBe(0);
  });
});

describe('the English consoles', () => {
  it('carry the English labels of the documentation', async () => {
    const world = await aConsoleWorld({ language: 'en' });
    const { browser, consoles, tenant } = world;
    await walkTo(world, 'provisioned');
    await browser.open(consoles.visionOneOrigin);
    await browser.press('続行', { メールアドレス: EMAIL });
    await browser.press('Continue', { Password: NEW_PASSWORD });
    await openProductInstance(world);
    expectDocumented(browser, '3-1');
    await browser.press('Add Existing Product');
    expectDocumented(browser, '3-2');
    expectDocumented(browser, '3-3');
    await browser.press('Click to generate the enrollment token', { 'Instance type': 'Trend Micro Apex One SaaS' });
    expectDocumented(browser, '3-4');
    const token = browser.box('Enrollment token').attributes['value'] ?? '';
    await browser.press('Save');
    expectDocumented(browser, '3-5');
    await browser.press('Connect and Transfer');
    await browser.follow('License Information');
    expectDocumented(browser, '3-6');
    await browser.press('Open Console');
    expectDocumented(browser, '2-2');
    await browser.follow('Integration Settings');
    await browser.press('Register', { 'Registration token:': token });
    expectDocumented(browser, '3-10');
    await world.clock.sleep(MINUTE);
    await browser.open(consoles.visionOneOrigin);
    await openProductInstance(world);
    expectDocumented(browser, '3-11');
    await browser.press('Update');
    expectDocumented(browser, '3-13');
    await browser.press('I Agree to Update');
    expectDocumented(browser, '3-14');
    await browser.press('Connect and Transfer', {
      'I understand how the update will affect my system and agree to start the process': 'on',
    });
    expect(tenant.counters.updatesAccepted).toBe(1);
  });

  it('begin with English sign-in pages where the browser asks for them', async () => {
    const { consoles } = await aConsoleWorld();
    const { Browser } = await import('./a-browser.ts');
    const browser = new Browser({ 'accept-language': 'en-GB,en;q=0.8' });
    expect((await browser.open(consoles.clpOrigin)).buttons).toEqual(['Log in']);
    expect((await browser.open(consoles.visionOneOrigin)).buttons).toEqual(['Continue']);
  });
});

async function upgradeUser(world: ConsoleWorld): Promise<void> {
  const { browser, vendor, row } = world;
  await browser.open(apexCentralAddress(world));
  const [user] = vendor.credentials(row.tenantId).users;
  await browser.press('ログオン', { ユーザ名またはドメインユーザ名: 'bbb', パスワード: user?.password ?? '' });
  await browser.press('続行');
  await walkWizard(world, 'bbb@test.com', 'Us3r-Passw0rd!');
}
