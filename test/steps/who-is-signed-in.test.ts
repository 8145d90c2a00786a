import { describe, expect, test, vi } from 'vitest';
import { OtherBusinessError } from '../../lambdas/domain/errors.ts';
import type { SignedIn } from '../../lambdas/domain/signed-in.ts';
import type { Tenant } from '../../lambdas/domain/tenant.ts';
import type { ConsoleAccess } from '../../lambdas/ports/console-access.ts';
import { checkConnection } from '../../lambdas/steps/check-connection.ts';
import { startUpdate } from '../../lambdas/steps/start-update.ts';
import { aProductInstance, aTenantAt, NOW, portsWith, PRIMARY_PASSWORD, recordOf, runOf } from './kit.ts';

const SHOWN: SignedIn = { account: 'aaa@test.com', businessName: '見本商事株式会社', businessId: 'b-1' };
const secrets = { 'primary-account-password': PRIMARY_PASSWORD } as const;

/** Hands that read this at the head of Product Instance, as they would before they do anything there. */
function portsFor(shown: SignedIn, signedIn?: Tenant['signedIn'], others: Tenant[] = []) {
  const tenant = aTenantAt('apexCentralRegistered', { registeredAt: NOW, ...(signedIn && { signedIn }) });
  const readProductInstance = async (access: ConsoleAccess) => {
    await access.onSignedIn?.(shown);
    return aProductInstance();
  };
  return portsWith({ tenants: [tenant, ...others], secrets, visionOne: { readProductInstance } });
}

describe('who the console shows to be signed in', () => {
  test('is recorded the first time', async () => {
    const ports = portsFor(SHOWN);
    await checkConnection(ports, await runOf(ports));
    expect((await recordOf(ports)).signedIn).toEqual({ ...SHOWN, at: NOW });
  });

  test('is recorded as nobody where the console shows none', async () => {
    const ports = portsFor({});
    await checkConnection(ports, await runOf(ports));
    expect((await recordOf(ports)).signedIn).toEqual({ at: NOW });
  });

  test.each([
    ['another ID', { ...SHOWN, businessId: 'b-2' }, 'otherBusiness'],
    ['another name, where there is no ID', { businessName: '別の会社' }, 'otherBusiness'],
    ['another account', { ...SHOWN, account: 'zzz@test.com' }, 'otherAccountSignedIn'],
  ])('is a stop with %s than before', async (_, shown, code) => {
    const ports = portsFor(shown, { ...SHOWN, at: NOW });
    const check = checkConnection(ports, await runOf(ports));
    await expect(check).rejects.toThrow(OtherBusinessError);
    await expect(check).rejects.toMatchObject({ reason: { code } });
  });

  test.each([
    ['in other letters', { ...SHOWN, businessId: 'Ｂ-1', businessName: '見本商事 株式会社' }],
    ['under another name, with the same ID', { ...SHOWN, businessName: '見本商事' }],
    ['not at all', {}],
  ])('is the same %s', async (_, shown) => {
    const ports = portsFor(shown, { ...SHOWN, at: NOW });
    expect(await checkConnection(ports, await runOf(ports))).toEqual({ done: true });
    expect((await recordOf(ports)).signedIn).toEqual({ ...SHOWN, at: NOW });
  });

  test('is a stop where another tenant has the business, and nothing is pressed', async () => {
    const ports = portsFor(SHOWN);
    await ports.tenants.noteSignedIn('tenant-2', { ...SHOWN, at: NOW });
    const press = vi.fn();
    const run = startUpdate({ ...ports, visionOne: { ...ports.visionOne, startUpdate: press } }, await runOf(ports));
    await expect(run).rejects.toMatchObject({ reason: { code: 'businessOfAnotherTenant', tenantId: 'tenant-2' } });
    expect(press).not.toHaveBeenCalled();
  });
});
