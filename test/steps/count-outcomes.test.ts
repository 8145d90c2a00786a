import { describe, expect, test, vi } from 'vitest';
import type { BatchTenant } from '../../lambdas/domain/batch.ts';
import { countOutcomes } from '../../lambdas/steps/count-outcomes.ts';
import { aBatch, aBatchTenant, anOutcome, BATCH_ID } from '../builders.ts';
import { DAY, fromNow, HOUR, MIGRATE_TENANT_ARN, MINUTE, NOW, portsWith, type TestPorts } from './kit.ts';

/** A batch of these tenants, of which some executions are running. */
async function portsFor(tenants: BatchTenant[], running: BatchTenant[] = [], createdAt = fromNow(-HOUR)) {
  const ports = portsWith();
  await ports.batches.create(aBatch({ createdAt, rows: tenants.length, accepted: tenants.length }));
  await ports.batches.addTenants(tenants);
  for (const tenant of running) ports.executions.running.add(arnOf(tenant));
  return ports;
}

function arnOf({ execution }: BatchTenant): string {
  return `${MIGRATE_TENANT_ARN.replace(':stateMachine:', ':execution:')}:${execution}`;
}

function someTenants(count: number): BatchTenant[] {
  return Array.from({ length: count }, (_, i) => aBatchTenant({ tenantId: `tenant-${String(i + 1)}` }));
}

async function outcomesIn({ batches }: TestPorts) {
  const outcomes: Record<string, string | undefined> = {};
  for await (const { tenantId, outcome } of batches.tenants(BATCH_ID)) outcomes[tenantId] = outcome?.outcome;
  return outcomes;
}

const run = { batchId: BATCH_ID };

describe('a batch', () => {
  test('is done when every tenant has its outcome', async () => {
    const ports = await portsFor(someTenants(2));
    for (const { tenantId } of someTenants(2)) await ports.batches.recordOutcome(BATCH_ID, tenantId, anOutcome());
    const rows = vi.spyOn(ports.batches, 'tenants');

    expect(await countOutcomes(ports, run)).toEqual({ done: true });
    expect(rows).not.toHaveBeenCalled();
  });

  test('is counted by its lines of outcomes and stages, not by its rows: those of 100,000 are 150 MB at each look', async () => {
    const tenants = someTenants(3);
    const ports = await portsFor(tenants, tenants);
    for (const { tenantId, row, execution } of tenants)
      await ports.tenants.claim({ tenantId, batchId: BATCH_ID, row, execution });
    await ports.batches.recordOutcome(BATCH_ID, 'tenant-1', anOutcome());
    const rows = vi.spyOn(ports.batches, 'tenants');
    const asked = vi.spyOn(ports.executions, 'isRunning');
    const one = vi.spyOn(ports.batches, 'readTenant');

    expect(await countOutcomes(ports, run)).toMatchObject({ done: false });
    expect(rows).not.toHaveBeenCalled();
    expect(asked).toHaveBeenCalledTimes(2);
    // Those who are asked after come together: a hundred of them would be a hundred requests, one after the other.
    expect(one).not.toHaveBeenCalled();
  });

  test('is counted again after a seventh of the time passed while an execution runs, and that tenant is left alone', async () => {
    const tenants = someTenants(2);
    const ports = await portsFor(tenants, tenants);

    expect(await countOutcomes(ports, run)).toEqual({ done: false, lookAgainAt: fromNow(Math.ceil(HOUR / 7)) });
    expect(await outcomesIn(ports)).toEqual({ 'tenant-1': undefined, 'tenant-2': undefined });
  });

  test('is done at its deadline, although tenants are still under way: their report comes without them', async () => {
    const tenants = someTenants(1);
    const ports = await portsFor(tenants, tenants, fromNow(-60 * DAY));

    expect(await countOutcomes(ports, run)).toEqual({ done: true });
    expect(await outcomesIn(ports)).toEqual({ 'tenant-1': undefined });
  });

  test('does not end a moment before its deadline', async () => {
    const tenants = someTenants(1);
    const ports = await portsFor(tenants, tenants, fromNow(1 - 60 * DAY));

    expect(await countOutcomes(ports, run)).toMatchObject({ done: false });
  });

  test('that does not exist throws', async () => {
    await expect(countOutcomes(portsWith(), run)).rejects.toThrow(BATCH_ID);
  });
});

describe('a tenant without an outcome', () => {
  test('whose execution is gone or never began gets one, or the batch would wait for ever', async () => {
    const ports = await portsFor(someTenants(1));

    expect(await countOutcomes(ports, run)).toEqual({ done: true });
    expect((await ports.batches.readTenant(BATCH_ID, 'tenant-1'))?.outcome).toEqual({
      outcome: 'needsAttention',
      reason: { code: 'executionGone' },
      code: 'ExecutionGone',
      guideStep: null,
      at: NOW,
    });
  });

  test('is asked for by the ARN of its own execution', async () => {
    const [gone, alive] = someTenants(2) as [BatchTenant, BatchTenant];
    const ports = await portsFor([gone, alive], [alive]);

    expect(await countOutcomes(ports, run)).toMatchObject({ done: false });
    expect(await outcomesIn(ports)).toEqual({ 'tenant-1': 'needsAttention', 'tenant-2': undefined });
  });

  test('that gets one between the query and the question keeps it', async () => {
    const ports = await portsFor(someTenants(1));
    vi.spyOn(ports.executions, 'isRunning').mockImplementation(async () => {
      await ports.batches.recordOutcome(BATCH_ID, 'tenant-1', anOutcome());
      return false;
    });

    expect(await countOutcomes(ports, run)).toEqual({ done: true });
    expect(await outcomesIn(ports)).toEqual({ 'tenant-1': 'migrated' });
  });
});

describe('a large batch', () => {
  test('asks Step Functions about 100 executions at each count, which its quota of 15 a second bears', async () => {
    const tenants = someTenants(250);
    const ports = await portsFor(tenants, tenants);
    const asked = vi.spyOn(ports.executions, 'isRunning');

    expect(await countOutcomes(ports, run)).toMatchObject({ done: false });
    expect(new Set(asked.mock.calls.flat()).size).toBe(100);
  });

  test('asks about others at the next count, and about the same ones when a count is repeated', async () => {
    const tenants = someTenants(250);
    const ports = await portsFor(tenants, tenants);
    const asked = vi.spyOn(ports.executions, 'isRunning');
    const askedAt = async (instant: string): Promise<string[]> => {
      ports.clock.set(instant);
      asked.mockClear();
      await countOutcomes(ports, run);
      return asked.mock.calls.flat().sort();
    };

    const first = await askedAt(NOW);
    expect(await askedAt(NOW)).toEqual(first);
    expect(await askedAt(fromNow(6 * MINUTE))).not.toEqual(first);
  });

  test('is not done when those it asked about are gone: others are still open', async () => {
    const ports = await portsFor(someTenants(101));

    expect(await countOutcomes(ports, run)).toMatchObject({ done: false });
    expect(Object.values(await outcomesIn(ports)).filter((outcome) => outcome === undefined)).toHaveLength(1);
    ports.clock.pass(6 * MINUTE);
    expect(await countOutcomes(ports, run)).toEqual({ done: true });
  });
});
