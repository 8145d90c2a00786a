import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { LeaseLostError, StaleRecordError, StepStillRunningError } from '../../lambdas/domain/errors.ts';
import type { Stage } from '../../lambdas/domain/stage.ts';
import type { Tenant, TenantFacts } from '../../lambdas/domain/tenant.ts';
import type { Claim, JournalEvent, StepStart, TenantStore } from '../../lambdas/ports/tenant-store.ts';
import { anIntakeRow } from '../builders.ts';

const NOW = new Date('2026-12-01T00:00:00.000Z');
const LATER = new Date('2026-12-01T00:15:00.000Z');

/** Every fact there is, so that none is lost on the way to the table and back. */
const ALL_FACTS: Required<TenantFacts> = {
  licence: { product: 'Apex One SaaS', seats: 50, kind: '有償', expiresOn: '2027-05-30', status: 'valid' },
  accounts: [{ name: 'bbb', kind: 'custom', role: '管理者' }],
  countsBefore: { managedAgents: 40, unmanagedEndpoints: 0, agentsFqdn: 'example.manage.trendmicro.com', policies: 8 },
  consent: {
    kind: 'written',
    reference: 'C-1',
    by: '山田 太郎',
    on: '2026-11-20',
    planHash: '0123456789abcdef',
    recordedAt: NOW.toISOString(),
  },
  signedIn: {
    at: NOW.toISOString(),
    account: 'aaa@test.com',
    businessName: '見本商事株式会社',
    businessId: 'b-0123456789',
  },
  decline: {
    by: '見本 太郎',
    address: 'boss@test.com',
    at: NOW.toISOString(),
    sourceAddress: '203.0.113.7',
    text: { version: '1', language: 'ja', sha256: 'a'.repeat(64) },
    tenantId: 'tenant-1',
    batchId: 'batch-1',
    planHash: '0123456789abcdef',
    why: '時期が悪い',
    execution: 'execution',
  },
  passwordResetRequestedAt: NOW.toISOString(),
  newSignInRefusedAt: NOW.toISOString(),
  consoleRequestedAt: NOW.toISOString(),
  transferRequestedAt: NOW.toISOString(),
  connectionLostAt: '2026-12-01T00:11:00.000Z',
  registrationRequestedAt: '2026-12-01T00:29:00.000Z',
  registeredAt: NOW.toISOString(),
  updateRequestedAt: NOW.toISOString(),
  firstUpdateRequestedAt: NOW.toISOString(),
  temporaryProblem: { at: NOW.toISOString(), message: '一時的な問題が発生しました。', count: 1 },
  notStarted: { by: 'operator', at: NOW.toISOString() },
  updatedAt: NOW.toISOString(),
  countsAfter: { managedAgents: 40, unmanagedEndpoints: 0, agentsFqdn: 'example.manage.trendmicro.com', policies: 8 },
  verifiedAt: NOW.toISOString(),
  toldAt: NOW.toISOString(),
  failure: {
    execution: 'execution',
    step: 'ConfirmLicence',
    error: 'LicenceNotReadyError',
    reason: '',
    guideStep: '1-1',
    at: NOW.toISOString(),
  },
};

/** One test per promise of the port, against any store; the tenants of a test are its own. */
export function tenantStoreContract(open: () => TenantStore | Promise<TenantStore>): void {
  const setUp = async (): Promise<{ store: TenantStore; claim: Claim }> => ({ store: await open(), claim: aClaim() });
  const setUpClaimed = async (): Promise<{ store: TenantStore; claim: Claim; tenant: Tenant }> => {
    const { store, claim } = await setUp();
    return { store, claim, tenant: await store.claim(claim) };
  };

  describe('stages', () => {
    it('gives the stage of each tenant that the batch has claimed, and of no other', async () => {
      const { store, claim, tenant } = await setUpClaimed();
      const ofBatch = async () =>
        (await allOf(store.stages(claim.batchId))).filter(({ tenantId }) => tenantId === claim.tenantId);
      expect(await ofBatch()).toEqual([{ tenantId: claim.tenantId, stage: 'accepted' }]);
      await store.change(tenant, claim.execution, { stage: 'licenceConfirmed' });
      expect(await ofBatch()).toEqual([{ tenantId: claim.tenantId, stage: 'licenceConfirmed' }]);
      expect(await allOf(store.stages('another-batch--00000000'))).toEqual([]);
    });

    it('leaves a batch the stage it came to, when another batch takes the tenant over', async () => {
      const { store, claim } = await setUpClaimed();
      await store.release(claim.tenantId, claim.execution);
      const next = { ...claim, batchId: `next-${claim.tenantId}--00000000`, execution: 'next' };
      const taken = await store.claim(next);
      await store.change(taken, 'next', { stage: 'licenceConfirmed' });
      const stageIn = async (batchId: string) =>
        (await allOf(store.stages(batchId))).find(({ tenantId }) => tenantId === claim.tenantId)?.stage;
      expect(await stageIn(claim.batchId)).toBe('accepted');
      expect(await stageIn(next.batchId)).toBe('licenceConfirmed');
    });
  });

  describe('claim', () => {
    it('creates the record at the first stage, held by the execution that claims', async () => {
      const { store, claim } = await setUp();
      const { tenantId, batchId, row, execution } = claim;
      expect(await store.read(tenantId)).toBeUndefined();
      const created = { tenantId, batchId, row, stage: 'accepted', revision: 1, lease: { execution, batchId } };
      expect(await store.claim(claim)).toEqual(created);
      expect(await store.read(tenantId)).toEqual(created);
    });

    it('is read with many others at once, each by its id; one that nobody has claimed is not among them', async () => {
      const { store, tenant } = await setUpClaimed();
      const other = await store.claim(aClaim());
      const read = await store.readEach([tenant.tenantId, 'nobody', other.tenantId]);
      expect([...read].sort()).toEqual([tenant, other].map((each): [string, Tenant] => [each.tenantId, each]).sort());
    });

    it('gives the lease to one execution when many claim at once', async () => {
      const { store, claim } = await setUp();
      const claims = many(12, (n) => store.claim({ ...claim, execution: `execution-${String(n)}` }));
      const { fulfilled, rejected } = await settled(claims);
      expect(fulfilled).toHaveLength(1);
      expect(rejected).toHaveLength(11);
      expect(rejected.every((error) => error instanceof LeaseLostError)).toBe(true);
      expect(await store.read(claim.tenantId)).toEqual(fulfilled[0]);
    });

    it('says which batch holds the tenant, so that the report can', async () => {
      const { store, claim } = await setUpClaimed();
      const other = store.claim({ ...claim, batchId: 'second--99999999', execution: 'second' });
      await expect(other).rejects.toThrow(LeaseLostError);
      await expect(other).rejects.toThrow(claim.batchId);
    });

    it('is repeated by its own execution without harm, because a state may run twice', async () => {
      const { store, claim, tenant } = await setUpClaimed();
      const again = await store.claim(claim);
      expect(again).toEqual({ ...tenant, revision: again.revision });
    });

    it('takes over a tenant that was given back, with its stage and facts and the new plan', async () => {
      const { store, claim, tenant } = await setUpClaimed();
      const changed = await store.change(tenant, claim.execution, {
        stage: 'licenceConfirmed',
        toldAt: NOW.toISOString(),
      });
      await store.release(claim.tenantId, claim.execution);
      const next = { ...claim, batchId: 'second--99999999', execution: 'second', row: anIntakeRow({ language: 'en' }) };
      expect(await store.claim(next)).toEqual({
        ...changed,
        row: next.row,
        batchId: next.batchId,
        lease: { execution: 'second', batchId: next.batchId },
        revision: changed.revision + 1,
      });
    });

    it('takes over from the execution it knows to be dead, and from no other', async () => {
      const { store, claim } = await setUpClaimed();
      const mistaken = { ...claim, execution: 'second', replaces: 'third' };
      await expect(store.claim(mistaken)).rejects.toThrow(LeaseLostError);
      const { lease } = await store.claim({ ...mistaken, replaces: claim.execution });
      expect(lease?.execution).toBe('second');
    });

    it('lets one of many take over from the same dead execution', async () => {
      const { store, claim } = await setUpClaimed();
      const claims = many(12, (n) =>
        store.claim({ ...claim, execution: `heir-${String(n)}`, replaces: claim.execution }),
      );
      expect((await settled(claims)).fulfilled).toHaveLength(1);
    });

    it('forgets what stopped the run before, and the step in which it stopped', async () => {
      const { store, claim, tenant } = await setUpClaimed();
      await store.beginStep(claim.tenantId, aStart(claim));
      await store.change(tenant, claim.execution, { failure: ALL_FACTS.failure });
      const taken = await store.claim({ ...claim, execution: 'second', replaces: claim.execution });
      expect(taken).not.toHaveProperty('failure');
      expect(taken).not.toHaveProperty('lastStep');
    });

    it('keeps the mark of a step, because the Lambda of a stopped execution may still be at work', async () => {
      const { store, claim } = await setUpClaimed();
      const start = aStart(claim);
      await store.beginStep(claim.tenantId, start);
      await store.claim({ ...claim, execution: 'second', replaces: claim.execution });
      const second = { ...start, execution: 'second', invocation: 'second' };
      await expect(store.beginStep(claim.tenantId, second)).rejects.toThrow(StepStillRunningError);
      await store.beginStep(claim.tenantId, { ...second, now: start.expiresAt });
    });
  });

  describe('change', () => {
    it('keeps every fact exactly as it was given', async () => {
      const { store, claim, tenant } = await setUpClaimed();
      const changed = await store.change(tenant, claim.execution, ALL_FACTS);
      expect(changed).toEqual({ ...tenant, ...ALL_FACTS, revision: tenant.revision + 1 });
      expect(await store.read(claim.tenantId)).toEqual(changed);
    });

    it('moves the stage and grows the revision by one each time', async () => {
      const { store, claim, tenant } = await setUpClaimed();
      const path: Stage[] = ['licenceConfirmed', 'accountsConfirmed', 'consented', 'primaryAccountClaimed'];
      let current = tenant;
      for (const [index, stage] of path.entries()) {
        current = await store.change(current, claim.execution, { stage });
        expect(current).toMatchObject({ stage, revision: tenant.revision + index + 1 });
      }
    });

    it('refuses an illegal move before anything is written', async () => {
      const { store, claim, tenant } = await setUpClaimed();
      const leap = store.change(tenant, claim.execution, { stage: 'updateStarted', updatedAt: NOW.toISOString() });
      await expect(leap).rejects.toThrow('accepted to updateStarted');
      expect(await store.read(claim.tenantId)).toEqual(tenant);
    });

    it('refuses a whole tenant in place of facts, which would write its old lease back', async () => {
      const { store, claim, tenant } = await setUpClaimed();
      const whole = { ...tenant, stage: undefined };
      await expect(store.change(tenant, claim.execution, whole)).rejects.toThrow('lease');
      expect(await store.read(claim.tenantId)).toEqual(tenant);
    });

    it('refuses a writer whose read is out of date, and changes nothing', async () => {
      const { store, claim, tenant } = await setUpClaimed();
      const newer = await store.change(tenant, claim.execution, { registeredAt: NOW.toISOString() });
      const late = store.change(tenant, claim.execution, { stage: 'licenceConfirmed', updatedAt: NOW.toISOString() });
      await expect(late).rejects.toThrow(StaleRecordError);
      expect(await store.read(claim.tenantId)).toEqual(newer);
    });

    it('lets one of many writers through who read the same record', async () => {
      const { store, claim, tenant } = await setUpClaimed();
      const changes = many(12, (n) => store.change(tenant, claim.execution, { updatedAt: new Date(n).toISOString() }));
      const { fulfilled, rejected } = await settled(changes);
      expect(fulfilled).toHaveLength(1);
      expect(rejected.every((error) => error instanceof StaleRecordError)).toBe(true);
      expect(await store.read(claim.tenantId)).toEqual(fulfilled[0]);
    });

    it('refuses an execution that lost the tenant, even if it never noticed', async () => {
      const { store, claim, tenant } = await setUpClaimed();
      const taken = await store.claim({ ...claim, execution: 'second', replaces: claim.execution });
      const late = store.change(tenant, claim.execution, { updatedAt: NOW.toISOString() });
      await expect(late).rejects.toThrow(LeaseLostError);
      const lateButFresh = store.change(taken, claim.execution, { updatedAt: NOW.toISOString() });
      await expect(lateButFresh).rejects.toThrow(LeaseLostError);
      expect(await store.read(claim.tenantId)).toEqual(taken);
    });

    it('asks for no lease after it was given back', async () => {
      const { store, claim, tenant } = await setUpClaimed();
      await store.release(claim.tenantId, claim.execution);
      await expect(store.change(tenant, claim.execution, { toldAt: NOW.toISOString() })).rejects.toThrow(
        LeaseLostError,
      );
      expect(await store.change(tenant, null, { toldAt: NOW.toISOString() })).toMatchObject({
        toldAt: NOW.toISOString(),
      });
    });

    it('is refused where there is no record', async () => {
      const { store, claim, tenant } = await setUpClaimed();
      const unknown = { ...tenant, tenantId: `${claim.tenantId}-unknown` };
      await expect(store.change(unknown, null, { toldAt: NOW.toISOString() })).rejects.toThrow(StaleRecordError);
      expect(await store.read(unknown.tenantId)).toBeUndefined();
    });

    it('removes a fact that is set to undefined', async () => {
      const { store, claim, tenant } = await setUpClaimed();
      const failed = await store.change(tenant, claim.execution, { failure: ALL_FACTS.failure });
      const changed = await store.change(failed, claim.execution, { failure: undefined, stage: 'licenceConfirmed' });
      expect(changed).not.toHaveProperty('failure');
      expect(await store.read(claim.tenantId)).toEqual(changed);
    });

    it.each(['passwordResetRequestedAt', 'transferRequestedAt', 'updateRequestedAt'] as const)(
      'writes the mark %s only over the one that was read, should a revision ever be wrong',
      async (mark) => {
        const { store, claim, tenant } = await setUpClaimed();
        const marked = await store.change(tenant, claim.execution, { [mark]: NOW.toISOString() });
        const misread = { ...tenant, revision: marked.revision };
        const second = store.change(misread, claim.execution, { [mark]: LATER.toISOString() });
        await expect(second).rejects.toThrow(StaleRecordError);
        expect(await store.read(claim.tenantId)).toEqual(marked);
        const renewed = await store.change(marked, claim.execution, { [mark]: LATER.toISOString() });
        expect(renewed[mark]).toBe(LATER.toISOString());
      },
    );
  });

  describe('beginStep', () => {
    it('marks the step and gives the record, without making other reads stale', async () => {
      const { store, claim, tenant } = await setUpClaimed();
      const begun = await store.beginStep(claim.tenantId, aStart(claim));
      const running = { step: 'StartUpdate', invocation: 'invocation-1', expiresAt: LATER.toISOString() };
      expect(begun).toEqual({ ...tenant, running, lastStep: 'StartUpdate' });
      await expect(store.change(tenant, claim.execution, { toldAt: NOW.toISOString() })).resolves.toMatchObject({
        running,
      });
    });

    it('lets one of many invocations begin, because two browsers must not press side by side', async () => {
      const { store, claim } = await setUpClaimed();
      const begins = many(12, (n) =>
        store.beginStep(claim.tenantId, aStart(claim, { invocation: `invocation-${String(n)}` })),
      );
      const { fulfilled, rejected } = await settled(begins);
      expect(fulfilled).toHaveLength(1);
      expect(rejected).toHaveLength(11);
      expect(rejected.every((error) => error instanceof StepStillRunningError)).toBe(true);
    });

    it('lets the same invocation begin again', async () => {
      const { store, claim } = await setUpClaimed();
      const begun = await store.beginStep(claim.tenantId, aStart(claim));
      expect(await store.beginStep(claim.tenantId, aStart(claim))).toEqual(begun);
    });

    it('lets another one begin at the instant the mark expires, so that a crash holds nobody for ever', async () => {
      const { store, claim } = await setUpClaimed();
      await store.beginStep(claim.tenantId, aStart(claim));
      const second = (now: Date): StepStart =>
        aStart(claim, { invocation: 'invocation-2', now, expiresAt: new Date(LATER.getTime() + 1000) });
      const tooEarly = store.beginStep(claim.tenantId, second(new Date(LATER.getTime() - 1)));
      await expect(tooEarly).rejects.toThrow(StepStillRunningError);
      const { running } = await store.beginStep(claim.tenantId, second(LATER));
      expect(running?.invocation).toBe('invocation-2');
    });

    it('refuses an execution that does not hold the tenant', async () => {
      const { store, claim } = await setUpClaimed();
      const stranger = store.beginStep(claim.tenantId, aStart(claim, { execution: 'second' }));
      await expect(stranger).rejects.toThrow(LeaseLostError);
      const unknown = store.beginStep(`${claim.tenantId}-unknown`, aStart(claim));
      await expect(unknown).rejects.toThrow(LeaseLostError);
    });
  });

  describe('endStep', () => {
    it('frees the mark and leaves word of the step that began last', async () => {
      const { store, claim, tenant } = await setUpClaimed();
      await store.beginStep(claim.tenantId, aStart(claim));
      await store.endStep(claim.tenantId, 'invocation-1');
      expect(await store.read(claim.tenantId)).toEqual({ ...tenant, lastStep: 'StartUpdate' });
      const next = store.beginStep(claim.tenantId, aStart(claim, { invocation: 'invocation-2' }));
      await expect(next).resolves.toBeDefined();
    });

    it("leaves another invocation's mark alone, and does not mind when there is none", async () => {
      const { store, claim } = await setUpClaimed();
      await store.endStep(claim.tenantId, 'invocation-1');
      const begun = await store.beginStep(claim.tenantId, aStart(claim));
      await store.endStep(claim.tenantId, 'invocation-2');
      await store.endStep(`${claim.tenantId}-unknown`, 'invocation-1');
      expect(await store.read(claim.tenantId)).toEqual(begun);
    });
  });

  describe('release', () => {
    it('gives the lease back, once or twice', async () => {
      const { store, claim } = await setUpClaimed();
      await store.release(claim.tenantId, claim.execution);
      await store.release(claim.tenantId, claim.execution);
      expect(await store.read(claim.tenantId)).not.toHaveProperty('lease');
    });

    it('does not give back what another execution holds', async () => {
      const { store, claim, tenant } = await setUpClaimed();
      await store.release(claim.tenantId, 'second');
      await store.release(`${claim.tenantId}-unknown`, claim.execution);
      expect(await store.read(claim.tenantId)).toEqual(tenant);
    });
  });

  describe('a time step of one-time codes', () => {
    it('is given once, also when two Lambdas ask for it at once, and none before it afterwards', async () => {
      const { store, claim, tenant } = await setUpClaimed();
      const asked = await Promise.all(many(5, () => store.spendCode(claim.tenantId, 59_000_000)));
      expect(asked.filter(Boolean)).toHaveLength(1);
      expect(await store.spendCode(claim.tenantId, 58_999_999)).toBe(false);
      expect(await store.spendCode(claim.tenantId, 59_000_001)).toBe(true);
      // The step that signs in goes on with what it has read.
      expect(await store.change(tenant, claim.execution, { toldAt: NOW.toISOString() })).toMatchObject({
        revision: tenant.revision + 1,
      });
    });

    it('is given for no tenant that there is none of', async () => {
      const { store } = await setUp();
      expect(await store.spendCode(`t-${randomUUID()}`, 59_000_000)).toBe(false);
    });
  });

  describe('who is signed in', () => {
    const shown = (businessId?: string) => ({
      at: NOW.toISOString(),
      businessName: '見本商事株式会社',
      ...(businessId !== undefined && { businessId }),
    });

    it('is noted once, and leaves what was read as it is: the step that saw it goes on', async () => {
      const { store, claim } = await setUp();
      const tenant = await store.claim(claim);
      const [first, second] = [`b-${randomUUID()}`, `b-${randomUUID()}`];
      expect(await store.noteSignedIn(claim.tenantId, shown(first))).toBeUndefined();
      expect(await store.noteSignedIn(claim.tenantId, { ...shown(second), businessName: '別の会社' })).toBeUndefined();
      const changed = await store.change(tenant, claim.execution, { toldAt: NOW.toISOString() });
      expect(changed).toMatchObject({ revision: tenant.revision + 1, signedIn: shown(first) });
    });

    it('is noted also where a console shows nothing, and with an ID once one is shown', async () => {
      const { store, claim } = await setUp();
      await store.claim(claim);
      const businessId = `b-${randomUUID()}`;
      await store.noteSignedIn(claim.tenantId, { at: NOW.toISOString() });
      expect((await store.read(claim.tenantId))?.signedIn).toEqual({ at: NOW.toISOString() });
      await store.noteSignedIn(claim.tenantId, shown(businessId));
      expect((await store.read(claim.tenantId))?.signedIn).toEqual(shown(businessId));
    });

    it('gives a business to one tenant, also when many note it at once, and tells the others whose it is', async () => {
      const sets = await Promise.all(many(3, () => setUp()));
      for (const { store, claim } of sets) await store.claim(claim);
      const businessId = `b-${randomUUID()}`;
      const answers = await Promise.all(
        sets.map(({ store, claim }) => store.noteSignedIn(claim.tenantId, shown(businessId))),
      );
      const owner = sets[answers.indexOf(undefined)]?.claim.tenantId;
      expect(answers.filter((answer) => answer === undefined)).toHaveLength(1);
      expect(answers.filter((answer) => answer !== undefined)).toEqual([owner, owner]);
      for (const { store, claim } of sets) {
        const { signedIn } = (await store.read(claim.tenantId)) ?? {};
        expect(signedIn?.businessId).toBe(claim.tenantId === owner ? businessId : undefined);
      }
    });

    it('is noted of no tenant that there is none of', async () => {
      const { store } = await setUp();
      const tenantId = `t-${randomUUID()}`;
      await store.noteSignedIn(tenantId, shown());
      expect(await store.read(tenantId)).toBeUndefined();
    });
  });

  describe('the journal', () => {
    it('reads in the order it was written, also where many events fall into one millisecond', async () => {
      const { store, claim } = await setUp();
      const events = many(50, (n) => anEvent({ what: `event ${String(n)}` }));
      for (const event of events.slice(0, 25)) await store.append(claim.tenantId, event);
      await Promise.all(events.slice(25).map((event) => store.append(claim.tenantId, event)));
      expect(await store.events(claim.tenantId)).toEqual(events);
    });

    it('keeps the same event twice, because it only grows', async () => {
      const { store, claim } = await setUp();
      const event = anEvent({ seen: { status: '接続済み', rows: 1, offered: true, region: null } });
      await store.append(claim.tenantId, event);
      await store.append(claim.tenantId, event);
      expect(await store.events(claim.tenantId)).toEqual([event, event]);
    });

    it('of one tenant shows nothing of another', async () => {
      const { store, claim } = await setUpClaimed();
      await store.append(claim.tenantId, anEvent());
      expect(await store.events(`${claim.tenantId}-2`)).toEqual([]);
    });
  });
}

function aClaim(overrides: Partial<Claim> = {}): Claim {
  const tenantId = `t-${randomUUID()}`;
  return {
    tenantId,
    batchId: 'pilot--0a1b2c3d',
    row: anIntakeRow({ tenantId }),
    execution: 'first',
    ...overrides,
  };
}

function aStart({ execution }: Claim, overrides: Partial<StepStart> = {}): StepStart {
  return { step: 'StartUpdate', execution, invocation: 'invocation-1', now: NOW, expiresAt: LATER, ...overrides };
}

function anEvent(overrides: Partial<JournalEvent> = {}): JournalEvent {
  return { at: NOW.toISOString(), by: 'first', step: 'StartUpdate', what: 'pressed the button', ...overrides };
}

function many<T>(count: number, make: (n: number) => T): T[] {
  return Array.from({ length: count }, (_, n) => make(n));
}

async function settled<T>(promises: Promise<T>[]): Promise<{ fulfilled: T[]; rejected: unknown[] }> {
  const results = await Promise.allSettled(promises);
  return {
    fulfilled: results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])),
    rejected: results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : [])),
  };
}

async function allOf<T>(values: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const value of values) found.push(value);
  return found;
}
