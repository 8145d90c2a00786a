import { describe, expect, it, vi } from 'vitest';
import { ManualActionRequiredError, PageChangedError, SignInRefusedError } from '../../../lambdas/domain/errors.ts';
import { stateOf } from '../../../lambdas/domain/product-instance.ts';
import { Secret } from '../../../lambdas/domain/secret.ts';
import { scriptedHands } from '../../../lambdas/adapters/scripted/scripted-hands.ts';
import { aWorld, lastCodeTo, NEW_PASSWORD, walkTo, type WorldOptions } from './a-world.ts';

const NOTHING_PRESSED = {
  passwordResets: 0,
  provisionPressed: 0,
  transferPressed: 0,
  updatePressed: 0,
  updatesAccepted: 0,
};

function start(fault: string, options: WorldOptions = {}) {
  const world = aWorld({ ...options, faults: [fault] });
  const hands = scriptedHands({ vendor: world.vendor, clock: world.clock, crash: () => new Promise(() => undefined) });
  return { ...world, world, ...hands };
}

/** The error that stopped the hands, and nothing else. */
async function errorOf(work: Promise<unknown>): Promise<Error> {
  const outcome = await work.then(
    () => new Error('nothing was refused'),
    (error: unknown) => error,
  );
  return outcome as Error;
}

describe('what scripted hands report', () => {
  it.each([
    ['SIGN_IN_REFUSED', SignInRefusedError],
    ['CAPTCHA', ManualActionRequiredError],
  ])('%s: a person has to sign in to CLP', async (fault, kind) => {
    const { licensingPortal, clp, tenant } = start(fault);
    expect((await errorOf(licensingPortal.readLicence(clp))).constructor).toBe(kind);
    expect(tenant.counters).toEqual(NOTHING_PRESSED);
  });

  it('HIBERNATED: a person has to wake Apex Central up, before anything that cannot be undone', async () => {
    const { apexCentral, visionOne, clp, tenant, row } = start('HIBERNATED');
    expect((await errorOf(apexCentral.readUserAccounts(clp))).constructor).toBe(ManualActionRequiredError);
    const claim = {
      email: row.primaryEmail,
      newPassword: new Secret(NEW_PASSWORD),
      waitForCode: () => Promise.reject(new Error('asked')),
      beforeReset: () => Promise.reject(new Error('asked')),
    };
    expect((await errorOf(visionOne.claimPrimaryAccount(clp, claim))).constructor).toBe(ManualActionRequiredError);
    expect(tenant.counters).toEqual(NOTHING_PRESSED);
  });

  it('MFA: a person has the authenticator app', async () => {
    const { visionOne, primary, world } = start('MFA');
    await walkTo(world, 'claimed');
    for (const work of [visionOne.canSignIn(primary), visionOne.readProvisioning(primary)]) {
      expect((await errorOf(work)).constructor).toBe(ManualActionRequiredError);
    }
  });

  it('MFA: a wrong password is still a refused sign-in', async () => {
    const { visionOne, primary, world } = start('MFA');
    await walkTo(world, 'claimed');
    expect(await visionOne.canSignIn({ ...primary, password: new Secret('wrong') })).toBe(false);
  });

  it('MFA_WITH_SEED: nothing', async () => {
    const { visionOne, primary, world } = start('MFA_WITH_SEED');
    await walkTo(world, 'connected');
    expect(await visionOne.canSignIn(primary)).toBe(true);
    expect(stateOf(await visionOne.readProductInstance(primary))).toBe('connected');
  });

  it('REGION_PAGE: nothing where the planned region is offered, because that one was consented to', async () => {
    const { visionOne, primary, tenant, world } = start('REGION_PAGE');
    await walkTo(world, 'claimed');
    expect(await visionOne.readProvisioning(primary)).toBe('none');
    await visionOne.provisionConsole(primary);
    expect(tenant.state.region).toBe('Japan');
  });

  it.each(['ja', 'en'] as const)(
    'RENAMED_BUTTON, in %s: the page has changed, and nothing is pressed',
    async (language) => {
      const { visionOne, primary, tenant, world } = start('RENAMED_BUTTON', { language });
      await walkTo(world, 'connected');
      const beforePress = vi.fn(() => Promise.resolve());
      const error = await errorOf(visionOne.startUpdate(primary, beforePress));
      expect(error.constructor).toBe(PageChangedError);
      expect(error).toMatchObject({ guideStep: '3-13' });
      expect(beforePress).not.toHaveBeenCalled();
      expect(tenant.counters.updatePressed).toBe(0);
    },
  );

  it.each(['SLOW_PAGE', 'ENGLISH_CONSOLE', 'NEWER_CONSOLE'])(
    '%s: nothing, from the sign-in to the end',
    async (fault) => {
      const { licensingPortal, visionOne, apexCentral, clp, primary, tenant, clock, world, row } = start(fault);
      expect(await licensingPortal.readLicence(clp)).toMatchObject({ status: 'valid' });
      const claim = {
        email: row.primaryEmail,
        newPassword: new Secret(NEW_PASSWORD),
        waitForCode: async () => new Secret(lastCodeTo(world, row.primaryEmail)),
        beforeReset: () => Promise.resolve(),
      };
      await visionOne.claimPrimaryAccount(clp, claim);
      await visionOne.provisionConsole(primary);
      await clock.sleep(180_000);
      let token = new Secret('');
      const keep = async (made: Secret): Promise<void> => {
        token = made;
      };
      await visionOne.issueRegistrationToken(primary, { keep, beforeTransfer: () => Promise.resolve() });
      expect(await apexCentral.register(primary, token)).toBe('registered');
      await clock.sleep(60_000);
      expect(stateOf(await visionOne.readProductInstance(primary))).toBe('connected');
      expect(await visionOne.startUpdate(primary, () => Promise.resolve())).toEqual({ kind: 'started' });
      await clock.sleep(31 * 60_000);
      expect(stateOf(await visionOne.readProductInstance(primary))).toBe('updated');
      expect(tenant.violations).toEqual([]);
    },
  );
});
