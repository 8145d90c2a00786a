import { describe, expect, test, vi } from 'vitest';
import { CredentialsMissingError, NotShownYetError, PageChangedError } from '../../lambdas/domain/errors.ts';
import type { Secret } from '../../lambdas/domain/secret.ts';
import type { Registration } from '../../lambdas/ports/apex-central.ts';
import type { ConsoleAccess } from '../../lambdas/ports/console-access.ts';
import { registerApexCentral } from '../../lambdas/steps/register-apex-central.ts';
import {
  aTenantAt,
  DAY,
  fromNow,
  MINUTE,
  NOW,
  portsWith,
  PRIMARY_PASSWORD,
  recordOf,
  runOf,
  sealedIn,
  signIn,
} from './kit.ts';

function portsFor(
  found: Registration,
  { answer = 'registered', token = 'a token' }: { answer?: Registration; token?: string } = {},
) {
  const register = vi.fn(async (_: ConsoleAccess, _token: Secret): Promise<Registration> => answer);
  const ports = portsWith({
    tenants: [aTenantAt('tokenIssued')],
    secrets: { 'primary-account-password': PRIMARY_PASSWORD, ...(token && { 'registration-token': token }) },
    apexCentral: { readRegistration: async () => found, register },
  });
  return { ports, register };
}

describe('Apex Central', () => {
  test('is given the token from the vault, as the primary user account', async () => {
    const { ports, register } = portsFor('notRegistered');

    expect(await registerApexCentral(ports, await runOf(ports))).toEqual({ lookAgainAt: fromNow(MINUTE) });
    const [access, token] = register.mock.calls[0]!;
    expect(signIn(access)).toEqual({ account: 'aaa@test.com', password: PRIMARY_PASSWORD });
    expect(token.reveal()).toBe('a token');
    expect(await recordOf(ports)).toMatchObject({ stage: 'apexCentralRegistered', registeredAt: NOW });
  });

  test('is left alone when an earlier run got through, even if the token is gone', async () => {
    const { ports, register } = portsFor('registered', { token: '' });

    expect(await registerApexCentral(ports, await runOf(ports))).toEqual({ lookAgainAt: fromNow(MINUTE) });
    expect(register).not.toHaveBeenCalled();
    expect((await recordOf(ports)).stage).toBe('apexCentralRegistered');
  });

  test('is not touched without a token, and a person is told where to get one', async () => {
    const { ports, register } = portsFor('notRegistered', { token: '' });

    await expect(registerApexCentral(ports, await runOf(ports))).rejects.toThrow(CredentialsMissingError);
    expect(register).not.toHaveBeenCalled();
  });

  test('that took the token and shows 登録されていません is looked at again, with the token kept: it may show late', async () => {
    const { ports } = portsFor('notRegistered', { answer: 'notRegistered' });

    await expect(registerApexCentral(ports, await runOf(ports))).rejects.toThrow(NotShownYetError);
    expect(await sealedIn(ports, 'registration-token')).toBe('a token');
    ports.clock.pass(10 * MINUTE);
    ports.apexCentral.readRegistration = async () => 'registered';
    expect(await registerApexCentral(ports, await runOf(ports))).toEqual({ lookAgainAt: fromNow(11 * MINUTE) });
  });

  test('that still shows 登録されていません ten minutes after it took the token goes to a person at 3-9', async () => {
    const { ports } = portsFor('notRegistered', { answer: 'notRegistered' });
    await expect(registerApexCentral(ports, await runOf(ports))).rejects.toThrow(NotShownYetError);
    ports.clock.pass(10 * MINUTE);
    const register = registerApexCentral(ports, await runOf(ports));

    await expect(register).rejects.toThrow(PageChangedError);
    await expect(register).rejects.toMatchObject({ guideStep: '3-9' });
    expect((await recordOf(ports)).stage).toBe('tokenIssued');
    // A used or expired token would fail every later run, too.
    expect(await sealedIn(ports, 'registration-token')).toBeUndefined();
  });
});

test.each(['apexCentralRegistered', 'connected', 'told'] as const)(
  'answers at once at %s, without opening a console: the first look counts from the registration, however long ago',
  async (stage) => {
    const ports = portsWith({ tenants: [aTenantAt(stage, { registeredAt: fromNow(-DAY) })] });

    expect(await registerApexCentral(ports, await runOf(ports))).toEqual({ lookAgainAt: fromNow(MINUTE - DAY) });
  },
);
