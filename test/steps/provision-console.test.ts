import { describe, expect, test, vi } from 'vitest';
import {
  ConsentNotGivenError,
  ManualActionRequiredError,
  NotShownYetError,
  SignInRefusedError,
  StaleRecordError,
  VendorUnavailableError,
} from '../../lambdas/domain/errors.ts';
import type { Tenant } from '../../lambdas/domain/tenant.ts';
import type { ConsoleAccess } from '../../lambdas/ports/console-access.ts';
import { provisionConsole } from '../../lambdas/steps/provision-console.ts';
import { BATCH_ID, EXECUTION } from '../builders.ts';
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
  runOfOneWhoLooked,
  signIn,
} from './kit.ts';
import { turnTo } from '../turn-to.ts';
import { because, says } from '../in-words.ts';

type Provisioning = 'none' | 'provisioning' | 'provisioned';

function portsFor(found: Provisioning, tenant: Partial<Tenant> = {}) {
  const press = vi.fn(async (_: ConsoleAccess): Promise<void> => {});
  const readProvisioning = vi.fn(async (): Promise<Provisioning> => found);
  const visionOne = { readProvisioning, provisionConsole: press };
  return {
    ports: portsWith({ tenants: [aTenantAt('primaryAccountClaimed', tenant)], visionOne }),
    press,
    readProvisioning,
  };
}

describe('the first sign-in after [Reset Password]', () => {
  const REFUSED = new SignInRefusedError(
    because('Vision One said "メールアドレスまたはパスワードが正しくありません。"'),
  );

  test('is tried once, and once more when the reset has had its time to show: nothing is locked by trying', async () => {
    const { ports, press, readProvisioning } = portsFor('none', { passwordResetRequestedAt: NOW });
    readProvisioning.mockRejectedValueOnce(REFUSED);

    for (let minute = 0; minute < 15; minute++) {
      await expect(provisionConsole(ports, await runOf(ports))).rejects.toThrow(NotShownYetError);
      ports.clock.pass(MINUTE);
    }
    expect(readProvisioning).toHaveBeenCalledTimes(1);
    await provisionConsole(ports, await runOf(ports));
    expect(readProvisioning).toHaveBeenCalledTimes(2);
    expect(press).toHaveBeenCalledTimes(1);
  });

  test('goes to a person in the words of the vendor when it is refused the second time', async () => {
    const { ports, readProvisioning } = portsFor('none', { passwordResetRequestedAt: fromNow(-16 * MINUTE) });
    readProvisioning.mockRejectedValue(REFUSED);

    await expect(provisionConsole(ports, await runOf(ports))).rejects.toThrow(REFUSED);
    // Whatever comes back at once is not a third try.
    await expect(provisionConsole(ports, await runOf(ports))).rejects.toThrow(SignInRefusedError);
    expect(readProvisioning).toHaveBeenCalledTimes(1);
  });

  test("is a person's at once where the account is locked or asks for more", async () => {
    const { ports, readProvisioning } = portsFor('none', { passwordResetRequestedAt: NOW });
    const locked = new ManualActionRequiredError(because('Vision One has locked the account'));
    readProvisioning.mockRejectedValue(locked);
    await expect(provisionConsole(ports, await runOf(ports))).rejects.toBe(locked);
    expect(await recordOf(ports)).not.toHaveProperty('newSignInRefusedAt');
  });
});

describe('[Provision Console], which fixes the region for good', () => {
  test('is pressed as the primary user account, in the region of the row', async () => {
    const { ports, press } = portsFor('none');

    expect(await provisionConsole(ports, await runOf(ports))).toEqual({ lookAgainAt: fromNow(2 * MINUTE) });
    expect(await recordOf(ports)).toMatchObject({ stage: 'consoleRequested', consoleRequestedAt: NOW });
    const [access] = press.mock.calls[0]!;
    expect(signIn(access)).toEqual({ account: 'aaa@test.com', password: PRIMARY_PASSWORD });
    expect(access.region).toBe('Japan');
  });

  test.each([
    ['provisioning', 2 * MINUTE],
    ['provisioned', 0],
  ] as const)('is not pressed when the console is %s, which is looked at %i ms later', async (found, later) => {
    const { ports, press } = portsFor(found);

    expect(await provisionConsole(ports, await runOf(ports))).toEqual({ lookAgainAt: fromNow(later) });
    expect(press).not.toHaveBeenCalled();
    expect((await recordOf(ports)).stage).toBe('consoleRequested');
  });

  test('is not pressed, nor anything opened, without a consent', async () => {
    const { ports, press, readProvisioning } = portsFor('none', { consent: undefined });

    await expect(provisionConsole(ports, await runOf(ports))).rejects.toThrow(ConsentNotGivenError);
    expect(readProvisioning).not.toHaveBeenCalled();
    expect(press).not.toHaveBeenCalled();
  });

  test('is neither marked nor pressed while everything, or its batch, is held', async () => {
    for (const scope of ['everything', { batchId: BATCH_ID }] as const) {
      const { ports, press } = portsFor('none');
      await turnTo(ports.switches, scope, { state: 'paused', by: 'operator', at: NOW, why: 'a question' });
      await expect(provisionConsole(ports, await runOf(ports))).rejects.toSatisfy(says('paused by operator'));
      expect(press).not.toHaveBeenCalled();
      expect(await recordOf(ports)).not.toHaveProperty('consoleRequestedAt');
    }
  });

  test('is not pressed when its mark cannot be written', async () => {
    const { ports, press } = portsFor('none');
    const run = await runOf(ports);
    await ports.tenants.change(run.tenant, EXECUTION, { registeredAt: NOW });

    await expect(provisionConsole(ports, run)).rejects.toThrow(StaleRecordError);
    expect(press).not.toHaveBeenCalled();
  });

  test('leaves its mark when the answer is lost, so that the wait counts from the press', async () => {
    const { ports, press } = portsFor('none');
    press.mockRejectedValue(new VendorUnavailableError(because('the connection was lost')));

    await expect(provisionConsole(ports, await runOf(ports))).rejects.toThrow(VendorUnavailableError);
    expect(await recordOf(ports)).toMatchObject({ stage: 'primaryAccountClaimed', consoleRequestedAt: NOW });
  });

  test('is not pressed again where it was marked and nothing shows: the machine watches for the console', async () => {
    const { ports, press } = portsFor('none', { consoleRequestedAt: fromNow(-MINUTE) });

    expect(await provisionConsole(ports, await runOf(ports))).toEqual({ lookAgainAt: fromNow(MINUTE) });
    expect(press).not.toHaveBeenCalled();
    expect(await recordOf(ports)).toMatchObject({ stage: 'consoleRequested', consoleRequestedAt: fromNow(-MINUTE) });
  });

  test('counts from the press that a person makes where they have seen that an earlier one led to none', async () => {
    const { ports, press } = portsFor('none', { consoleRequestedAt: fromNow(-7 * DAY) });

    await provisionConsole(ports, await runOfOneWhoLooked(ports));

    expect(press).toHaveBeenCalledTimes(1);
    expect((await recordOf(ports)).consoleRequestedAt).toBe(NOW);
  });

  test('keeps the instant of the first request when it runs again', async () => {
    const { ports } = portsFor('provisioning', { consoleRequestedAt: fromNow(-MINUTE) });

    await provisionConsole(ports, await runOf(ports));

    expect((await recordOf(ports)).consoleRequestedAt).toBe(fromNow(-MINUTE));
  });
});

test.each(['consoleRequested', 'consoleProvisioned', 'told'] as const)(
  'answers at once at %s, without opening a console: the first look counts from the press, however long ago',
  async (stage) => {
    const ports = portsWith({ tenants: [aTenantAt(stage, { consoleRequestedAt: fromNow(-DAY) })] });

    expect(await provisionConsole(ports, await runOf(ports))).toEqual({ lookAgainAt: fromNow(2 * MINUTE - DAY) });
  },
);
