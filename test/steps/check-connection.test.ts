import { describe, expect, test } from 'vitest';
import { ConnectionOverdueError, PageChangedError } from '../../lambdas/domain/errors.ts';
import type { ProductInstanceRow } from '../../lambdas/domain/product-instance.ts';
import type { Tenant } from '../../lambdas/domain/tenant.ts';
import { checkConnection } from '../../lambdas/steps/check-connection.ts';
import {
  aProductInstance,
  aTenantAt,
  CONNECTING,
  DAY,
  fromNow,
  HOUR,
  MINUTE,
  NOW,
  portsWith,
  PRIMARY_PASSWORD,
  recordOf,
  runOf,
  sealedIn,
  UNKNOWN,
  UPDATED,
  UPDATING,
  type TestPorts,
} from './kit.ts';

const secrets = { 'primary-account-password': PRIMARY_PASSWORD, 'registration-token': 'a token' } as const;

function portsFor(row: ProductInstanceRow | undefined, overrides: Partial<Tenant> = {}): TestPorts {
  const tenant = aTenantAt('apexCentralRegistered', { registeredAt: NOW, ...overrides });
  return portsWith({ tenants: [tenant], secrets, visionOne: { readProductInstance: async () => row } });
}

describe('the two consoles', () => {
  test.each([
    ['connected', aProductInstance()],
    ['updating, because the press went through after all', UPDATING],
    ['updated', UPDATED],
  ])('have met when the row is %s, and the token is of no use any more', async (_, row) => {
    const ports = portsFor(row);

    expect(await checkConnection(ports, await runOf(ports))).toEqual({ done: true });
    expect((await recordOf(ports)).stage).toBe('connected');
    expect(await sealedIn(ports, 'registration-token')).toBeUndefined();
  });

  test.each([
    ['shows no row', undefined],
    ['still waits', CONNECTING],
  ])('have not met while the page %s: the next look is an instant', async (_, row) => {
    const ports = portsFor(row, { registeredAt: fromNow(-4 * MINUTE) });

    expect(await checkConnection(ports, await runOf(ports))).toEqual({ done: false, lookAgainAt: fromNow(2 * MINUTE) });
    expect((await recordOf(ports)).stage).toBe('apexCentralRegistered');
    expect(await sealedIn(ports, 'registration-token')).toBe('a token');
  });

  test('have not met after four hours: a person is told since when', async () => {
    const ports = portsFor(CONNECTING, { registeredAt: fromNow(-4 * HOUR) });
    const check = checkConnection(ports, await runOf(ports));

    await expect(check).rejects.toThrow(ConnectionOverdueError);
    await expect(check).rejects.toThrow(fromNow(-4 * HOUR));
  });

  test('have met, where the row has lost the connection since: the final press waits for it to come back', async () => {
    const ports = portsWith({
      tenants: [aTenantAt('connected', { registeredAt: fromNow(-DAY) })],
      visionOne: { readProductInstance: async () => CONNECTING },
    });

    expect(await checkConnection(ports, await runOf(ports))).toEqual({ done: true });
  });

  test('are looked at by a person when the row is none that the guide shows', async () => {
    const ports = portsFor(UNKNOWN);

    await expect(checkConnection(ports, await runOf(ports))).rejects.toThrow(PageChangedError);
    expect((await recordOf(ports)).stage).toBe('apexCentralRegistered');
  });
});

test('after a retry window it looks again and leaves the record as it is: the press is StartUpdate’s', async () => {
  const ports = portsFor(aProductInstance(), { stage: 'connected', registeredAt: fromNow(-DAY) });
  const { revision } = await recordOf(ports);

  expect(await checkConnection(ports, await runOf(ports))).toEqual({ done: true });
  expect((await recordOf(ports)).revision).toBe(revision);
});

test.each(['updateStarted', 'told'] as const)('answers at once at %s, without opening a console', async (stage) => {
  const ports = portsWith({ tenants: [aTenantAt(stage)] });

  expect(await checkConnection(ports, await runOf(ports))).toEqual({ done: true });
});
