import { says } from '../../in-words.ts';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ManualActionRequiredError, PageChangedError, SignInRefusedError } from '../../../lambdas/domain/errors.ts';
import { Secret } from '../../../lambdas/domain/secret.ts';
import { stateOf } from '../../../lambdas/domain/product-instance.ts';
import { aWorld, lastCodeTo, NEW_PASSWORD, walkTo, type WorldOptions } from '../../local/simulated-consoles/a-world.ts';
import { browse, type Browsing } from './a-browser.ts';

const opened: Browsing[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((browsing) => browsing.close()));
});

async function start(faults: string[], options: WorldOptions = {}) {
  const world = aWorld({ faults, ...options });
  const browsing = await browse(world);
  opened.push(browsing);
  return { ...world, ...browsing, ...browsing.hands, world };
}

describe('browser hands', () => {
  it('wait for a slow page', async () => {
    const { licensingPortal, clp } = await start(['SLOW_PAGE']);
    expect(await licensingPortal.readLicence(clp)).toMatchObject({ product: 'Apex One SaaS' });
  });

  it('hand a refused sign-in over', async () => {
    const { licensingPortal, clp, pictures } = await start(['SIGN_IN_REFUSED']);
    await expect(licensingPortal.readLicence(clp)).rejects.toThrow(SignInRefusedError);
    expect(pictures()).toEqual(['failed-readLicence']);
  });

  it('touch no CAPTCHA', async () => {
    const { licensingPortal, clp, pictures } = await start(['CAPTCHA']);
    await expect(licensingPortal.readLicence(clp)).rejects.toThrow(/^captcha/u);
    await expect(licensingPortal.readLicence(clp)).rejects.toThrow(ManualActionRequiredError);
    expect(pictures()).toEqual(['failed-readLicence', 'failed-readLicence']);
  });

  it('hand a hibernated console over', async () => {
    const { apexCentral, clp } = await start(['HIBERNATED']);
    await expect(apexCentral.readRegistration(clp)).rejects.toSatisfy(says(/hibernated/u));
  });

  it('hand a second factor over when nobody has told them its seed', async () => {
    const { visionOne, primary, world } = await start(['MFA']);
    await walkTo(world, 'claimed');
    await expect(visionOne.readProvisioning(primary)).rejects.toThrow(/^oneTimeCodeMissing/u);
  });

  it('answer a second factor whose seed lies in the vault', async () => {
    const { visionOne, primary, vault, vendor, row, world, clock } = await start(['MFA_WITH_SEED']);
    await walkTo(world, 'claimed');
    await vault.seal(row.tenantId, 'totp-seed', new Secret(vendor.credentials(row.tenantId).totpSeed ?? ''));
    expect(await visionOne.readProvisioning(primary)).toBe('none');
    // Another console of the same account a moment later: a code that was used is refused there.
    const before = clock.now().getTime();
    expect(await visionOne.canSignIn(primary)).toBe(true);
    expect(clock.now().getTime() - before).toBeGreaterThan(0);
  });

  it('hand a renamed button over before the final press', async () => {
    const { visionOne, primary, tenant, world, pictures } = await start(['RENAMED_BUTTON']);
    await walkTo(world, 'connected');
    const beforePress = vi.fn(() => Promise.resolve());
    await expect(visionOne.startUpdate(primary, beforePress)).rejects.toThrow(PageChangedError);
    expect(beforePress).not.toHaveBeenCalled();
    expect(tenant.counters.updatePressed).toBe(0);
    expect(pictures()).toContain('failed-startUpdate');
  });

  it.each([['ENGLISH_CONSOLE'], ['ENGLISH_CONSOLE', 'NEWER_CONSOLE']])(
    'walk the whole guide at a tenant with %s %s',
    async (...faults) => {
      const { licensingPortal, apexCentral, visionOne, clp, primary, row, clock, world, pictures, tenant } =
        await start(faults.filter((fault) => fault !== undefined));
      expect(await licensingPortal.readLicence(clp)).toMatchObject({ status: 'valid' });
      expect(await apexCentral.readUserAccounts(clp)).toHaveLength(1);
      const before = await apexCentral.readAgentCounts(clp);
      await visionOne.claimPrimaryAccount(clp, {
        email: row.primaryEmail,
        newPassword: new Secret(NEW_PASSWORD),
        waitForCode: async () => new Secret(lastCodeTo(world, row.primaryEmail)),
        beforeReset: () => Promise.resolve(),
      });
      await visionOne.provisionConsole(primary);
      await clock.sleep(180_000);
      expect(await visionOne.readProvisioning(primary)).toBe('provisioned');
      const tokens: Secret[] = [];
      await visionOne.issueRegistrationToken(primary, {
        keep: async (token) => void tokens.push(token),
        beforeTransfer: () => Promise.resolve(),
      });
      expect(await apexCentral.register(primary, tokens[0] ?? new Secret(''))).toBe('registered');
      await clock.sleep(60_000);
      expect(stateOf(await visionOne.readProductInstance(primary))).toBe('connected');
      expect(await visionOne.startUpdate(primary, () => Promise.resolve())).toEqual({ kind: 'started' });
      await clock.sleep(31 * 60_000);
      expect(stateOf(await visionOne.readProductInstance(primary))).toBe('updated');
      expect(await visionOne.readStandardEndpointProtection(primary)).toEqual(before);
      expect(tenant.violations).toEqual([]);
      expect(pictures()).toEqual([
        '1-1-licence',
        '1-2-user-accounts',
        '2-9-password-updated',
        '2-12-console',
        '3-10-registered',
        '3-11-connected',
        '3-14-notice-ticked',
        '3-16-updating',
        '3-17-updated',
        '3-18-standard-endpoint-protection',
      ]);
    },
    90_000,
  );
});
