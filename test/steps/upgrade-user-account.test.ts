import { because } from '../in-words.ts';
import { describe, expect, test, vi } from 'vitest';
import type { Consent } from '../../lambdas/domain/consent.ts';
import {
  NotShownYetError,
  ManualActionRequiredError,
  PersonNeededError,
  VendorUnavailableError,
  VerificationCodeLateError,
} from '../../lambdas/domain/errors.ts';
import type { Tenant } from '../../lambdas/domain/tenant.ts';
import { turnTo } from '../turn-to.ts';
import { Secret } from '../../lambdas/domain/secret.ts';
import type { UserUpgrade } from '../../lambdas/ports/apex-central.ts';
import type { ConsoleAccess } from '../../lambdas/ports/console-access.ts';
import type { CodeRequest, MailboxOpening } from '../../lambdas/ports/mailbox.ts';
import { upgradeUserAccount } from '../../lambdas/steps/upgrade-user-account.ts';
import { anIntakeRow, aTenant, BATCH_ID, EXECUTION } from '../builders.ts';
import { aConsent, fromNow, MINUTE, NOW, portsWith, PRIMARY_PASSWORD, sealedIn, type Given } from './kit.ts';

const INVOCATION = 'invocation-1';
const email = 'bbb@mail.msp.example';
const row = anIntakeRow({ userAccounts: { kind: 'listed', accounts: [{ name: 'bbb', email }] } });
const tenant: Tenant = aTenant({ stage: 'told', lease: undefined, row, consent: aConsent(row) });
const RUN = { execution: EXECUTION, batchId: BATCH_ID, actor: { hands: 'browser' } } as const;
const secrets = { 'primary-account-password': PRIMARY_PASSWORD, 'user-password:bbb': 'the old one of bbb' } as const;

/** A mailbox to which the code comes at once. */
const aCode = { open: async () => {}, waitForCode: async () => new Secret('123456') };

/** The upgrade of guide 3-19, with the passwords it was walked with. */
function anUpgrade() {
  const passwords = vi.fn((_old: string, _new: string) => {});
  const upgradeUserAccount = vi.fn(
    async (_: ConsoleAccess, user: UserUpgrade): Promise<'upgraded' | 'alreadyUpgraded'> => {
      await user.waitForCode('UPB');
      await user.beforeReset();
      passwords(user.password.reveal(), user.newPassword.reveal());
      return 'upgraded';
    },
  );
  return { passwords, upgradeUserAccount };
}

function portsFor(apexCentral: Given['apexCentral'], given: Given = {}) {
  return portsWith({
    tenants: [tenant],
    secrets,
    settings: { receivingDomain: 'mail.msp.example', codeSenderDomains: ['vendor.example'] },
    mailbox: aCode,
    apexCentral,
    ...given,
  });
}

async function upgradeWith(ports: ReturnType<typeof portsFor>, address = email, of = tenant) {
  const mark = { invocation: INVOCATION, now: new Date(NOW), expiresAt: new Date(Date.parse(NOW) + 15 * MINUTE) };
  const user = await ports.users.begin({ tenantId: 'tenant-1', name: 'bbb', email: address }, mark);
  return upgradeUserAccount(ports, { tenant: of, user, invocation: INVOCATION, ...RUN });
}

describe('an account whose password is in the vault and whose mailbox is ours', () => {
  test('is upgraded to its own address, with a password of ours', async () => {
    const upgrade = anUpgrade();
    const ports = portsFor(upgrade);

    expect(await upgradeWith(ports)).toEqual({ upgraded: true });
    expect(upgrade.upgradeUserAccount.mock.calls[0]![1]).toMatchObject({ account: 'bbb', email });
    const sealed = await sealedIn(ports, 'new-user-password:bbb');
    expect(upgrade.passwords).toHaveBeenCalledExactlyOnceWith('the old one of bbb', sealed);
    expect(await ports.users.list('tenant-1')).toEqual([
      { tenantId: 'tenant-1', name: 'bbb', email, upgradedAt: NOW, passwordResetRequestedAt: NOW },
    ]);
    expect((await ports.tenants.events('tenant-1')).map(({ what }) => what)).toMatchObject([
      { code: 'pressed', guideStep: '3-19', hands: 'browser' },
    ]);
  });

  test('has its new password in the vault and its mark in the record before [Reset Password] is pressed', async () => {
    const upgrade = anUpgrade();
    const ports = portsFor(upgrade);
    vi.spyOn(ports.vault, 'seal').mockRejectedValue(new Error('the key is disabled'));

    await expect(upgradeWith(ports)).rejects.toThrow('the key is disabled');
    expect(upgrade.passwords).not.toHaveBeenCalled();
    expect((await ports.users.list('tenant-1'))[0]).not.toHaveProperty('passwordResetRequestedAt');
  });

  test('is not upgraded while everything is paused', async () => {
    const upgrade = anUpgrade();
    const ports = portsFor(upgrade);
    await turnTo(ports.switches, 'everything', { state: 'paused', by: 'operator', at: NOW, why: 'a question' });

    await expect(upgradeWith(ports)).rejects.toThrow(PersonNeededError);
    expect(upgrade.passwords).not.toHaveBeenCalled();
  });

  test('is left to the user where the consent was given to a text that does not name user accounts', async () => {
    const upgrade = anUpgrade();
    const text = { version: '2026-12', language: 'ja' as const, sha256: 'a'.repeat(64) };
    const { planHash, recordedAt } = aConsent(row);
    const consent: Consent = {
      ...{ kind: 'desk', by: 'B', address: 'boss@test.com', at: NOW, sourceAddress: '203.0.113.7', text },
      ...{ tenantId: 'tenant-1', batchId: BATCH_ID, planHash, recordedAt },
    };
    const ports = portsFor(upgrade);

    expect(await upgradeWith(ports, email, { ...tenant, consent })).toEqual({ upgraded: false });
    expect(upgrade.upgradeUserAccount).not.toHaveBeenCalled();
  });

  test('gets no second press and no second password from a second run: the first may have gone through', async () => {
    const upgrade = anUpgrade();
    const lost = async (access: ConsoleAccess, user: UserUpgrade): Promise<never> => {
      await upgrade.upgradeUserAccount(access, user);
      throw new VendorUnavailableError(because('the connection was lost after the press'));
    };
    const apexCentral = { upgradeUserAccount: vi.fn(lost) as unknown as typeof upgrade.upgradeUserAccount };
    let isKnown = false;
    const looks = vi.fn(async () => isKnown);
    const ports = portsFor({ ...apexCentral, isUserUpgraded: looks });

    await expect(upgradeWith(ports)).rejects.toThrow(VendorUnavailableError);
    await expect(upgradeWith(ports)).rejects.toThrow(NotShownYetError);
    // Looked for again without another sign-in, which could lock the account.
    await expect(upgradeWith(ports)).rejects.toThrow(NotShownYetError);
    expect(looks).toHaveBeenCalledTimes(1);
    ports.clock.pass(16 * MINUTE);
    await expect(upgradeWith(ports)).rejects.toThrow(ManualActionRequiredError);
    isKnown = true;
    expect(await upgradeWith(ports)).toEqual({ upgraded: true });
    expect(upgrade.passwords).toHaveBeenCalledTimes(1);
  });

  test('that the user has upgraded meanwhile counts as upgraded', async () => {
    const ports = portsFor({ upgradeUserAccount: async () => 'alreadyUpgraded' });

    expect(await upgradeWith(ports)).toEqual({ upgraded: true });
  });

  test('asks the mailbox for the code of its own address, sent from now on', async () => {
    const asked: CodeRequest[] = [];
    const waitForCode = async (request: CodeRequest) => {
      asked.push(request);
      return new Secret('123456');
    };

    await upgradeWith(portsFor(anUpgrade(), { mailbox: { ...aCode, waitForCode } }));

    expect(asked).toEqual([
      {
        tenantId: 'tenant-1',
        address: email,
        prefix: 'UPB',
        requestedAt: new Date(NOW),
        waitMilliseconds: 10 * MINUTE,
      },
    ]);
  });

  test('has its mailbox opened before the console is asked to send a code', async () => {
    const upgrade = anUpgrade();
    const open = vi.fn(async (_: MailboxOpening) => {});

    await upgradeWith(portsFor(upgrade, { mailbox: { ...aCode, open } }));

    expect(open.mock.calls).toEqual([
      [{ tenantId: 'tenant-1', address: email, until: new Date(fromNow(15 * MINUTE)) }],
    ]);
    expect(open.mock.invocationCallOrder[0]).toBeLessThan(upgrade.upgradeUserAccount.mock.invocationCallOrder[0]!);
  });

  test('ends at 3-19 when no code comes, and names the account', async () => {
    const upgrade = anUpgrade();
    const ports = portsFor(upgrade, { mailbox: { ...aCode, waitForCode: async () => undefined } });
    const upgraded = upgradeWith(ports);

    await expect(upgraded).rejects.toThrow(VerificationCodeLateError);
    await expect(upgraded).rejects.toMatchObject({
      guideStep: '3-19',
      message: expect.stringContaining('"bbb"') as string,
    });
    expect(upgrade.passwords).not.toHaveBeenCalled();
  });
});

describe('any other account is left to its user, and says why it is open', () => {
  const open = { upgraded: false };
  const openReason = { code: 'leftToUser' };

  test.each([
    ['without a password in the vault', { secrets: {} }, email],
    ['with a mailbox elsewhere', {}, 'bbb@test.com'],
    ['with a mailbox whose domain only ends like ours', {}, 'bbb@not-mail.msp.example'],
    ['where the deployment receives no mail', { settings: {} }, email],
  ] as [string, Given, string][])('%s', async (_, given, address) => {
    const ports = portsFor(undefined, given);

    expect(await upgradeWith(ports, address)).toEqual(open);
    expect(await ports.users.list('tenant-1')).toMatchObject([{ openReason }]);
  });

  test('until it is upgraded, when the reason goes', async () => {
    const ports = portsFor(anUpgrade(), { secrets: { 'primary-account-password': PRIMARY_PASSWORD } });
    expect(await upgradeWith(ports)).toEqual(open);
    await ports.vault.seal('tenant-1', 'user-password:bbb', new Secret('imported later'));

    expect(await upgradeWith(ports)).toEqual({ upgraded: true });
    expect((await ports.users.list('tenant-1'))[0]).not.toHaveProperty('openReason');
  });
});

test('an account that is upgraded answers at once, without opening a console', async () => {
  const ports = portsFor(undefined);
  const user = { tenantId: 'tenant-1', name: 'bbb', email, upgradedAt: NOW };

  expect(await upgradeUserAccount(ports, { tenant, user, invocation: INVOCATION, ...RUN })).toEqual({ upgraded: true });
});
