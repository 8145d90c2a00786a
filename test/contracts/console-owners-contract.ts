import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { ConsoleOwner, ConsoleOwners } from '../../lambdas/ports/console-owners.ts';

/** One test per promise of the port. */
export function consoleOwnersContract(open: () => ConsoleOwners): void {
  const aClaim = (changes: Partial<ConsoleOwner> = {}): ConsoleOwner => ({
    host: `${randomUUID()}.manage.trendmicro.com`,
    tenantId: 't-1',
    batchId: 'first--00000001',
    at: '2026-12-05T12:00:00.000Z',
    ...changes,
  });

  it('gives a host to one tenant, also when many claim at once, and says who has it', async () => {
    const { host } = aClaim();
    const claims = Array.from({ length: 8 }, (_, n) => aClaim({ host, tenantId: `t-${String(n)}` }));
    const answers = await Promise.all(claims.map((claim) => open().claim(claim)));
    expect(new Set(answers.map(({ tenantId }) => tenantId)).size).toBe(1);
    expect(await open().owners([host])).toEqual(new Map([[host, answers[0]]]));
  });

  it('gives it to the tenant again for a later batch, whose id is the same in upper case', async () => {
    const claim = aClaim();
    await open().claim(claim);
    const later = { ...claim, tenantId: 'T-1', batchId: 'later--00000002' };
    expect(await open().claim(later)).toEqual(later);
    expect((await open().owners([claim.host])).get(claim.host)).toEqual(later);
  });

  it('gives it to another in place of the owner that was named, and of no other', async () => {
    const claim = aClaim();
    await open().claim(claim);
    const other = { ...claim, tenantId: 't-2' };
    expect(await open().claim(other)).toEqual(claim);
    expect(await open().claim(other, claim)).toEqual(other);
    expect(await open().claim({ ...claim, tenantId: 't-3' }, claim)).toEqual(other);
  });

  it('knows nothing of a host that nobody has, and each host once', async () => {
    const claim = aClaim();
    await open().claim(claim);
    const owners = await open().owners([claim.host, claim.host, 'nobody.manage.trendmicro.com']);
    expect([...owners.keys()]).toEqual([claim.host]);
  });
}
