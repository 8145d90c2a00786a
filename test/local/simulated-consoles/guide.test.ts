import { describe, expect, it } from 'vitest';
import type { IntakeRow } from '../../../lambdas/domain/intake/intake-row.ts';
import { isTemporaryProblem } from '../../../lambdas/domain/product-instance.ts';
import { LABELS } from '../../../lambdas/simulated-vendor/labels.ts';
import { updateOf } from '../../../lambdas/simulated-vendor/progress.ts';
import type { Refusal, RefusalKind } from '../../../lambdas/simulated-vendor/refusal.ts';
import type { Session } from '../../../lambdas/simulated-vendor/sessions.ts';
import { anIntakeRow } from '../../builders.ts';
import { aWorld, lastCodeTo, MINUTE, NEW_PASSWORD, signInToVisionOne, walkTo, type World } from './a-world.ts';

const SECOND = 1_000;
const EMAIL = 'aaa@test.com';

function refusalOf(work: () => unknown): RefusalKind | 'none' {
  try {
    work();
    return 'none';
  } catch (error) {
    return (error as Refusal).kind;
  }
}

const signInToClp = ({ vendor, clp }: World): Session => vendor.clp.signIn(clp.account, clp.password.reveal());
const signInToApexCentral = ({ vendor, clp }: World): Session =>
  vendor.apexCentral.signIn(clp.apexCentralHost, clp.account, clp.password.reveal());

function openWizard(world: World): Session {
  const session = signInToApexCentral(world);
  expect(world.vendor.apexCentral.accessVisionOne(session)).toBe('wizard');
  return session;
}

describe('guide 1-1: the products table of CLP', () => {
  it('shows a licence that lasts a year from when the tenant was made, however late one looks', async () => {
    const world = aWorld();
    await world.clock.sleep(60 * 24 * 60 * MINUTE);
    expect(world.vendor.clp.products(signInToClp(world))).toEqual([
      expect.objectContaining({ product: 'Apex One SaaS', kind: '製品版', expiresOn: '2027-12-01', status: 'valid' }),
    ]);
  });

  it.each([
    ['2026-12-01', 'expiringSoon'],
    ['2026-12-30', 'expiringSoon'],
    ['2026-12-31', 'valid'],
    ['2026-11-30', 'expired'],
    ['2027-12-01', 'valid'],
    // The guide itself shows 2024/06/31.
    ['2026/06/31', 'expired'],
  ])('calls a licence to %s, on the first of December, %s', (expiresOn, status) => {
    const world = aWorld({ licence: { expiresOn } });
    expect(world.vendor.clp.products(signInToClp(world))).toEqual([expect.objectContaining({ expiresOn, status })]);
  });

  it('has at least as many seats as agents', () => {
    const world = aWorld();
    const [licence] = world.vendor.clp.products(signInToClp(world));
    const { managedAgents } = world.vendor.apexCentral.securityStatus(signInToApexCentral(world));
    expect(licence?.seats).toBeGreaterThanOrEqual(managedAgents);
  });

  it('refuses a wrong password and an unknown name in the same way', () => {
    const { vendor } = aWorld();
    expect(refusalOf(() => vendor.clp.signIn('aaa', 'wrong'))).toBe('signIn');
    expect(refusalOf(() => vendor.clp.signIn('nobody', 'wrong'))).toBe('signIn');
  });

  it('is for the master account only', () => {
    const { vendor, row } = aWorld();
    const [user] = vendor.credentials(row.tenantId).users;
    expect(refusalOf(() => vendor.clp.signIn('bbb', user?.password ?? ''))).toBe('signIn');
  });
});

describe('guide 1-2: the user accounts of Apex Central', () => {
  it('are those of the row, and each can sign in', () => {
    const { vendor, row } = aWorld();
    const session = vendor.apexCentral.signIn(
      row.apexCentralHost,
      'bbb',
      vendor.credentials(row.tenantId).users[0]?.password ?? '',
    );
    expect(vendor.apexCentral.userAccounts(session).map(({ name, kindLabel }) => [name, kindLabel])).toEqual([
      ['bbb', 'カスタム'],
    ]);
  });

  it('are two that nobody asked about where the row ignores them', () => {
    const world = aWorld({ row: { userAccounts: { kind: 'ignore' } } });
    expect(world.vendor.apexCentral.userAccounts(signInToApexCentral(world))).toHaveLength(2);
  });

  it('live under the host of their tenant, because two tenants may both have a "bbb"', () => {
    const { vendor, row } = aWorld();
    const other = anIntakeRow({ tenantId: 't-2', apexCentralHost: 'def456.manage.trendmicro.com', clpLoginId: 'zzz' });
    vendor.admit(other);
    const password = vendor.credentials(row.tenantId).users[0]?.password ?? '';
    expect(refusalOf(() => vendor.apexCentral.signIn(other.apexCentralHost, 'bbb', password))).toBe('signIn');
  });

  it('shows the same agent counts at each look', () => {
    const world = aWorld();
    const look = () => world.vendor.apexCentral.securityStatus(signInToApexCentral(world));
    expect(look()).toEqual(look());
  });
});

describe('guide 2-1 to 2-9: the wizard', () => {
  it('appears behind [コンソールを開く] and [Trend Vision Oneにアクセス]', () => {
    const world = aWorld();
    const { clp, apexCentral } = world.vendor;
    expect(apexCentral.accessVisionOne(clp.openApexCentral(signInToClp(world)))).toBe('wizard');
  });

  it('is for the master account only', () => {
    const { vendor, row } = aWorld();
    const password = vendor.credentials(row.tenantId).users[0]?.password ?? '';
    const user = vendor.apexCentral.signIn(row.apexCentralHost, 'bbb', password);
    expect(refusalOf(() => vendor.apexCentral.accessVisionOne(user))).toBe('notThere');
  });

  it('mails a code of six digits under three capital letters within 5 to 20 seconds', () => {
    const world = aWorld();
    const { prefix } = world.vendor.wizard.verifyEmail(openWizard(world), EMAIL, EMAIL);
    const [mail] = world.vendor.mails.to(EMAIL);
    expect(mail).toMatchObject({
      tenantId: 'tenant-1',
      to: EMAIL,
      prefix,
      code: expect.stringMatching(/^\d{6}$/u) as string,
    });
    expect(prefix).toMatch(/^[A-Z]{3}$/u);
    const travelled = (mail?.arrivesAt.getTime() ?? 0) - (mail?.sentAt.getTime() ?? 0);
    expect(travelled).toBeGreaterThanOrEqual(5 * SECOND);
    expect(travelled).toBeLessThanOrEqual(20 * SECOND);
  });

  it('hands each mail to the one who delivers it', () => {
    const sent: string[] = [];
    const world = aWorld({ sendCode: ({ to, prefix }) => sent.push(`${to} ${prefix}`) });
    const { prefix } = world.vendor.wizard.verifyEmail(openWizard(world), EMAIL, EMAIL);
    expect(sent).toEqual([`${EMAIL} ${prefix}`]);
  });

  it('uses another prefix for each request', () => {
    const world = aWorld();
    const session = openWizard(world);
    const prefixes = Array.from({ length: 50 }, () => world.vendor.wizard.verifyEmail(session, EMAIL, EMAIL).prefix);
    expect(new Set(prefixes).size).toBe(50);
  });

  it('can send the code again after three minutes, and then takes the newer one only', async () => {
    const world = aWorld();
    const { wizard } = world.vendor;
    const session = openWizard(world);
    wizard.verifyEmail(session, EMAIL, EMAIL);
    const first = lastCodeTo(world, EMAIL);
    await world.clock.sleep(12 * SECOND);
    // The guide shows "click here to resend (168s)".
    expect(wizard.secondsUntilResend(session)).toBe(168);
    expect(refusalOf(() => wizard.resend(session))).toBe('notThere');
    await world.clock.sleep(168 * SECOND);
    wizard.resend(session);
    expect(
      refusalOf(() => {
        wizard.submitCode(session, first);
      }),
    ).toBe('code');
    expect(
      refusalOf(() => {
        wizard.submitCode(session, lastCodeTo(world, EMAIL));
      }),
    ).toBe('none');
  });

  it('lets nobody reach [Reset Password] without the right code', () => {
    const world = aWorld();
    const { wizard } = world.vendor;
    const session = openWizard(world);
    expect(
      refusalOf(() => {
        wizard.resetPassword(session, NEW_PASSWORD, NEW_PASSWORD);
      }),
    ).toBe('notThere');
    wizard.verifyEmail(session, EMAIL, EMAIL);
    expect(
      refusalOf(() => {
        wizard.resetPassword(session, NEW_PASSWORD, NEW_PASSWORD);
      }),
    ).toBe('notThere');
    expect(world.tenant.counters.passwordResets).toBe(0);
  });

  it.each([
    ['addresses that differ', 'bbb@test.com', EMAIL],
    ['what is no address', 'aaa', 'aaa'],
  ])('refuses %s', (_, email, confirmEmail) => {
    const world = aWorld();
    expect(refusalOf(() => world.vendor.wizard.verifyEmail(openWizard(world), email, confirmEmail))).toBe('input');
  });

  it('refuses an address by which another tenant signs in, because one address is one account', async () => {
    const world = aWorld();
    await walkTo(world, 'claimed');
    const other = aRowOf('t-2');
    world.vendor.admit(other);
    const { account, password } = world.vendor.credentials('t-2').clp;
    const session = world.vendor.apexCentral.signIn(other.apexCentralHost, account, password);
    world.vendor.apexCentral.accessVisionOne(session);
    expect(refusalOf(() => world.vendor.wizard.verifyEmail(session, 'AAA@test.com', 'AAA@test.com'))).toBe('input');
  });

  it.each(['short1!', 'no-digits-Here', 'NO-LOWER-1', 'no-upper-1', 'NoMarks123'])(
    'refuses the weak password %s without using the code up',
    (weak) => {
      const world = aWorld();
      const { wizard } = world.vendor;
      const session = openWizard(world);
      wizard.verifyEmail(session, EMAIL, EMAIL);
      wizard.submitCode(session, lastCodeTo(world, EMAIL));
      expect(
        refusalOf(() => {
          wizard.resetPassword(session, weak, weak);
        }),
      ).toBe('input');
      expect(
        refusalOf(() => {
          wizard.resetPassword(session, NEW_PASSWORD, NEW_PASSWORD);
        }),
      ).toBe('none');
    },
  );

  it('answers 4000013 to the one who takes longer than 15 minutes, and resets nothing', async () => {
    const world = aWorld();
    const { wizard } = world.vendor;
    const session = openWizard(world);
    wizard.verifyEmail(session, EMAIL, EMAIL);
    wizard.submitCode(session, lastCodeTo(world, EMAIL));
    await world.clock.sleep(15 * MINUTE + 1);
    expect(() => {
      wizard.resetPassword(session, NEW_PASSWORD, NEW_PASSWORD);
    }).toThrow(/4000013/u);
    expect(world.tenant.counters.passwordResets).toBe(0);
  });

  it('kills the CLP name everywhere, and opens all three consoles to the address', async () => {
    const world = aWorld();
    const { vendor, clp, row } = world;
    await walkTo(world, 'claimed');
    const old = clp.password.reveal();
    expect(refusalOf(() => vendor.clp.signIn(clp.account, old))).toBe('signIn');
    expect(refusalOf(() => vendor.apexCentral.signIn(row.apexCentralHost, clp.account, old))).toBe('signIn');
    expect(refusalOf(() => vendor.visionOne.signIn(EMAIL, old))).toBe('signIn');
    expect(refusalOf(() => vendor.clp.signIn(EMAIL, NEW_PASSWORD))).toBe('none');
    expect(refusalOf(() => vendor.apexCentral.signIn(row.apexCentralHost, EMAIL, NEW_PASSWORD))).toBe('none');
    expect(refusalOf(() => vendor.visionOne.signIn(EMAIL, NEW_PASSWORD))).toBe('none');
  });

  it('ends the sessions that were opened by the old name', async () => {
    const world = aWorld();
    const before = signInToClp(world);
    await walkTo(world, 'claimed');
    expect(refusalOf(() => world.vendor.clp.products(before))).toBe('sessionGone');
  });

  it('does not appear a second time', async () => {
    const world = aWorld();
    await walkTo(world, 'claimed');
    const session = world.vendor.apexCentral.signIn(world.row.apexCentralHost, EMAIL, NEW_PASSWORD);
    expect(world.vendor.apexCentral.accessVisionOne(session)).toBe('signIn');
  });

  it('lets a master account keep a CLP name that is an address already', async () => {
    const world = aWorld({ row: { clpLoginId: EMAIL } });
    await walkTo(world, 'claimed');
    expect(refusalOf(() => world.vendor.clp.signIn(EMAIL, world.clp.password.reveal()))).toBe('signIn');
    expect(refusalOf(() => world.vendor.clp.signIn(EMAIL, NEW_PASSWORD))).toBe('none');
  });
});

describe('guide 2-10 to 2-12: the Vision One console', () => {
  it('cannot be entered by the CLP name', () => {
    const { vendor, clp } = aWorld();
    expect(refusalOf(() => vendor.visionOne.signIn(clp.account, clp.password.reveal()))).toBe('signIn');
  });

  it('appears one to three minutes after [Provision Console]', async () => {
    const world = aWorld();
    await walkTo(world, 'claimed');
    const session = signInToVisionOne(world);
    world.vendor.visionOne.provisionConsole(session, 'Japan');
    await world.clock.sleep(MINUTE - 1);
    expect(world.vendor.visionOne.home(session)).toBe('provisioning');
    await world.clock.sleep(2 * MINUTE + 1);
    expect(world.vendor.visionOne.home(session)).toBe('provisioned');
  });

  it('shows no page before it is provisioned', async () => {
    const world = aWorld();
    await walkTo(world, 'claimed');
    expect(refusalOf(() => world.vendor.visionOne.productInstances(signInToVisionOne(world)))).toBe('notThere');
  });

  it('offers [Provision Console] once, because the region is fixed by it', async () => {
    const world = aWorld();
    await walkTo(world, 'provisioned');
    const session = signInToVisionOne(world);
    expect(
      refusalOf(() => {
        world.vendor.visionOne.provisionConsole(session, 'US');
      }),
    ).toBe('notThere');
    expect(world.tenant.counters.provisionPressed).toBe(1);
  });
});

describe('guide 3-1 to 3-5: the registration token', () => {
  it('needs the dialog of [既存製品を追加]', async () => {
    const world = aWorld();
    await walkTo(world, 'provisioned');
    const { visionOne } = world.vendor;
    const session = signInToVisionOne(world);
    expect(refusalOf(() => visionOne.generateToken(session))).toBe('notThere');
    visionOne.addExistingProduct(session);
    expect(refusalOf(() => visionOne.saveProduct(session))).toBe('notThere');
  });

  it('is worth nothing before [Connect and Transfer]', async () => {
    const world = aWorld();
    await walkTo(world, 'provisioned');
    const { visionOne, apexCentral } = world.vendor;
    const session = signInToVisionOne(world);
    visionOne.addExistingProduct(session);
    const token = visionOne.generateToken(session);
    visionOne.saveProduct(session);
    expect(apexCentral.register(visionOne.openApexCentral(session), token).registered).toBe(false);
  });

  it('is replaced by a newer one', async () => {
    const world = aWorld();
    await walkTo(world, 'transferred');
    const { visionOne, apexCentral } = world.vendor;
    const session = signInToVisionOne(world);
    visionOne.addExistingProduct(session);
    const older = visionOne.generateToken(session);
    const newer = visionOne.generateToken(session);
    const atApexCentral = visionOne.openApexCentral(session);
    expect(apexCentral.register(atApexCentral, older).registered).toBe(false);
    expect(apexCentral.register(atApexCentral, newer).registered).toBe(true);
  });

  it('takes [Connect and Transfer] only where it was asked, and notes a second one', async () => {
    const world = aWorld();
    await walkTo(world, 'provisioned');
    const { visionOne } = world.vendor;
    expect(
      refusalOf(() => {
        visionOne.connectAndTransfer(signInToVisionOne(world));
      }),
    ).toBe('notThere');
    await walkTo(world, 'transferred');
    expect(
      refusalOf(() => {
        visionOne.connectAndTransfer(signInToVisionOne(world));
      }),
    ).toBe('notThere');
    expect(world.tenant.counters.transferPressed).toBe(3);
    expect(world.tenant.violations.map(({ what }) => what)).toEqual(['transferredTwice']);
  });
});

describe('guide 3-6 to 3-11: the connection', () => {
  it('is 登録済み at Apex Central at once, and 接続済み at Vision One some seconds later', async () => {
    const world = aWorld();
    await walkTo(world, 'transferred');
    const { visionOne, apexCentral } = world.vendor;
    const session = signInToVisionOne(world);
    const status = () => visionOne.productInstances(session).rows.map((row) => row.status);
    expect(apexCentral.integrationSettings(visionOne.openApexCentral(session)).status).toBe('登録されていません');
    visionOne.addExistingProduct(session);
    const token = visionOne.generateToken(session);
    expect(apexCentral.register(visionOne.openApexCentral(session), token).status).toBe('登録済み');
    expect(status()).toEqual(['登録されていません']);
    await world.clock.sleep(25 * SECOND);
    expect(status()).toEqual(['接続済み']);
  });

  it('cannot be made twice', async () => {
    const world = aWorld();
    await walkTo(world, 'connected');
    const { visionOne, apexCentral } = world.vendor;
    const session = visionOne.openApexCentral(signInToVisionOne(world));
    expect(refusalOf(() => apexCentral.register(session, 'token'))).toBe('notThere');
    expect(
      refusalOf(() => {
        visionOne.addExistingProduct(signInToVisionOne(world));
      }),
    ).toBe('notThere');
  });
});

describe('guide 3-11 to 3-17: the row of Product Instance', () => {
  it.each([
    ['ja', '接続済み', 'アップデート', 'Japan'],
    ['en', 'Connected', 'Update', 'Japan'],
  ] as const)('says as a whole where the tenant stands (%s)', async (language, connected, updating, region) => {
    const world = aWorld({ language });
    const row = () => world.vendor.visionOne.productInstances(signInToVisionOne(world)).rows[0];
    const before = {
      displayName: 'Trend Micro Apex One as a Service',
      instanceType: 'Trend Micro Apex One SaaS',
      region,
    };
    await walkTo(world, 'connected');
    expect(row()).toMatchObject({ ...before, status: connected, updateOffered: true });
    await walkTo(world, 'updating');
    expect(row()).toMatchObject({ ...before, status: updating, updateOffered: false });
    await walkTo(world, 'updated');
    expect(row()).toMatchObject({
      displayName: 'Standard Endpoint Protection Manager',
      instanceType: 'Standard Endpoint Protection',
      status: connected,
      region,
      updateOffered: false,
    });
  });

  it('keeps its instance id through the update', async () => {
    const world = aWorld();
    const id = () => world.vendor.visionOne.productInstances(signInToVisionOne(world)).rows[0]?.instanceId;
    await walkTo(world, 'connected');
    const before = id();
    await walkTo(world, 'updated');
    expect(id()).toBe(before);
  });

  it('stands under a trial banner once the update is finished', async () => {
    const world = aWorld();
    const banner = () => world.vendor.visionOne.productInstances(signInToVisionOne(world)).trialEndsOn;
    await walkTo(world, 'connected');
    expect(banner()).toBeUndefined();
    await walkTo(world, 'updated');
    expect(banner()).toBe('2026-12-31');
  });
});

describe('guide 3-12 to 3-16: the final press', () => {
  it('signs everybody out', async () => {
    const world = aWorld();
    await walkTo(world, 'connected');
    const visionOne = signInToVisionOne(world);
    const apexCentral = world.vendor.visionOne.openApexCentral(visionOne);
    await walkTo(world, 'updating');
    expect(refusalOf(() => world.vendor.visionOne.productInstances(visionOne))).toBe('sessionGone');
    expect(refusalOf(() => world.vendor.apexCentral.userAccounts(apexCentral))).toBe('sessionGone');
  });

  it('closes Apex Central until the update is finished', async () => {
    const world = aWorld();
    const signIn = () => world.vendor.apexCentral.signIn(world.row.apexCentralHost, EMAIL, NEW_PASSWORD);
    await walkTo(world, 'updating');
    expect(refusalOf(signIn)).toBe('serverError');
    await walkTo(world, 'updated');
    expect(refusalOf(signIn)).toBe('none');
  });

  it('takes 20 to 30 minutes, each tenant its own time', () => {
    const { clock, vendor } = aWorld();
    const startedAt = clock.now().getTime();
    const tenants = Array.from({ length: 200 }, (_, index) => vendor.admit(aRowOf(`t-${String(index)}`)));
    for (const tenant of tenants) tenant.change({ updateStartedAt: clock.now().toISOString() });
    const finished = (minutes: number) =>
      tenants.filter((tenant) => updateOf(tenant, new Date(startedAt + minutes * MINUTE)) === 'finished').length;
    expect(finished(19.99)).toBe(0);
    expect(finished(25)).toBeGreaterThan(60);
    expect(finished(25)).toBeLessThan(140);
    expect(finished(30)).toBe(200);
  });

  it('takes as long as the scenario says', async () => {
    const world = aWorld({ updateMinutes: 3 });
    await walkTo(world, 'updating');
    const status = () => world.vendor.visionOne.productInstances(signInToVisionOne(world)).rows[0]?.status;
    await world.clock.sleep(3 * MINUTE - 1);
    expect(status()).toBe('アップデート');
    await world.clock.sleep(1);
    expect(status()).toBe('接続済み');
  });

  it('counts and notes a press while the update runs, and one after it', async () => {
    const world = aWorld();
    const press = () => {
      world.vendor.visionOne.pressConnectAndTransfer(signInToVisionOne(world), { ticked: true });
    };
    await walkTo(world, 'updating');
    expect(refusalOf(press)).toBe('notThere');
    await walkTo(world, 'updated');
    expect(refusalOf(press)).toBe('notThere');
    expect(world.tenant.counters).toMatchObject({ updatePressed: 3, updatesAccepted: 1 });
    expect(world.tenant.violations.map(({ what }) => what)).toEqual(['pressedWhileUpdating', 'pressedAfterUpdate']);
  });

  it.each([
    ['the panel was not agreed to', false],
    ['the tick was not set', true],
  ])('starts nothing and is noted when %s', async (_, agreed) => {
    const world = aWorld();
    await walkTo(world, 'connected');
    const { visionOne } = world.vendor;
    const session = signInToVisionOne(world);
    visionOne.openUpdatePanel(session);
    if (agreed) visionOne.agreeToUpdate(session);
    expect(refusalOf(() => visionOne.pressConnectAndTransfer(session, { ticked: !agreed }))).toBe('notThere');
    expect(world.tenant.counters).toMatchObject({ updatePressed: 1, updatesAccepted: 0 });
    expect(world.tenant.violations.map(({ what }) => what)).toEqual(['pressedWithoutNotice']);
  });

  it.each([
    [29, ['pressedTooSoonAfterTemporaryProblem']],
    [30, []],
  ])('is noted when it comes %i minutes after the message of guide 3-15: %j', async (minutes, violations) => {
    const world = aWorld({ faults: ['TEMPORARY_PROBLEM:1'] });
    await walkTo(world, 'updating');
    await world.clock.sleep(minutes * MINUTE);
    const { visionOne } = world.vendor;
    const session = signInToVisionOne(world);
    visionOne.openUpdatePanel(session);
    visionOne.agreeToUpdate(session);
    expect(visionOne.pressConnectAndTransfer(session, { ticked: true })).toEqual({ kind: 'started' });
    expect(world.tenant.violations.map(({ what }) => what)).toEqual(violations);
  });
});

describe('guide 3-19: the user accounts after the update', () => {
  const signInAsUser = ({ vendor, row }: World) =>
    vendor.apexCentral.signIn(row.apexCentralHost, 'bbb', vendor.credentials(row.tenantId).users[0]?.password ?? '');

  it('see アカウントをアップグレードする instead of the console', async () => {
    const world = aWorld();
    expect(world.vendor.apexCentral.isUpgradeAsked(signInAsUser(world))).toBe(false);
    await walkTo(world, 'updated');
    const session = signInAsUser(world);
    expect(world.vendor.apexCentral.isUpgradeAsked(session)).toBe(true);
    expect(refusalOf(() => world.vendor.apexCentral.userAccounts(session))).toBe('notThere');
  });

  it('walk the same wizard, and sign in to Vision One by their own address', async () => {
    const world = aWorld();
    const { vendor, tenant } = world;
    await walkTo(world, 'updated');
    const session = signInAsUser(world);
    vendor.apexCentral.continueUpgrade(session);
    vendor.wizard.verifyEmail(session, 'bbb@test.com', 'bbb@test.com');
    vendor.wizard.submitCode(session, lastCodeTo(world, 'bbb@test.com'));
    vendor.wizard.resetPassword(session, 'Us3r-Passw0rd!', 'Us3r-Passw0rd!');
    expect(vendor.visionOne.signIn('bbb@test.com', 'Us3r-Passw0rd!')).toMatchObject({ role: 'user', account: 'bbb' });
    expect(refusalOf(() => signInAsUser(world))).toBe('signIn');
    // The primary account's reset is the point of no return that is counted.
    expect(tenant.counters.passwordResets).toBe(1);
  });

  it('cannot take the primary address', async () => {
    const world = aWorld();
    await walkTo(world, 'updated');
    const session = signInAsUser(world);
    world.vendor.apexCentral.continueUpgrade(session);
    expect(refusalOf(() => world.vendor.wizard.verifyEmail(session, EMAIL, EMAIL))).toBe('input');
  });
});

describe('the texts of the consoles', () => {
  it("are the guide's own words, because hands decide by them", () => {
    expect(LABELS.ja).toMatchObject({
      fullLicence: '製品版',
      customAccount: 'カスタム',
      notRegistered: '登録されていません',
      registered: '登録済み',
      nowRegistered: 'Trend Vision Oneに正常に登録されました。',
      connected: '接続済み',
      update: 'アップデート',
    });
  });

  it('have the message of guide 3-15 in the words that permit another press', () => {
    expect(isTemporaryProblem(LABELS.ja.temporaryProblem)).toBe(true);
    expect(isTemporaryProblem(LABELS.en.temporaryProblem)).toBe(true);
  });
});

/** A row of its own host and names. */
function aRowOf(tenantId: string): IntakeRow {
  return anIntakeRow({
    tenantId,
    clpLoginId: `login-${tenantId}`,
    primaryEmail: `${tenantId}@test.com`,
    apexCentralHost: `${tenantId}.manage.trendmicro.com`,
  });
}
