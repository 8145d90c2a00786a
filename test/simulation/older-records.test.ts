import { describe, expect, it } from 'vitest';
import { OlderRecords } from '../../local/simulation/older-records.ts';
import { aBatch, aTenant, BATCH_ID, EXECUTION } from '../builders.ts';
import { portsWith } from '../steps/kit.ts';

const COUNTS = { managedAgents: 12, unmanagedEndpoints: 1, agentsFqdn: 'abc123.manage.trendmicro.com', policies: 3 };
const DEPLOYMENT = new Date('2026-12-01T02:00:00Z');
const BEFORE = new Date('2026-12-01T00:00:00Z');
const AFTER = new Date('2026-12-01T03:00:00Z');

const NEWER = { countsBefore: COUNTS, countsAgainAt: AFTER.toISOString() };
const OLDER = { countsBefore: { managedAgents: 12, unmanagedEndpoints: 1 }, countsAgainAt: undefined };

/** What an execution that began at `startedAt` leaves in the records. */
async function written(older: OlderRecords, startedAt: Date) {
  const tenant = aTenant();
  const stores = portsWith({ tenants: [tenant] });
  const batch = aBatch();
  await stores.batches.create(batch);
  const { tenants, batches } = older.writeAsBefore(stores, () => startedAt);
  const { countsBefore } = await tenants.change(tenant, EXECUTION, { countsBefore: COUNTS });
  await batches.change(batch, { countsAgainAt: NEWER.countsAgainAt });
  return { countsBefore, countsAgainAt: (await batches.read(BATCH_ID))?.countsAgainAt };
}

describe('the records of a simulated run', () => {
  it('are the newest where no deployment is drawn', async () => {
    expect(await written(new OlderRecords(), BEFORE)).toEqual(NEWER);
  });

  it('are older ones until the deployment, and afterwards those of executions that began before it', async () => {
    const older = new OlderRecords();
    older.begin();
    expect(await written(older, BEFORE)).toEqual(OLDER);
    older.deploy(DEPLOYMENT);
    expect(await written(older, BEFORE)).toEqual(OLDER);
    expect(await written(older, AFTER)).toEqual(NEWER);
  });

  it('are the newest where no execution writes: an operator, a trigger', async () => {
    const older = new OlderRecords();
    older.begin();
    const tenant = aTenant({ lease: undefined });
    const { tenants } = older.writeAsBefore(portsWith({ tenants: [tenant] }), () => BEFORE);
    expect((await tenants.change(tenant, null, { countsBefore: COUNTS })).countsBefore).toEqual(COUNTS);
  });
});
