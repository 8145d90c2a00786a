import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { StaleRecordError, StepStillRunningError } from '../../lambdas/domain/errors.ts';
import type { UserStepStart, UserStore } from '../../lambdas/ports/user-store.ts';

const NOW = new Date('2026-12-01T00:00:00.000Z');
const LATER = new Date('2026-12-01T00:15:00.000Z');

/** One test per promise of the port, against any store; the tenants of a test are its own. */
export function userStoreContract(open: () => UserStore | Promise<UserStore>): void {
  const setUp = async () => {
    const bbb = { tenantId: `t-${randomUUID()}`, name: 'bbb', email: 'bbb@test.com' };
    return { store: await open(), bbb };
  };

  it('creates the record of an account at its first run, and reads it at the next', async () => {
    const { store, bbb } = await setUp();
    expect(await store.begin(bbb, aStart())).toEqual(bbb);
    const changed = await store.change(bbb, 'invocation-1', { openReason: 'at the next sign-in' });
    await store.end(bbb, 'invocation-1');
    expect(await store.begin(bbb, aStart({ invocation: 'invocation-2' }))).toEqual(changed);
  });

  it('keeps the address that an account was first asked at, whatever a later run is given', async () => {
    const { store, bbb } = await setUp();
    await store.begin(bbb, aStart());
    await store.end(bbb, 'invocation-1');
    expect(await store.begin({ ...bbb, email: 'another@test.com' }, aStart())).toEqual(bbb);
  });

  it('lets one of many invocations work on an account', async () => {
    const { store, bbb } = await setUp();
    const begins = Array.from({ length: 12 }, (_, n) =>
      store.begin(bbb, aStart({ invocation: `invocation-${String(n)}` })),
    );
    const results = await Promise.allSettled(begins);
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
    expect(refused).toHaveLength(11);
    expect(refused.every((error) => error instanceof StepStillRunningError)).toBe(true);
  });

  it('lets another invocation begin when the mark has expired or was freed, and the same one at any time', async () => {
    const { store, bbb } = await setUp();
    await store.begin(bbb, aStart());
    await store.begin(bbb, aStart());
    const tooEarly = store.begin(bbb, aStart({ invocation: 'invocation-2', now: new Date(LATER.getTime() - 1) }));
    await expect(tooEarly).rejects.toThrow(StepStillRunningError);
    const end = new Date(LATER.getTime() + 1000);
    await store.begin(bbb, aStart({ invocation: 'invocation-2', now: LATER, expiresAt: end }));
    await store.end(bbb, 'invocation-2');
    await expect(store.begin(bbb, aStart({ invocation: 'invocation-3' }))).resolves.toEqual(bbb);
  });

  it('holds one account without holding up another', async () => {
    const { store, bbb } = await setUp();
    await store.begin(bbb, aStart());
    const ccc = { ...bbb, name: 'ccc', email: 'ccc@test.com' };
    await expect(store.begin(ccc, aStart({ invocation: 'invocation-2' }))).resolves.toEqual(ccc);
  });

  it('refuses a change by an invocation that does not hold the mark', async () => {
    const { store, bbb } = await setUp();
    await store.begin(bbb, aStart());
    const stranger = store.change(bbb, 'invocation-2', { upgradedAt: NOW.toISOString() });
    await expect(stranger).rejects.toThrow(StaleRecordError);
    await store.end(bbb, 'invocation-1');
    const late = store.change(bbb, 'invocation-1', { upgradedAt: NOW.toISOString() });
    await expect(late).rejects.toThrow(StaleRecordError);
    expect(await store.list(bbb.tenantId)).toEqual([bbb]);
  });

  it('removes what is set to undefined', async () => {
    const { store, bbb } = await setUp();
    await store.begin(bbb, aStart());
    const open = await store.change(bbb, 'invocation-1', { openReason: 'at the next sign-in' });
    const done = { upgradedAt: NOW.toISOString(), openReason: undefined };
    expect(await store.change(open, 'invocation-1', done)).toStrictEqual({ ...bbb, upgradedAt: NOW.toISOString() });
  });

  it('writes the mark of a password reset only over the one that was read', async () => {
    const { store, bbb } = await setUp();
    await store.begin(bbb, aStart());
    await store.change(bbb, 'invocation-1', { passwordResetRequestedAt: NOW.toISOString() });
    const second = store.change(bbb, 'invocation-1', { passwordResetRequestedAt: LATER.toISOString() });
    await expect(second).rejects.toThrow(StaleRecordError);
  });

  it('does not mind the end of what never began', async () => {
    const { store, bbb } = await setUp();
    await store.end(bbb, 'invocation-1');
    expect(await store.list(bbb.tenantId)).toEqual([]);
  });

  it('lists all accounts of a tenant and none of another, whatever their names', async () => {
    const { store, bbb } = await setUp();
    const names = ['bbb', 'domain\\user', '山田 太郎', '長'.repeat(400), `${'長'.repeat(399)}い`];
    const users = names.map((name) => ({ ...bbb, name }));
    for (const user of users) await store.begin(user, aStart());
    await store.begin({ ...bbb, tenantId: `${bbb.tenantId}-2` }, aStart());
    const found = await store.list(bbb.tenantId);
    expect(found.map(({ name }) => name).sort()).toEqual(names.sort());
  });
}

function aStart(overrides: Partial<UserStepStart> = {}): UserStepStart {
  return { invocation: 'invocation-1', now: NOW, expiresAt: LATER, ...overrides };
}
