import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { Secret } from '../../lambdas/domain/secret.ts';
import type { Purpose, Vault } from '../../lambdas/ports/vault.ts';

/** One test per promise of the port, against any vault; the tenants of a test are its own. */
export function vaultContract(open: () => Vault | Promise<Vault>): void {
  const setUp = async (): Promise<{ vault: Vault; tenantId: string }> => ({
    vault: await open(),
    tenantId: `t-${randomUUID()}`,
  });
  const reveal = async (vault: Vault, tenantId: string, purpose: Purpose): Promise<string | undefined> =>
    (await vault.open(tenantId, purpose))?.reveal();

  it.each([
    ['a password', 'Aa1!#%*+-=?@_'],
    ['a text in Japanese', 'パスワード𠮷'],
    ['nothing', ''],
    ['a registration token of 4 KB', 'eyJ0'.repeat(1024)],
  ])('opens as what was sealed: %s', async (_what, text) => {
    const { vault, tenantId } = await setUp();
    await vault.seal(tenantId, 'clp-password', new Secret(text));
    expect(await reveal(vault, tenantId, 'clp-password')).toBe(text);
  });

  it('opens for the same tenant and purpose only', async () => {
    const { vault, tenantId } = await setUp();
    await vault.seal(tenantId, 'clp-password', new Secret('secret-1'));
    expect(await vault.open(tenantId, 'primary-account-password')).toBeUndefined();
    expect(await vault.open(`${tenantId}-2`, 'clp-password')).toBeUndefined();
  });

  it('keeps the passwords of users apart, also of users whose long names begin alike', async () => {
    const { vault, tenantId } = await setUp();
    const name = '長'.repeat(399);
    const purposes: Purpose[] = [`user-password:${name}い`, `user-password:${name}ろ`, 'user-password:bbb'];
    for (const [index, purpose] of purposes.entries()) await vault.seal(tenantId, purpose, new Secret(String(index)));
    for (const [index, purpose] of purposes.entries()) {
      expect(await reveal(vault, tenantId, purpose)).toBe(String(index));
    }
    expect((await vault.purposes(tenantId)).sort()).toEqual(purposes.sort());
  });

  it('replaces what was sealed before', async () => {
    const { vault, tenantId } = await setUp();
    await vault.seal(tenantId, 'registration-token', new Secret('old'));
    await vault.seal(tenantId, 'registration-token', new Secret('new'));
    expect(await reveal(vault, tenantId, 'registration-token')).toBe('new');
  });

  it('leaves nothing to open once destroyed, and does not mind being asked twice', async () => {
    const { vault, tenantId } = await setUp();
    await vault.seal(tenantId, 'clp-password', new Secret('secret-1'));
    await vault.seal(tenantId, 'registration-token', new Secret('secret-2'));
    await vault.destroy(tenantId, 'clp-password');
    await vault.destroy(tenantId, 'clp-password');
    expect(await vault.open(tenantId, 'clp-password')).toBeUndefined();
    expect(await reveal(vault, tenantId, 'registration-token')).toBe('secret-2');
  });

  it('lists what is there by name, never by value', async () => {
    const { vault, tenantId } = await setUp();
    await vault.seal(tenantId, 'clp-password', new Secret('secret-1'));
    await vault.seal(tenantId, 'user-password:bbb', new Secret('secret-2'));
    const purposes = await vault.purposes(tenantId);
    expect(purposes.sort()).toEqual(['clp-password', 'user-password:bbb']);
    expect(await vault.purposes(`${tenantId}-2`)).toEqual([]);
  });
}
