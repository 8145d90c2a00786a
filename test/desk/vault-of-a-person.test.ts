import { describe, expect, test, vi } from 'vitest';
import { vaultOfAPerson } from '../../lambdas/desk/vault-of-a-person.ts';
import { Secret } from '../../lambdas/domain/secret.ts';
import { MemoryVault } from '../../local/memory/memory-vault.ts';

const TENANT = 'tenant-1';

async function vaults() {
  const vault = new MemoryVault();
  await vault.seal(TENANT, 'clp-password', new Secret('imported'));
  return { vault, opened: vi.spyOn(vault, 'open'), persons: vaultOfAPerson(vault) };
}

describe('the vault of a step by hand', () => {
  test('opens no password of a console, because anyone who signs in types it', async () => {
    const { opened, persons } = await vaults();

    const password = await persons.open(TENANT, 'clp-password');

    expect(opened).not.toHaveBeenCalled();
    expect(() => password?.reveal()).toThrow('typed by the person');
    expect(String(password)).toBe('***');
  });

  test('keeps the password that the primary account has had all along', async () => {
    const { vault, persons } = await vaults();

    await persons.seal(TENANT, 'primary-account-password', (await persons.open(TENANT, 'clp-password')) as Secret);

    expect((await vault.open(TENANT, 'primary-account-password'))?.reveal()).toBe('imported');
  });

  test('seals nothing in the place of a password that was never imported', async () => {
    const { vault, persons } = await vaults();
    await vault.destroy(TENANT, 'clp-password');

    await persons.seal(TENANT, 'primary-account-password', (await persons.open(TENANT, 'clp-password')) as Secret);

    expect(await vault.purposes(TENANT)).toEqual([]);
  });

  test('leaves the password of an earlier press as it is when the step is walked again', async () => {
    const { vault, persons } = await vaults();
    await vault.seal(TENANT, 'primary-account-password', new Secret('of the first press'));
    const sealed = vi.spyOn(vault, 'seal');

    const kept = (await persons.open(TENANT, 'primary-account-password')) as Secret;
    await persons.seal(TENANT, 'primary-account-password', kept);

    expect(sealed).not.toHaveBeenCalled();
    expect((await vault.open(TENANT, 'primary-account-password'))?.reveal()).toBe('of the first press');
  });

  test('opens and seals every other secret as it is', async () => {
    const { persons } = await vaults();
    await persons.seal(TENANT, 'registration-token', new Secret('token'));

    expect((await persons.open(TENANT, 'registration-token'))?.reveal()).toBe('token');
  });
});
