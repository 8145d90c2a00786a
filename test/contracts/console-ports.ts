import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  ManualActionRequiredError,
  PageChangedError,
  SessionExpiredError,
  SignInRefusedError,
  VendorUnavailableError,
  VerificationCodeRefusedError,
} from '../../lambdas/domain/errors.ts';
import { isTemporaryProblem, stateOf } from '../../lambdas/domain/product-instance.ts';
import { Secret } from '../../lambdas/domain/secret.ts';
import type { UserUpgrade } from '../../lambdas/ports/apex-central.ts';
import type { ConsoleAccess } from '../../lambdas/ports/console-access.ts';
import type { Ports } from '../../lambdas/ports/index.ts';
import type { PrimaryAccountClaim, TokenIssue } from '../../lambdas/ports/vision-one.ts';
import {
  aWorld,
  lastCodeTo,
  MINUTE,
  NEW_PASSWORD,
  walkTo,
  type World,
  type WorldOptions,
} from '../local/simulated-consoles/a-world.ts';

export interface HandsUnderTest {
  ports: Pick<Ports, 'licensingPortal' | 'apexCentral' | 'visionOne'>;
  close(): Promise<void>;
}

/** Makes hands that meet this world's vendor; `crash` ends their process where the vendor's scenario says so. */
export type MakeHands = (world: World, crash: () => Promise<never>) => Promise<HandsUnderTest>;

/** What the ports of the three consoles promise, no matter who the hands are; `given` is what every tenant's consoles are like. */
export function consolePortsContract(name: string, makeHands: MakeHands, given: WorldOptions = {}): void {
  const opened: HandsUnderTest[] = [];
  const never = (): Promise<never> => new Promise(() => undefined);

  async function start(options: WorldOptions = {}, crash = never) {
    const world = aWorld({ ...given, ...options, faults: [...(given.faults ?? []), ...(options.faults ?? [])] });
    const hands = await makeHands(world, crash);
    opened.push(hands);
    return { ...world, world, ...hands.ports };
  }

  afterEach(async () => {
    await Promise.all(opened.splice(0).map((hands) => hands.close()));
  });

  describe(`licensing portal with ${name} hands`, () => {
    it('reads the line of Apex One SaaS', async () => {
      const { licensingPortal, clp } = await start({ licence: { expiresOn: '2027-05-30', seats: 10 } });
      expect(await licensingPortal.readLicence(clp)).toEqual({
        product: 'Apex One SaaS',
        seats: 10,
        kind: '製品版',
        expiresOn: '2027-05-30',
        status: 'valid',
      });
    });

    it('refuses a wrong password by name, so that a person is asked and nobody is locked out by retries', async () => {
      const { licensingPortal, clp } = await start();
      await expect(licensingPortal.readLicence(withPassword(clp, 'wrong'))).rejects.toThrow(SignInRefusedError);
    });

    it('never shows the password it was refused with', async () => {
      const { licensingPortal, clp } = await start();
      await expect(licensingPortal.readLicence(withPassword(clp, 'canary-73'))).rejects.not.toThrow(/canary-73/u);
    });

    it('says that the vendor is unavailable when it answers with a 500, and works when it has recovered', async () => {
      const { licensingPortal, clp } = await start({ faults: ['SERVER_ERROR:1'] });
      await expect(licensingPortal.readLicence(clp)).rejects.toThrow(VendorUnavailableError);
      expect(await licensingPortal.readLicence(clp)).toMatchObject({ status: 'valid' });
    });
  });

  describe(`Apex Central with ${name} hands`, () => {
    it('lists the user accounts', async () => {
      const { apexCentral, clp } = await start();
      expect(await apexCentral.readUserAccounts(clp)).toEqual([
        { name: 'bbb', kind: 'custom', role: expect.any(String) as string },
      ]);
    });

    it('lists nobody where the console says that it has no user accounts', async () => {
      const { apexCentral, clp } = await start({ row: { userAccounts: { kind: 'listed', accounts: [] } } });
      expect(await apexCentral.readUserAccounts(clp)).toEqual([]);
    });

    it('reads before the update the same agents, server and policies as Vision One shows after it', async () => {
      const { apexCentral, visionOne, clp, primary, world } = await start();
      const before = await apexCentral.readAgentCounts(clp);
      expect(before.agentsFqdn).toMatch(/\./u);
      expect(before.policies).toBeGreaterThan(0);
      await walkTo(world, 'updated');
      expect(await visionOne.readStandardEndpointProtection(primary)).toEqual(before);
    });

    it('registers with the token, and again with the same token without harm', async () => {
      const { apexCentral, visionOne, primary, world } = await start();
      await walkTo(world, 'provisioned');
      const { issue, kept } = aTokenIssue();
      await visionOne.issueRegistrationToken(primary, issue);
      expect(await apexCentral.readRegistration(primary)).toBe('notRegistered');
      expect(await apexCentral.register(primary, kept())).toBe('registered');
      expect(await apexCentral.register(primary, kept())).toBe('registered');
      expect(await apexCentral.readRegistration(primary)).toBe('registered');
    });

    it("reports that a token which is not the tenant's own registered nothing", async () => {
      const { apexCentral, primary, world } = await start();
      await walkTo(world, 'transferred');
      expect(await apexCentral.register(primary, new Secret('somebody-elses'))).toBe('notRegistered');
    });

    it('sees a registration that somebody else made', async () => {
      const { apexCentral, clp } = await start({ faults: ['CONNECTED_ELSEWHERE'] });
      expect(await apexCentral.readRegistration(clp)).toBe('registered');
    });

    it('refuses the CLP name once it was exchanged for an address', async () => {
      const { apexCentral, clp, world } = await start();
      await walkTo(world, 'claimed');
      await expect(apexCentral.readUserAccounts(clp)).rejects.toThrow(SignInRefusedError);
    });

    it('upgrades a user account, and finds it upgraded the next time', async () => {
      const { apexCentral, visionOne, primary, world } = await start();
      await walkTo(world, 'updated');
      const user = aUserUpgrade(world);
      expect(await apexCentral.upgradeUserAccount(primary, user)).toBe('upgraded');
      expect(await visionOne.canSignIn({ ...primary, account: user.email, password: user.newPassword })).toBe(true);
      expect(await apexCentral.upgradeUserAccount(primary, user)).toBe('alreadyUpgraded');
    });

    it('refuses the sign-in of a user account whose password is wrong', async () => {
      const { apexCentral, primary, world } = await start();
      await walkTo(world, 'updated');
      const user = aUserUpgrade(world, { password: new Secret('wrong') });
      await expect(apexCentral.upgradeUserAccount(primary, user)).rejects.toThrow(SignInRefusedError);
    });

    it('leaves a user account as it is when no code comes', async () => {
      const { apexCentral, primary, world } = await start();
      await walkTo(world, 'updated');
      const late = aUserUpgrade(world, { waitForCode: () => Promise.reject(new Error('late')) });
      await expect(apexCentral.upgradeUserAccount(primary, late)).rejects.toThrow('late');
      expect(await apexCentral.upgradeUserAccount(primary, aUserUpgrade(world))).toBe('upgraded');
    });

    it('finds no page アカウントをアップグレードする before the update', async () => {
      const { apexCentral, primary, world } = await start();
      await walkTo(world, 'connected');
      await expect(apexCentral.upgradeUserAccount(primary, aUserUpgrade(world))).rejects.toThrow(PageChangedError);
    });
  });

  describe(`Vision One with ${name} hands`, () => {
    it('tells whether a sign-in works without throwing for one that does not', async () => {
      const { visionOne, clp, primary, world } = await start();
      expect(await visionOne.canSignIn(clp)).toBe(false);
      expect(await visionOne.canSignIn(primary)).toBe(false);
      await walkTo(world, 'claimed');
      expect(await visionOne.canSignIn(clp)).toBe(false);
      expect(await visionOne.canSignIn(primary)).toBe(true);
    });

    it('does not mistake a vendor that is down for a refused sign-in', async () => {
      const { visionOne, primary } = await start({ faults: ['ALREADY_HAS_VISION_ONE', 'SERVER_ERROR:1'] });
      await expect(visionOne.canSignIn(primary)).rejects.toThrow(VendorUnavailableError);
    });

    it('gives the master account its address and the new password', async () => {
      const { visionOne, clp, primary, tenant, world } = await start();
      expect(await visionOne.claimPrimaryAccount(clp, aClaim(world))).toBe('claimed');
      expect(await visionOne.canSignIn(primary)).toBe(true);
      expect(tenant.counters.passwordResets).toBe(1);
    });

    it('has not pressed [Reset Password] while the write-ahead is still being written', async () => {
      const { visionOne, clp, tenant, clock, world } = await start();
      const seen: number[] = [];
      const beforeReset = async (): Promise<void> => {
        await clock.sleep(1_000);
        seen.push(tenant.counters.passwordResets);
      };
      await visionOne.claimPrimaryAccount(clp, aClaim(world, { beforeReset }));
      expect(seen).toEqual([0]);
      expect(tenant.counters.passwordResets).toBe(1);
    });

    it('does not press [Reset Password] when the write-ahead fails', async () => {
      const { visionOne, clp, tenant, world } = await start();
      const claim = aClaim(world, { beforeReset: () => Promise.reject(new Error('lease lost')) });
      await expect(visionOne.claimPrimaryAccount(clp, claim)).rejects.toThrow('lease lost');
      expect(tenant.counters.passwordResets).toBe(0);
    });

    it('asks for the code by the prefix that the wizard shows', async () => {
      const { visionOne, clp, vendor, row, world } = await start();
      const waitForCode = vi.fn(aClaim(world).waitForCode);
      await visionOne.claimPrimaryAccount(clp, aClaim(world, { waitForCode }));
      const prefix = vendor.mails.to(row.primaryEmail).at(-1)?.prefix;
      expect(prefix).toMatch(/^[A-Z]{3}$/u);
      expect(waitForCode.mock.calls).toEqual([[prefix]]);
    });

    it('writes no mark and resets nothing when no code comes', async () => {
      const { visionOne, clp, tenant, world } = await start();
      const beforeReset = vi.fn(() => Promise.resolve());
      const waitForCode = (): Promise<Secret> => Promise.reject(new Error('late'));
      const claim = aClaim(world, { waitForCode, beforeReset });
      await expect(visionOne.claimPrimaryAccount(clp, claim)).rejects.toThrow('late');
      expect(beforeReset).not.toHaveBeenCalled();
      expect(tenant.counters.passwordResets).toBe(0);
    });

    it('says at which step of the guide a wrong code was refused, and works at the next attempt', async () => {
      const { visionOne, clp, world } = await start({ faults: ['WRONG_CODE_ONCE'] });
      const attempt = () => visionOne.claimPrimaryAccount(clp, aClaim(world));
      const error = await attempt().catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(VerificationCodeRefusedError);
      expect(error).toMatchObject({ guideStep: '2-6' });
      expect(await attempt()).toBe('claimed');
    });

    it('calls error 4000013 of a wizard that was open too long a vendor that is unavailable', async () => {
      const { visionOne, clp, clock, tenant, world } = await start();
      const claim = aClaim(world, { beforeReset: () => clock.sleep(16 * MINUTE) });
      const error = await visionOne.claimPrimaryAccount(clp, claim).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(VendorUnavailableError);
      expect(error).toMatchObject({ guideStep: '2-8', message: expect.stringContaining('4000013') as string });
      expect(tenant.counters.passwordResets).toBe(0);
    });

    it.each([
      ['the tenant had a Vision One console before us', { faults: ['ALREADY_HAS_VISION_ONE'] }],
      [
        'the address is the CLP name already',
        { faults: ['ALREADY_HAS_VISION_ONE'], row: { clpLoginId: 'aaa@test.com' } },
      ],
    ])('passes no point of no return when %s', async (_, options) => {
      const { visionOne, clp, tenant, world } = await start(options);
      expect(await visionOne.claimPrimaryAccount(clp, aClaim(world))).toBe('alreadyThere');
      expect(tenant.counters.passwordResets).toBe(0);
    });

    it('looks behind a sign-in page, and tells an account with its address from a console', async () => {
      const { visionOne, clp, primary, tenant, world } = await start({ faults: ['ALREADY_HAS_ADDRESS'] });
      expect(await visionOne.claimPrimaryAccount(clp, aClaim(world))).toBe('alreadyClaimed');
      expect(await visionOne.readProvisioning({ ...primary, password: clp.password })).toBe('none');
      expect(tenant.counters).toMatchObject({ passwordResets: 0, provisionPressed: 0 });
    });

    it('refuses an address that does not sign in with the password of the account, instead of taking a console for granted', async () => {
      const { visionOne, clp, world } = await start({ faults: ['ALREADY_HAS_ADDRESS'] });
      const claim = { ...aClaim(world), email: 'other@test.com' };
      await expect(visionOne.claimPrimaryAccount(clp, claim)).rejects.toThrow(SignInRefusedError);
    });

    it('tries no other password behind a sign-in page where a reset was requested before', async () => {
      const { visionOne, clp, world } = await start({ faults: ['ALREADY_HAS_ADDRESS'] });
      const claim = { ...aClaim(world), email: 'other@test.com', resetBefore: true };
      expect(await visionOne.claimPrimaryAccount(clp, claim)).toBe('alreadyClaimed');
    });

    it('dies with its process after the vendor took [Reset Password], once', async () => {
      const crash = vi.fn((): Promise<never> => Promise.reject(new Error('process died')));
      const { visionOne, clp, primary, tenant, world } = await start({ faults: ['CRASH_AFTER_RESET'] }, crash);
      await expect(visionOne.claimPrimaryAccount(clp, aClaim(world))).rejects.toThrow('process died');
      expect(tenant.counters.passwordResets).toBe(1);
      expect(await visionOne.canSignIn(primary)).toBe(true);
      expect(crash).toHaveBeenCalledOnce();
    });

    it('presses [Provision Console] once, and sees the console appear', async () => {
      const { visionOne, primary, tenant, clock, world } = await start();
      await walkTo(world, 'claimed');
      expect(await visionOne.readProvisioning(primary)).toBe('none');
      await visionOne.provisionConsole(primary);
      expect(await visionOne.readProvisioning(primary)).toBe('provisioning');
      await visionOne.provisionConsole(primary);
      await clock.sleep(3 * MINUTE);
      expect(await visionOne.readProvisioning(primary)).toBe('provisioned');
      await visionOne.provisionConsole(primary);
      expect(tenant.counters.provisionPressed).toBe(1);
    });

    it('provisions the console in the region that it was given', async () => {
      const { visionOne, primary, world } = await start();
      await walkTo(world, 'claimed');
      await visionOne.provisionConsole(primary);
      expect(world.tenant.state.region).toBe('Japan');
    });

    it('chooses the planned region where it is asked for, because that one was consented to', async () => {
      const { visionOne, primary, tenant, world } = await start({ faults: ['REGION_PAGE'] });
      await walkTo(world, 'claimed');
      await visionOne.provisionConsole(primary);
      expect(tenant.state.region).toBe('Japan');
      expect(tenant.counters.provisionPressed).toBe(1);
    });

    it('hands over and presses nothing where the planned region is not offered', async () => {
      const { visionOne, primary, tenant, world } = await start({ faults: ['REGION_PAGE'] });
      await walkTo(world, 'claimed');
      const elsewhere = { ...primary, region: 'Atlantis' };
      const error = await visionOne.provisionConsole(elsewhere).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(ManualActionRequiredError);
      expect(error).toMatchObject({ message: expect.stringContaining('Atlantis') as string });
      expect(tenant.counters.provisionPressed).toBe(0);
    });

    it('reads no row before the product is added', async () => {
      const { visionOne, primary, world } = await start();
      await walkTo(world, 'provisioned');
      expect(await visionOne.readProductInstance(primary)).toBeUndefined();
    });

    it.each(['ja', 'en'] as const)('reads rows that mean what the guide says, in %s', async (language) => {
      const { visionOne, primary, clock, world } = await start({ language });
      const state = async () => stateOf(await visionOne.readProductInstance(primary));
      await walkTo(world, 'transferred');
      expect(await state()).toBe('connecting');
      await walkTo(world, 'connected');
      expect(await state()).toBe('connected');
      await walkTo(world, 'updating');
      expect(await state()).toBe('updating');
      await clock.sleep(31 * MINUTE);
      expect(await state()).toBe('updated');
    });

    it('keeps the token before the data is transferred', async () => {
      const { visionOne, primary, tenant, world } = await start();
      await walkTo(world, 'provisioned');
      const order: string[] = [];
      const note = (what: string) => () => {
        order.push(`${what} at ${String(tenant.counters.transferPressed)}`);
        return Promise.resolve();
      };
      await visionOne.issueRegistrationToken(primary, { keep: note('keep'), beforeTransfer: note('beforeTransfer') });
      expect(order).toEqual(['keep at 0', 'beforeTransfer at 0']);
      expect(tenant.counters.transferPressed).toBe(1);
    });

    it.each(['keep', 'beforeTransfer'] as const)(
      'does not press [Connect and Transfer] when %s fails',
      async (which) => {
        const { visionOne, primary, tenant, world } = await start();
        await walkTo(world, 'provisioned');
        const { issue } = aTokenIssue({ [which]: () => Promise.reject(new Error('vault is closed')) });
        await expect(visionOne.issueRegistrationToken(primary, issue)).rejects.toThrow('vault is closed');
        expect(tenant.counters.transferPressed).toBe(0);
        expect(await visionOne.readProductInstance(primary)).toBeUndefined();
      },
    );

    it('makes another token for a product that still waits, without a second transfer', async () => {
      const { visionOne, apexCentral, primary, tenant, world } = await start();
      await walkTo(world, 'transferred');
      const { issue, kept, beforeTransfer } = aTokenIssue();
      await visionOne.issueRegistrationToken(primary, issue);
      expect(beforeTransfer).toHaveBeenCalledTimes(1);
      expect(tenant.counters.transferPressed).toBe(1);
      expect(await apexCentral.register(primary, kept())).toBe('registered');
    });

    it('makes no token for a product that is connected', async () => {
      const { visionOne, primary, world } = await start();
      await walkTo(world, 'connected');
      const { issue, kept } = aTokenIssue();
      await expect(visionOne.issueRegistrationToken(primary, issue)).rejects.toThrow(PageChangedError);
      expect(kept).toThrow();
    });

    it('says when the console signed us out at the look at Product Instance, and is in again the next time', async () => {
      const { visionOne, primary, world } = await start({ faults: ['SESSION_EXPIRED'] });
      await walkTo(world, 'connected');
      await expect(visionOne.readProductInstance(primary)).rejects.toThrow(SessionExpiredError);
      expect(await visionOne.readProductInstance(primary)).toBeDefined();
    });

    it('starts the update with one press', async () => {
      const { visionOne, primary, tenant, world } = await start();
      await walkTo(world, 'connected');
      expect(await visionOne.startUpdate(primary, () => Promise.resolve())).toEqual({ kind: 'started' });
      expect(tenant.counters).toMatchObject({ updatePressed: 1, updatesAccepted: 1 });
      expect(tenant.violations).toEqual([]);
    });

    it('has not made the final press while the write-ahead is still being written', async () => {
      const { visionOne, primary, tenant, clock, world } = await start();
      await walkTo(world, 'connected');
      const seen: number[] = [];
      await visionOne.startUpdate(primary, async () => {
        await clock.sleep(1_000);
        seen.push(tenant.counters.updatePressed);
      });
      expect(seen).toEqual([0]);
    });

    it('does not make the final press when the write-ahead fails', async () => {
      const { visionOne, primary, tenant, world } = await start();
      await walkTo(world, 'connected');
      const press = visionOne.startUpdate(primary, () => Promise.reject(new Error('lease lost')));
      await expect(press).rejects.toThrow('lease lost');
      expect(tenant.counters.updatePressed).toBe(0);
    });

    it.each(['ja', 'en'] as const)('gives the message of guide 3-15 word for word, in %s', async (language) => {
      const { visionOne, primary, tenant, world } = await start({ language, faults: ['TEMPORARY_PROBLEM:1'] });
      await walkTo(world, 'connected');
      const answer = await visionOne.startUpdate(primary, () => Promise.resolve());
      expect(answer.kind === 'message' && isTemporaryProblem(answer.text)).toBe(true);
      expect(stateOf(await visionOne.readProductInstance(primary))).toBe('connected');
      expect(tenant.counters).toMatchObject({ updatePressed: 1, updatesAccepted: 0 });
    });

    it.each(['transferred', 'updating', 'updated'] as const)('presses nothing when the tenant is %s', async (stage) => {
      const { visionOne, primary, tenant, world } = await start();
      await walkTo(world, stage);
      const pressedBefore = tenant.counters.updatePressed;
      const beforePress = vi.fn(() => Promise.resolve());
      await expect(visionOne.startUpdate(primary, beforePress)).rejects.toThrow(PageChangedError);
      expect(beforePress).not.toHaveBeenCalled();
      expect(tenant.counters.updatePressed).toBe(pressedBefore);
      expect(tenant.violations).toEqual([]);
    });

    it('presses nothing when the console signs us out while it looks at the row', async () => {
      const { visionOne, primary, tenant, world } = await start({ faults: ['SESSION_EXPIRED'] });
      await walkTo(world, 'connected');
      const beforePress = vi.fn(() => Promise.resolve());
      await expect(visionOne.startUpdate(primary, beforePress)).rejects.toThrow(SessionExpiredError);
      expect(beforePress).not.toHaveBeenCalled();
      expect(tenant.counters.updatePressed).toBe(0);
    });

    it('shows no Standard Endpoint Protection before the update is finished', async () => {
      const { visionOne, primary, world } = await start();
      await walkTo(world, 'updating');
      expect(await visionOne.readStandardEndpointProtection(primary)).toBeUndefined();
    });
  });
}

function withPassword(access: ConsoleAccess, password: string): ConsoleAccess {
  return { ...access, password: new Secret(password) };
}

function aClaim(world: World, overrides: Partial<PrimaryAccountClaim> = {}): PrimaryAccountClaim {
  const email = world.row.primaryEmail;
  return {
    email,
    newPassword: new Secret(NEW_PASSWORD),
    waitForCode: async () => new Secret(lastCodeTo(world, email)),
    beforeReset: () => Promise.resolve(),
    ...overrides,
  };
}

function aUserUpgrade(world: World, overrides: Partial<UserUpgrade> = {}): UserUpgrade {
  const email = 'bbb@test.com';
  const [user] = world.vendor.credentials(world.row.tenantId).users;
  return {
    account: 'bbb',
    password: new Secret(user?.password ?? ''),
    email,
    newPassword: new Secret('Us3r-Passw0rd!'),
    waitForCode: async () => new Secret(lastCodeTo(world, email)),
    beforeReset: () => Promise.resolve(),
    ...overrides,
  };
}

/** Callbacks of `issueRegistrationToken`, and the token they kept. */
function aTokenIssue(overrides: Partial<TokenIssue> = {}) {
  const tokens: Secret[] = [];
  const beforeTransfer = vi.fn(() => Promise.resolve());
  const keep = async (token: Secret): Promise<void> => {
    tokens.push(token);
  };
  const kept = (): Secret => {
    const token = tokens.at(-1);
    if (!token) throw new Error('no token was kept');
    return token;
  };
  return { issue: { keep, beforeTransfer, ...overrides }, kept, beforeTransfer };
}
