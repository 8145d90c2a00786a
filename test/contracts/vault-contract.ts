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

  it('opens many at once, each in its place, and nothing where nothing is sealed', async () => {
    const { vault, tenantId } = await setUp();
    const other = `${tenantId}-2`;
    await vault.seal(tenantId, 'clp-password', new Secret('secret-1'));
    await vault.seal(other, 'clp-password', new Secret('secret-2'));
    const opened = await vault.openEach([
      { tenantId: other, purpose: 'clp-password' },
      { tenantId, purpose: 'registration-token' },
      { tenantId, purpose: 'clp-password' },
    ]);
    expect(opened.map((secret) => secret?.reveal())).toEqual(['secret-2', undefined, 'secret-1']);
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

  it('never replaces where only new secrets are to be sealed, and says whether it did', async () => {
    const { vault, tenantId } = await setUp();
    expect(await vault.sealNew(tenantId, 'clp-password', new Secret('first'))).toBe(true);
    expect(await vault.sealNew(tenantId, 'clp-password', new Secret('second'))).toBe(false);
    expect(await reveal(vault, tenantId, 'clp-password')).toBe('first');
    await vault.destroy(tenantId, 'clp-password');
    expect(await vault.sealNew(tenantId, 'clp-password', new Secret('third'))).toBe(true);
  });

  it('tells since when each secret is there, and dates it anew when it is replaced', async () => {
    const { vault, tenantId } = await setUp();
    await vault.seal(tenantId, 'clp-password', new Secret('first'));
    const [before] = await vault.list(tenantId);
    await vault.seal(tenantId, 'clp-password', new Secret('second'));
    const [after] = await vault.list(tenantId);
    expect(Object.keys(before ?? {}).sort()).toEqual(['purpose', 'sealedAt']);
    expect(before?.purpose).toBe('clp-password');
    expect(Date.parse(after?.sealedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(before?.sealedAt ?? ''));
  });

  it('tells across tenants what customers gave, until it is destroyed, and nothing that was made here', async () => {
    const { vault, tenantId } = await setUp();
    const other = `${tenantId}-2`;
    const given = async () => {
      const found: string[] = [];
      for await (const secret of vault.given()) {
        if (secret.tenantId.startsWith(tenantId)) found.push(`${secret.tenantId} ${secret.purpose}`);
      }
      return found.sort();
    };
    await vault.seal(tenantId, 'clp-password', new Secret('1'));
    await vault.seal(other, 'user-password:bbb', new Secret('2'));
    await vault.seal(other, 'totp-seed', new Secret('3'));
    await vault.seal(other, 'primary-account-password', new Secret('4'));
    const clp = `${tenantId} clp-password`;
    expect(await given()).toEqual([clp, `${other} totp-seed`, `${other} user-password:bbb`]);
    await vault.destroy(other, 'totp-seed');
    await vault.destroy(other, 'user-password:bbb');
    expect(await given()).toEqual([clp]);
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
