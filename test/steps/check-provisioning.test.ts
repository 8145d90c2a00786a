import { describe, expect, test, vi } from 'vitest';
import { ProvisioningOverdueError } from '../../lambdas/domain/errors.ts';
import type { ConsoleAccess } from '../../lambdas/ports/console-access.ts';
import { checkProvisioning } from '../../lambdas/steps/check-provisioning.ts';
import { aTenantAt, fromNow, HOUR, MINUTE, NOW, portsWith, PRIMARY_PASSWORD, recordOf, runOf, signIn } from './kit.ts';

type Provisioning = 'none' | 'provisioning' | 'provisioned';

function portsFor(found: Provisioning, consoleRequestedAt: string | undefined = NOW) {
  const readProvisioning = vi.fn(async (_: ConsoleAccess): Promise<Provisioning> => found);
  const tenants = [aTenantAt('consoleRequested', { consoleRequestedAt })];
  return { ports: portsWith({ tenants, visionOne: { readProvisioning } }), readProvisioning };
}

describe('the Vision One console', () => {
  test('is there: the tenant goes on', async () => {
    const { ports, readProvisioning } = portsFor('provisioned', fromNow(-5 * HOUR));

    expect(await checkProvisioning(ports, await runOf(ports))).toEqual({ done: true });
    expect((await recordOf(ports)).stage).toBe('consoleProvisioned');
    expect(signIn(readProvisioning.mock.calls[0]![0])).toEqual({ account: 'aaa@test.com', password: PRIMARY_PASSWORD });
  });

  test.each(['provisioning', 'none'] as const)('is not there yet (%s): the next look is an instant', async (found) => {
    const { ports } = portsFor(found, fromNow(-4 * MINUTE));

    expect(await checkProvisioning(ports, await runOf(ports))).toEqual({
      done: false,
      lookAgainAt: fromNow(2 * MINUTE),
    });
    expect((await recordOf(ports)).stage).toBe('consoleRequested');
  });

  test('is not there after four hours: a person is told since when', async () => {
    const { ports } = portsFor('provisioning', fromNow(-4 * HOUR));
    const check = checkProvisioning(ports, await runOf(ports));

    await expect(check).rejects.toThrow(ProvisioningOverdueError);
    await expect(check).rejects.toThrow(fromNow(-4 * HOUR));
  });
});

test.each(['consoleProvisioned', 'told'] as const)(
  'answers at once at %s, without opening a console',
  async (stage) => {
    const ports = portsWith({ tenants: [aTenantAt(stage)] });

    expect(await checkProvisioning(ports, await runOf(ports))).toEqual({ done: true });
  },
);
