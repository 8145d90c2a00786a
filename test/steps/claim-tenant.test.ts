import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Tenant } from '../../lambdas/domain/tenant.ts';
import { claimTenant } from '../../lambdas/steps/claim-tenant.ts';
import { aBatch, aBatchTenant, anIntakeRow, anOutcome, aTenant, BATCH_ID, EXECUTION } from '../builders.ts';
import { NOW, portsWith, recordOf, type TestPorts } from './kit.ts';

const OTHER = 'arn:aws:states:ap-northeast-1:111122223333:execution:migrate-tenant:tenant-1--ffffffff--1';
const held = { lease: { execution: OTHER, batchId: 'other--ffffffff' }, batchId: 'other--ffffffff' };
const run = { batchId: BATCH_ID, tenantId: 'tenant-1', execution: EXECUTION };

async function portsFor(tenants: Tenant[], { dryRun = false } = {}): Promise<TestPorts> {
  const ports = portsWith({ tenants });
  await ports.batches.create(aBatch({ dryRun }));
  await ports.batches.addTenants([aBatchTenant()]);
  return ports;
}

test('leaves a tenant alone that was given its outcome before it was started: what is told of it stands', async () => {
  const ports = await portsFor([]);
  await ports.batches.recordOutcome(BATCH_ID, 'tenant-1', anOutcome({ outcome: 'needsAttention' }));

  expect(await claimTenant(ports, run)).toEqual({ skip: 'alreadyClosed', dryRun: false });
  expect(await ports.tenants.read('tenant-1')).toBeUndefined();
});

describe('a tenant that nobody holds', () => {
  test('is created at its first stage with the row of this batch', async () => {
    const ports = await portsFor([]);

    expect(await claimTenant(ports, run)).toEqual({ skip: null, dryRun: false });
    expect(await recordOf(ports)).toMatchObject({
      stage: 'accepted',
      row: anIntakeRow(),
      batchId: BATCH_ID,
      lease: { execution: EXECUTION, batchId: BATCH_ID },
    });
  });

  test('waits for its connection anew, where an earlier run gave up', async () => {
    const registeredAt = '2026-11-20T00:00:00.000Z';
    const ports = await portsFor([aTenant({ stage: 'apexCentralRegistered', lease: undefined, registeredAt })]);

    await claimTenant(ports, run);
    expect((await recordOf(ports)).registeredAt).toBe(NOW);
  });

  test('keeps how far it had come, takes the new plan, and forgets why it stopped', async () => {
    const stopped = {
      execution: 'old',
      step: 'CheckUpdate',
      error: 'E',
      reason: 'r',
      guideStep: null,
      at: '2026-12-01T00:00:00.000Z',
    };
    const old = aTenant({
      stage: 'connected',
      lease: undefined,
      failure: stopped,
      row: anIntakeRow({ language: 'en' }),
    });
    const ports = await portsFor([old]);

    expect(await claimTenant(ports, run)).toEqual({ skip: null, dryRun: false });
    const record = await recordOf(ports);
    expect(record).toMatchObject({ stage: 'connected', row: anIntakeRow() });
    expect(record).not.toHaveProperty('failure');
  });

  test.each(['verified', 'updated'] as const)(
    'at %s is walked again: only when its stakeholders know is it "already migrated"',
    async (stage) => {
      const ports = await portsFor([aTenant({ stage, lease: undefined })]);

      expect(await claimTenant(ports, run)).toEqual({ skip: null, dryRun: false });
    },
  );

  test('is claimed for a dry run as well, and the machine is told that it is one', async () => {
    const ports = await portsFor([], { dryRun: true });

    expect(await claimTenant(ports, run)).toEqual({ skip: null, dryRun: true });
  });
});

test('claims the same tenant twice, because a Lambda may run twice', async () => {
  const ports = await portsFor([]);
  ports.executions.running.add(EXECUTION);
  await claimTenant(ports, run);

  expect(await claimTenant(ports, run)).toEqual({ skip: null, dryRun: false });
});

describe('a tenant whose stakeholders have been told', () => {
  test.each(['told', 'handedOver'] as const)('is skipped at %s and left as it is', async (stage) => {
    const told = aTenant({ stage, lease: undefined, batchId: 'first--00000000' });
    const ports = await portsFor([told]);

    expect(await claimTenant(ports, run)).toEqual({ skip: 'alreadyMigrated', dryRun: false });
    expect(await recordOf(ports)).toEqual(await portsWith({ tenants: [told] }).tenants.read('tenant-1'));
  });

  test('is skipped by a dry run with the same word', async () => {
    const ports = await portsFor([aTenant({ stage: 'told', lease: undefined })], { dryRun: true });

    expect(await claimTenant(ports, run)).toEqual({ skip: 'alreadyMigrated', dryRun: true });
  });
});

describe('a tenant that another execution holds', () => {
  let ports: TestPorts;

  beforeEach(async () => {
    ports = await portsFor([aTenant({ stage: 'connected', ...held })]);
  });

  test('is left to it while it runs, however old its lease is', async () => {
    ports.executions.running.add(OTHER);

    expect(await claimTenant(ports, run)).toEqual({ skip: 'heldByAnotherBatch', dryRun: false });
    expect(await recordOf(ports)).toMatchObject({ ...held, row: anIntakeRow() });
  });

  test('is taken over when that execution is gone', async () => {
    expect(await claimTenant(ports, run)).toEqual({ skip: null, dryRun: false });
    expect(await recordOf(ports)).toMatchObject({
      stage: 'connected',
      batchId: BATCH_ID,
      lease: { execution: EXECUTION },
    });
  });

  test('is left to a third that took it over between our look and our claim', async () => {
    const third = `${OTHER}3`;
    vi.spyOn(ports.executions, 'isRunning').mockImplementation(async () => {
      const claim = { tenantId: 'tenant-1', batchId: 'third--33333333', row: anIntakeRow(), execution: third };
      await ports.tenants.claim({ ...claim, replaces: OTHER });
      return false;
    });

    expect(await claimTenant(ports, run)).toEqual({ skip: 'heldByAnotherBatch', dryRun: false });
    expect((await recordOf(ports)).lease?.execution).toBe(third);
  });
});

test('of two batches that find a new tenant at once, one gets it and the other is told so', async () => {
  const ports = await portsFor([]);
  await ports.batches.create(aBatch({ batchId: 'other--ffffffff' }));
  await ports.batches.addTenants([aBatchTenant({ batchId: 'other--ffffffff' })]);

  const claims = await Promise.all([
    claimTenant(ports, run),
    claimTenant(ports, { ...run, batchId: 'other--ffffffff', execution: OTHER }),
  ]);

  expect(claims.map(({ skip }) => skip).sort()).toEqual(['heldByAnotherBatch', null]);
});

test('a table that cannot be written to is no reason to skip anybody', async () => {
  const ports = await portsFor([]);
  vi.spyOn(ports.tenants, 'claim').mockRejectedValue(new Error('throttled'));

  await expect(claimTenant(ports, run)).rejects.toThrow('throttled');
});

test.each([
  ['batch', { ...run, batchId: 'no-such--00000000' }],
  ['tenant in it', { ...run, tenantId: 'tenant-2' }],
])('throws when there is no such %s: an execution started by hand migrates nobody', async (_, wrong) => {
  const ports = await portsFor([]);

  await expect(claimTenant(ports, wrong)).rejects.toThrow(`batch ${wrong.batchId} has no tenant ${wrong.tenantId}`);
});
