import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { batchLine, type Batch, type BatchTenant } from '../../lambdas/domain/batch.ts';
import { emptyFigures } from '../../lambdas/domain/report.ts';
import { PlanMaker } from '../../lambdas/domain/batch-plan.ts';
import type { BatchStore } from '../../lambdas/ports/batch-store.ts';
import { aBatch, aBatchTenant, anOutcome, aProblem } from '../builders.ts';
import { StaleRecordError } from '../../lambdas/domain/errors.ts';

/** One test per promise of the port, against any store; the batches of a test are its own. */
export function batchStoreContract(open: () => BatchStore | Promise<BatchStore>): void {
  const setUp = async (overrides: Partial<Batch> = {}): Promise<{ store: BatchStore; batch: Batch }> => {
    const store = await open();
    const batch = aBatch({ batchId: `batch-${randomUUID()}--0a1b2c3d`, ...overrides });
    await store.create(batch);
    return { store, batch };
  };
  const tenantsOf = (batch: Batch, count: number): BatchTenant[] =>
    Array.from({ length: count }, (_, n) => aBatchTenant({ batchId: batch.batchId, tenantId: `tenant-${String(n)}` }));

  it('gives back the batch exactly as it was created', async () => {
    const { store, batch } = await setUp({
      dryRun: true,
      problems: [aProblem()],
    });
    expect(await store.read(batch.batchId)).toEqual(batch);
    expect(await store.read(`${batch.batchId}-unknown`)).toBeUndefined();
  });

  it('reads many tenants of the batch at once, and none that it does not have', async () => {
    const { store, batch } = await setUp();
    const tenants = tenantsOf(batch, 102);
    await store.addTenants(tenants);
    const asked = [...tenants.slice(1).map(({ tenantId }) => tenantId), 'nobody'];
    const read = await store.readTenants(batch.batchId, asked);
    expect(read.sort((a, b) => a.tenantId.localeCompare(b.tenantId))).toEqual(
      tenants.slice(1).sort((a, b) => a.tenantId.localeCompare(b.tenantId)),
    );
    expect(await store.readTenants(batch.batchId, [])).toEqual([]);
  });

  it('keeps of the mails that did not reach somebody the first of each tenant, kind and address', async () => {
    const { store, batch } = await setUp();
    const mail = {
      tenantId: 'tenant-1',
      to: 'a@test.com',
      kind: 'notice',
      fate: 'bounced',
      said: '550',
      at: batch.createdAt,
    } as const;
    expect(await store.addUndelivered(batch.batchId, mail)).toBe(true);
    expect(await store.addUndelivered(batch.batchId, { ...mail, fate: 'complained' })).toBe(false);
    const others = [
      { ...mail, tenantId: 'tenant-2' },
      { ...mail, kind: 'migrated' },
      { ...mail, to: 'b@test.com' },
    ];
    for (const other of others) expect(await store.addUndelivered(batch.batchId, other)).toBe(true);
    const kept = [];
    for await (const each of store.undelivered(batch.batchId)) kept.push(each);
    expect(kept).toHaveLength(4);
    expect(kept).toEqual(expect.arrayContaining([mail, ...others]));
  });

  it('keeps a plan until it is called without one', async () => {
    const { store, batch } = await setUp();
    expect(await store.plan(batch.batchId)).toBeUndefined();
    const address = 'a@msp.example';
    const people = { operatorEmail: address, sender: address, replyTo: address };
    const settings = {
      ...people,
      defaultHands: 'browser',
      allowedRecipientDomains: [],
      releaseBy: 'two',
      operators: [],
      zone: 'Asia/Tokyo',
    } as const;
    const maker = new PlanMaker(batch, settings);
    maker.add(aBatchTenant({ batchId: batch.batchId }), undefined);
    const plan = { plan: maker.plan(), madeAt: batch.createdAt, settings };
    await store.keepPlan(batch.batchId, plan);
    expect(await store.plan(batch.batchId)).toEqual(plan);
    await store.keepPlan(batch.batchId, undefined);
    expect(await store.plan(batch.batchId)).toBeUndefined();
    await store.keepPlan(batch.batchId, undefined);
  });

  it('leaves a batch as it is when it is created again, because reading the intake may run twice', async () => {
    const { store, batch } = await setUp();
    const { batch: released } = await store.decide(batch.batchId, { release: { by: 'operator', at: batch.createdAt } });
    await store.create({ ...batch, accepted: 99 });
    expect(await store.read(batch.batchId)).toEqual(released);
  });

  it('changes the named fields of a batch and no others', async () => {
    const { store, batch } = await setUp();
    const changed = await store.change(batch, { accepted: 7, ending: 'migrated' });
    expect(changed).toEqual({ ...batch, accepted: 7, ending: 'migrated' });
    expect(await store.read(batch.batchId)).toEqual(changed);
    expect(await store.change(changed, { ending: undefined })).not.toHaveProperty('ending');
  });

  it('changes nothing that somebody else has changed since it was read, and takes its own repeated write for done', async () => {
    const { store, batch } = await setUp();
    const told = { count: 1, undelivered: undefined, on: '2026-12-05' };
    await store.change(batch, { failuresTold: told, countsAgainAt: batch.createdAt });
    expect((await store.change(batch, { failuresTold: told })).failuresTold).toMatchObject({ count: 1 });
    await expect(store.change(batch, { failuresTold: { ...told, count: 2 } })).rejects.toThrow(StaleRecordError);
    // Another field is another writer's.
    expect(await store.change(batch, { ending: 'stopped' })).toMatchObject({ countsAgainAt: batch.createdAt });
  });

  it('takes one decision of all that come at the same moment, and gives everybody the one that stands', async () => {
    const { store, batch } = await setUp();
    const at = batch.createdAt;
    const decisions = [
      { release: { by: 'A', at } },
      { declined: { by: 'B', at, why: 'another day' } },
      { release: { by: 'C', at } },
    ];
    const answers = await Promise.all(decisions.map((decision) => store.decide(batch.batchId, decision)));
    expect(answers.filter(({ taken }) => taken)).toHaveLength(1);
    const stands = await store.read(batch.batchId);
    for (const answer of answers) expect(answer.batch).toEqual(stands);
    expect([stands?.release, stands?.declined].filter(Boolean)).toHaveLength(1);
    // The one that was taken may come again.
    const own = decisions[answers.findIndex(({ taken }) => taken)];
    expect(own && (await store.decide(batch.batchId, own)).taken).toBe(true);
  });

  it('decides nothing on a batch that has ended', async () => {
    const { store, batch } = await setUp();
    await store.change(batch, { ending: 'stopped' });
    const { batch: ended, taken } = await store.decide(batch.batchId, { release: { by: 'A', at: batch.createdAt } });
    expect(taken).toBe(false);
    expect(ended.release).toBeUndefined();
  });

  it('changes nothing where there is no batch', async () => {
    const { store, batch } = await setUp();
    const unknown = `${batch.batchId}-unknown`;
    await expect(store.change({ ...batch, batchId: unknown }, { accepted: 7 })).rejects.toThrow(unknown);
    expect(await store.read(unknown)).toBeUndefined();
  });

  it('gives every tenant of the batch once, and none of another', async () => {
    const { store, batch } = await setUp();
    const { batch: other } = await setUp();
    const tenants = tenantsOf(batch, 50);
    await store.addTenants([...tenants, ...tenantsOf(other, 2)]);
    const found = await all(store.tenants(batch.batchId));
    expect(found.sort(byId)).toEqual(tenants.sort(byId));
    expect(await all(store.tenants(`${batch.batchId}-unknown`))).toEqual([]);
  });

  it('gives the tenants of a batch a page at a time in the order of their ids, all or those of one figure', async () => {
    const { store, batch } = await setUp();
    const tenants = tenantsOf(batch, 7);
    await store.addTenants(tenants.toReversed());
    for (const id of ['tenant-1', 'tenant-4', 'tenant-5'])
      await store.recordOutcome(batch.batchId, id, anOutcome({ outcome: 'needsAttention' }));
    await store.recordOutcome(batch.batchId, 'tenant-2', anOutcome());
    const page = async (asked: Parameters<BatchStore['searchTenants']>[1]) => {
      const { tenants: found, next } = await store.searchTenants(batch.batchId, asked);
      return [found.map(({ tenantId }) => Number(tenantId.split('-')[1])), next];
    };
    expect(await page({ most: 4 })).toEqual([[0, 1, 2, 3], 'tenant-3']);
    expect(await page({ most: 4, after: 'tenant-3' })).toEqual([[4, 5, 6], undefined]);
    expect(await page({ most: 7 })).toEqual([[0, 1, 2, 3, 4, 5, 6], undefined]);
    expect(await page({ most: 2, figure: 'needsAttention' })).toEqual([[1, 4], 'tenant-4']);
    expect(await page({ most: 2, figure: 'needsAttention', after: 'tenant-4' })).toEqual([[5], undefined]);
    expect(await page({ most: 9, figure: 'open' })).toEqual([[0, 3, 6], undefined]);
    expect(await page({ most: 9, figure: 'migrated' })).toEqual([[2], undefined]);
    expect(await page({ most: 9, figure: 'skipped' })).toEqual([[], undefined]);
    const [, second] = (await store.searchTenants(batch.batchId, { most: 2 })).tenants;
    expect(second).toEqual(await store.readTenant(batch.batchId, 'tenant-1'));
  });

  it('begins a page behind any id, also one that no tenant has or could have: it comes in an address', async () => {
    const { store, batch } = await setUp();
    await store.addTenants(tenantsOf(batch, 2));
    const after = async (id: string) =>
      (await store.searchTenants(batch.batchId, { most: 9, after: id })).tenants.map(({ tenantId }) => tenantId);
    expect(await after('tenant-0x')).toEqual(['tenant-1']);
    expect(await after('\0')).toEqual(['tenant-0', 'tenant-1']);
    for (const nowhere of ['zzz', '株式会社', 'z'.repeat(1017), 'z'.repeat(1018), '株'.repeat(2000)])
      expect(await after(nowhere)).toEqual([]);
  });

  it('leaves a tenant as it is when it is added again, with its outcome', async () => {
    const { store, batch } = await setUp();
    const [tenant = aBatchTenant()] = tenantsOf(batch, 1);
    await store.addTenants([tenant]);
    await store.recordOutcome(batch.batchId, tenant.tenantId, anOutcome());
    await store.addTenants([{ ...tenant, rowNumber: 99 }]);
    const stored = await store.readTenant(batch.batchId, tenant.tenantId);
    expect(stored).toEqual({ ...tenant, outcome: anOutcome() });
  });

  it('has no tenant that was not added', async () => {
    const { store, batch } = await setUp();
    expect(await store.readTenant(batch.batchId, 'unknown')).toBeUndefined();
  });

  it('lets the first recorded outcome stand, so that an error in the tail never turns "migrated" around', async () => {
    const { store, batch } = await setUp();
    await store.addTenants(tenantsOf(batch, 1));
    const first = anOutcome({ outcome: 'needsAttention', reason: 'no code came', code: 'X', guideStep: '2-5' });
    expect(await store.recordOutcome(batch.batchId, 'tenant-0', first)).toBe(true);
    expect(await store.recordOutcome(batch.batchId, 'tenant-0', anOutcome())).toBe(false);
    expect((await store.readTenant(batch.batchId, 'tenant-0'))?.outcome).toEqual(first);
  });

  it('answers true to one of many that record at once, and keeps its outcome', async () => {
    const { store, batch } = await setUp();
    await store.addTenants(tenantsOf(batch, 1));
    const reasons = Array.from({ length: 12 }, (_, n) => `reason ${String(n)}`);
    const answers = await Promise.all(
      reasons.map((reason) => store.recordOutcome(batch.batchId, 'tenant-0', anOutcome({ reason }))),
    );
    expect(answers.filter(Boolean)).toHaveLength(1);
    const stored = await store.readTenant(batch.batchId, 'tenant-0');
    expect(stored?.outcome?.reason).toBe(reasons[answers.indexOf(true)]);
  });

  it('lists every batch, the latest first, as it was created or last changed', async () => {
    const first = await setUp({ createdAt: '2026-12-01T00:00:00.000Z' });
    const { store, batch } = await setUp({ createdAt: '2026-12-02T00:00:00.000Z', dryRun: true });
    const figures = { ...emptyFigures(batch), open: 0, migrated: 1 };
    await store.change(batch, { ending: 'migrated', figures });
    // Reading the intake again finds another instant, and must not list the batch twice.
    await store.create({ ...first.batch, createdAt: '2026-12-03T00:00:00.000Z' });
    const ours = [first.batch.batchId, batch.batchId];
    const lines = (await all(store.list())).filter(({ batchId }) => ours.includes(batchId));
    expect(lines.map(({ batchId }) => batchId)).toEqual([batch.batchId, first.batch.batchId]);
    expect(lines[0]).toEqual({ ...batchLine(batch), ending: 'migrated', figures });
  });

  it('lists the outcomes of a batch, one for each tenant that has one, as it stands', async () => {
    const { store, batch } = await setUp();
    await store.addTenants(tenantsOf(batch, 3));
    const first = anOutcome({ outcome: 'needsAttention', reason: 'no code came', code: 'X', guideStep: '2-5' });
    await store.recordOutcome(batch.batchId, 'tenant-0', first);
    await store.recordOutcome(batch.batchId, 'tenant-0', anOutcome());
    await store.recordOutcome(batch.batchId, 'tenant-2', anOutcome());
    const { reason: _long, ...line } = first;
    const found = await all(store.outcomes(batch.batchId));
    expect(found.sort((a, b) => a.tenantId.localeCompare(b.tenantId))).toEqual([
      { tenantId: 'tenant-0', ...line },
      { tenantId: 'tenant-2', outcome: 'migrated', code: null, guideStep: null, at: anOutcome().at },
    ]);
    expect(await all(store.tenants(batch.batchId))).toHaveLength(3);
  });

  it('records no outcome for a tenant the batch does not have', async () => {
    const { store, batch } = await setUp();
    await expect(store.recordOutcome(batch.batchId, 'unknown', anOutcome())).rejects.toThrow('unknown');
    expect(await store.readTenant(batch.batchId, 'unknown')).toBeUndefined();
  });
}

function byId(a: BatchTenant, b: BatchTenant): number {
  return a.tenantId.localeCompare(b.tenantId);
}

async function all<T>(values: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const value of values) found.push(value);
  return found;
}
