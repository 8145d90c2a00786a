import { describe, expect, test, vi } from 'vitest';
import {
  ConsentNotGivenError,
  CredentialsMissingError,
  ManualActionRequiredError,
  NotShownYetError,
  SignInRefusedError,
  StaleRecordError,
  VendorUnavailableError,
  VerificationCodeLateError,
} from '../../lambdas/domain/errors.ts';
import { Secret } from '../../lambdas/domain/secret.ts';
import type { Tenant } from '../../lambdas/domain/tenant.ts';
import type { ConsoleAccess } from '../../lambdas/ports/console-access.ts';
import type { CodeRequest, MailboxOpening } from '../../lambdas/ports/mailbox.ts';
import type { PrimaryAccountClaim, VisionOne } from '../../lambdas/ports/vision-one.ts';
import { claimPrimaryAccount } from '../../lambdas/steps/claim-primary-account.ts';
import { anIntakeRow, EXECUTION } from '../builders.ts';
import {
  aConsent,
  aTenantAt,
  CLP_PASSWORD,
  fromNow,
  HOUR,
  MINUTE,
  NOW,
  portsWith,
  PRIMARY_PASSWORD,
  recordOf,
  runOf,
  runOfOneWhoLooked,
  sealedIn,
  signIn,
  type Given,
  type TestPorts,
} from './kit.ts';
import { turnTo } from '../turn-to.ts';
import { because, says } from '../in-words.ts';

/** The wizard of guide 2-3 to 2-9; `reset` is told the password that [Reset Password] was pressed with. */
function aWizard() {
  const reset = vi.fn((_: string) => {});
  const claimPrimaryAccount = vi.fn(
    async (_: ConsoleAccess, claim: PrimaryAccountClaim): Promise<'claimed' | 'alreadyThere'> => {
      await claim.waitForCode('UPB');
      await claim.beforeReset();
      reset(claim.newPassword.reveal());
      return 'claimed';
    },
  );
  return { reset, claimPrimaryAccount };
}

/** A mailbox to which the code comes at once. */
const aCode = { open: async () => {}, waitForCode: async () => new Secret('123456') };

function portsFor(visionOne: Partial<VisionOne>, tenant: Partial<Tenant> = {}, given: Given = {}): TestPorts {
  return portsWith({
    tenants: [aTenantAt('consented', tenant)],
    secrets: { 'clp-password': CLP_PASSWORD },
    mailbox: aCode,
    visionOne,
    ...given,
  });
}

async function claimWith(ports: TestPorts) {
  return claimPrimaryAccount(ports, await runOf(ports));
}

describe('the wizard', () => {
  test('is left before [Reset Password] where everything was paused while it waited for the code', async () => {
    const wizard = aWizard();
    const ports = portsFor(
      wizard,
      {},
      {
        mailbox: {
          ...aCode,
          waitForCode: async () => {
            await turnTo(ports.switches, 'everything', { state: 'paused', by: 'operator', at: NOW, why: 'a question' });
            return new Secret('123456');
          },
        },
      },
    );

    await expect(claimWith(ports)).rejects.toSatisfy(says('paused by operator'));
    expect(wizard.reset).not.toHaveBeenCalled();
    expect(await recordOf(ports)).not.toHaveProperty('passwordResetRequestedAt');
  });

  test('is walked once as the CLP account, and gives it the address of the row and a password of ours', async () => {
    const wizard = aWizard();
    const ports = portsFor(wizard);

    expect(await claimWith(ports)).toEqual({ done: true });
    const [access, claim] = wizard.claimPrimaryAccount.mock.calls[0]!;
    expect(signIn(access)).toEqual({ account: 'aaa', password: CLP_PASSWORD });
    expect(claim.email).toBe('aaa@test.com');
    expect(wizard.reset).toHaveBeenCalledExactlyOnceWith(await sealedIn(ports, 'primary-account-password'));
    expect(await recordOf(ports)).toMatchObject({ stage: 'primaryAccountClaimed', passwordResetRequestedAt: NOW });
  });

  test('asks the mailbox for the code of this address and prefix that was sent from now on', async () => {
    const asked: CodeRequest[] = [];
    const ports = portsFor(
      aWizard(),
      {},
      {
        mailbox: {
          ...aCode,
          waitForCode: async (request) => {
            asked.push(request);
            return new Secret('123456');
          },
        },
      },
    );

    await claimWith(ports);

    expect(asked).toEqual([
      {
        tenantId: 'tenant-1',
        address: 'aaa@test.com',
        prefix: 'UPB',
        requestedAt: new Date(NOW),
        waitMilliseconds: 10 * MINUTE,
      },
    ]);
  });

  test('opens the mailbox for its address before the console is asked to send a code, so that none comes too early', async () => {
    const wizard = aWizard();
    const open = vi.fn(async (_: MailboxOpening) => {});
    const ports = portsFor(wizard, {}, { mailbox: { ...aCode, open } });

    await claimWith(ports);

    expect(open.mock.calls).toEqual([
      [{ tenantId: 'tenant-1', address: 'aaa@test.com', until: new Date(fromNow(15 * MINUTE)) }],
    ]);
    expect(open.mock.invocationCallOrder[0]).toBeLessThan(wizard.claimPrimaryAccount.mock.invocationCallOrder[0]!);
  });

  test('is not opened when the mailbox cannot be', async () => {
    const wizard = aWizard();
    const open = () => Promise.reject(new Error('throttled'));

    await expect(claimWith(portsFor(wizard, {}, { mailbox: { ...aCode, open } }))).rejects.toThrow('throttled');
    expect(wizard.claimPrimaryAccount).not.toHaveBeenCalled();
  });

  test('ends at 2-5 when no code comes within ten minutes, with nothing reset and nothing marked', async () => {
    const wizard = aWizard();
    const ports = portsFor(wizard, {}, { mailbox: { ...aCode, waitForCode: async () => undefined } });
    const claim = claimWith(ports);

    await expect(claim).rejects.toThrow(VerificationCodeLateError);
    await expect(claim).rejects.toMatchObject({
      guideStep: '2-5',
      reason: { code: 'verificationCodeLate', prefix: 'UPB', address: 'aaa@test.com' },
    });
    expect(wizard.reset).not.toHaveBeenCalled();
    expect(await recordOf(ports)).not.toHaveProperty('passwordResetRequestedAt');
  });

  test.each([
    ['without any consent', undefined],
    ['with the consent to another plan', aConsent(anIntakeRow({ clpLoginId: 'zzz' }))],
  ])('is not opened %s', async (_, consent) => {
    const wizard = aWizard();

    await expect(claimWith(portsFor(wizard, { consent }))).rejects.toThrow(ConsentNotGivenError);
    expect(wizard.claimPrimaryAccount).not.toHaveBeenCalled();
  });

  test('is not opened without the CLP password, and the vault is named', async () => {
    const wizard = aWizard();
    const claim = claimWith(portsFor(wizard, {}, { secrets: {} }));

    await expect(claim).rejects.toThrow(CredentialsMissingError);
    await expect(claim).rejects.toSatisfy(says('(clp-password) for the account "aaa"'));
    expect(wizard.claimPrimaryAccount).not.toHaveBeenCalled();
  });

  test.each(['primaryAccountClaimed', 'consoleProvisioned', 'told'] as const)(
    'is not opened for a tenant at %s, which answers at once',
    async (stage) => {
      expect(await claimWith(portsWith({ tenants: [aTenantAt(stage)] }))).toEqual({ done: true });
    },
  );
});

describe('[Reset Password], which cannot be undone', () => {
  test('comes after the mark, and the mark after the password lies in the vault: a crash locks nobody out', async () => {
    const order: string[] = [];
    const wizard = aWizard();
    wizard.reset.mockImplementation(() => order.push('reset'));
    const ports = portsFor(wizard);
    const seal = ports.vault.seal.bind(ports.vault);
    vi.spyOn(ports.vault, 'seal').mockImplementation(async (...secret) => {
      await seal(...secret);
      order.push(`sealed ${secret[1]}`);
    });
    const change = ports.tenants.change.bind(ports.tenants);
    vi.spyOn(ports.tenants, 'change').mockImplementation(async (...write) => {
      const changed = await change(...write);
      order.push(...Object.keys(write[2]));
      return changed;
    });

    await claimWith(ports);

    expect(order).toEqual(['sealed primary-account-password', 'passwordResetRequestedAt', 'reset', 'stage']);
  });

  test('is not pressed when the vault does not take the password, and there is no mark then', async () => {
    const wizard = aWizard();
    const ports = portsFor(wizard);
    vi.spyOn(ports.vault, 'seal').mockRejectedValue(new Error('the key is disabled'));

    await expect(claimWith(ports)).rejects.toThrow('the key is disabled');
    expect(wizard.reset).not.toHaveBeenCalled();
    expect(await recordOf(ports)).not.toHaveProperty('passwordResetRequestedAt');
  });

  test('is not pressed when the mark cannot be written', async () => {
    const wizard = aWizard();
    const ports = portsFor(wizard);
    const run = await runOf(ports);
    await ports.tenants.change(run.tenant, EXECUTION, { registeredAt: NOW });

    await expect(claimPrimaryAccount(ports, run)).rejects.toThrow(StaleRecordError);
    expect(wizard.reset).not.toHaveBeenCalled();
  });
});

describe('a run that finds the mark of an earlier one', () => {
  const marked = { passwordResetRequestedAt: fromNow(-HOUR) };
  const both = { 'clp-password': CLP_PASSWORD, 'primary-account-password': PRIMARY_PASSWORD } as const;

  test('tries the new sign-in first, and is done when it works: the reset went through', async () => {
    const wizard = aWizard();
    const canSignIn = vi.fn(async (_: ConsoleAccess) => true);
    const ports = portsFor({ ...wizard, canSignIn }, marked, { secrets: both });

    expect(await claimWith(ports)).toEqual({ done: true });
    expect(canSignIn.mock.calls.map(([access]) => signIn(access))).toEqual([
      { account: 'aaa@test.com', password: PRIMARY_PASSWORD },
    ]);
    expect(wizard.claimPrimaryAccount).not.toHaveBeenCalled();
    expect(await recordOf(ports)).toMatchObject({ stage: 'primaryAccountClaimed', ...marked });
  });

  test('is done when the effect comes to show, and says in the journal that it was pressed', async () => {
    const wizard = aWizard();
    let isKnown = false;
    const ports = portsFor(
      { ...wizard, canSignIn: async () => isKnown },
      { passwordResetRequestedAt: NOW },
      { secrets: both },
    );
    await expect(claimWith(ports)).rejects.toThrow(NotShownYetError);

    isKnown = true;
    ports.clock.pass(16 * MINUTE);
    expect(await claimWith(ports)).toEqual({ done: true });
    expect((await ports.tenants.events('tenant-1')).map(({ what }) => what)).toMatchObject([
      { code: 'pressed', guideStep: '2-8', label: 'Reset Password', hands: 'browser' },
    ]);
  });

  test('walks the wizard again by the word of a person, with the password that is sealed and no second one', async () => {
    const wizard = aWizard();
    const ports = portsFor({ ...wizard, canSignIn: async () => false }, marked, { secrets: both });

    expect(await claimPrimaryAccount(ports, await runOfOneWhoLooked(ports))).toEqual({ done: true });
    expect(wizard.reset).toHaveBeenCalledExactlyOnceWith(PRIMARY_PASSWORD);
    expect(await sealedIn(ports, 'primary-account-password')).toBe(PRIMARY_PASSWORD);
    expect(await recordOf(ports)).toMatchObject({ stage: 'primaryAccountClaimed', passwordResetRequestedAt: NOW });
  });

  test('after an answer that was lost, finds the password of that very press in the vault', async () => {
    const wizard = aWizard();
    const ports = portsFor({
      canSignIn: async ({ password }) => password.reveal() === wizard.reset.mock.calls[0]?.[0],
      claimPrimaryAccount: async (access, claim) => {
        await wizard.claimPrimaryAccount(access, claim);
        throw new VendorUnavailableError(because('the connection was lost after the press'));
      },
    });

    await expect(claimWith(ports)).rejects.toThrow(VendorUnavailableError);
    expect(await claimWith(ports)).toEqual({ done: true });
    expect(wizard.reset).toHaveBeenCalledTimes(1);
  });

  test('tries it once, and once more at the end of the time in which a reset may show, whatever comes between', async () => {
    const wizard = aWizard();
    const canSignIn = vi.fn(async (_: ConsoleAccess) => false);
    const ports = portsFor({ ...wizard, canSignIn }, { passwordResetRequestedAt: NOW }, { secrets: both });

    for (const _ of [1, 2, 3]) await expect(claimWith(ports)).rejects.toThrow(NotShownYetError);
    expect(canSignIn).toHaveBeenCalledTimes(1);
    expect(wizard.claimPrimaryAccount).not.toHaveBeenCalled();

    ports.clock.pass(16 * MINUTE);
    const late = claimWith(ports);
    await expect(late).rejects.toThrow(ManualActionRequiredError);
    await expect(late).rejects.toMatchObject({ guideStep: '2-8', reason: { code: 'effectNeverShown' } });
    // Each is a sign-in, and more could lock the account; the press is not made again.
    expect(canSignIn).toHaveBeenCalledTimes(2);
    expect(wizard.claimPrimaryAccount).not.toHaveBeenCalled();
  });

  test('finds at the end that a reset went through which showed late', async () => {
    const wizard = aWizard();
    const canSignIn = vi.fn(async (_: ConsoleAccess) => canSignIn.mock.calls.length > 1);
    const ports = portsFor({ ...wizard, canSignIn }, { passwordResetRequestedAt: NOW }, { secrets: both });

    await expect(claimWith(ports)).rejects.toSatisfy(says(/may show late/u));
    ports.clock.pass(16 * MINUTE);
    expect(await claimWith(ports)).toEqual({ done: true });
    expect(wizard.claimPrimaryAccount).not.toHaveBeenCalled();
  });

  test('reports a refused CLP sign-in only after the new one was refused, too', async () => {
    const canSignIn = vi.fn(async (_: ConsoleAccess) => false);
    const refused = async (): Promise<never> => {
      throw new SignInRefusedError(because('CLP does not know "aaa"'));
    };
    const ports = portsFor({ canSignIn, claimPrimaryAccount: refused }, marked, { secrets: both });

    await expect(claimPrimaryAccount(ports, await runOfOneWhoLooked(ports))).rejects.toThrow(SignInRefusedError);
    expect(canSignIn).toHaveBeenCalledTimes(1);
    expect(await sealedIn(ports, 'primary-account-password')).toBe(PRIMARY_PASSWORD);
  });

  test('makes up no password when the sealed one is gone, but asks a person', async () => {
    const wizard = aWizard();
    const ports = portsFor(wizard, marked);

    await expect(claimWith(ports)).rejects.toThrow(CredentialsMissingError);
    expect(wizard.claimPrimaryAccount).not.toHaveBeenCalled();
    expect(await sealedIn(ports, 'primary-account-password')).toBeUndefined();
  });

  test('keeps the sealed password even when the wizard no longer appears: it may be the only one that opens', async () => {
    const visionOne = {
      canSignIn: async () => false,
      claimPrimaryAccount: async () => 'alreadyThere' as const,
    };
    const ports = portsFor(visionOne, marked, { secrets: both });

    await expect(claimPrimaryAccount(ports, await runOfOneWhoLooked(ports))).rejects.toThrow(SignInRefusedError);

    expect(await sealedIn(ports, 'primary-account-password')).toBe(PRIMARY_PASSWORD);
  });
});

describe('a tenant that has a Vision One console already', () => {
  const alreadyThere = { claimPrimaryAccount: async () => 'alreadyThere' as const };

  test('skips 2-3 to 2-12 and keeps its password, with which later steps sign in', async () => {
    const ports = portsFor(alreadyThere);

    expect(await claimWith(ports)).toEqual({ done: true });
    expect(await sealedIn(ports, 'primary-account-password')).toBe(CLP_PASSWORD);
    const record = await recordOf(ports);
    expect(record.stage).toBe('consoleProvisioned');
    expect(record).not.toHaveProperty('passwordResetRequestedAt');
  });

  test('goes on at 2-11 where the address signs in and there is no console', async () => {
    const ports = portsFor({ claimPrimaryAccount: async () => 'alreadyClaimed' as const });

    expect(await claimWith(ports)).toEqual({ done: true });
    expect(await sealedIn(ports, 'primary-account-password')).toBe(CLP_PASSWORD);
    expect((await recordOf(ports)).stage).toBe('primaryAccountClaimed');
  });

  test('has its password in the vault before its stage says so', async () => {
    const ports = portsFor(alreadyThere);
    vi.spyOn(ports.vault, 'seal').mockRejectedValue(new Error('the key is disabled'));

    await expect(claimWith(ports)).rejects.toThrow('the key is disabled');
    expect((await recordOf(ports)).stage).toBe('consented');
  });
});
