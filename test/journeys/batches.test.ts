import { describe, expect, it } from 'vitest';
import { machineArn } from '../../local/deployment.ts';
import { aJourney, aRow, csvOf, EACH_ONCE, MINUTE, UNTOUCHED, walk } from './a-journey.ts';

const ONE = csvOf(aRow({ tenant_id: 't-1' }));

describe('two batches with the same tenant', () => {
  it('at the same time: one walks, the other skips it and names the batch that has it', async () => {
    const journey = aJourney();
    const first = await journey.start(ONE, 'incoming/a.csv');
    const second = await journey.start(ONE, 'incoming/b.csv');
    await journey.stack.engine.idle();
    const ends = await Promise.all([first, second].map((batchId) => journey.tenant('t-1', batchId)));
    const outcomes = ends.map(({ outcome }) => outcome?.outcome);
    expect([...outcomes].sort()).toEqual(['migrated', 'skipped']);
    const skipped = ends[outcomes.indexOf('skipped')];
    const winner = [first, second][outcomes.indexOf('migrated')] ?? '';
    expect(skipped?.outcome?.reason).toBe(`another batch has it: ${winner}`);
    expect(skipped?.states.at(-1)).toBe('TenantSkipped');
    expect(journey.presses('t-1')).toEqual(EACH_ONCE);
    expect(journey.violations()).toEqual([]);
    expect(journey.mailsTo('it@t-1.example.jp')).toHaveLength(1);
  });

  it('later, while the first still walks: the second leaves the tenant alone, however far it is', async () => {
    const journey = aJourney();
    const first = await journey.start(ONE);
    await journey.stack.clock.sleep(10 * MINUTE);
    await journey.run(ONE);
    expect((await journey.tenant('t-1', first)).outcome?.outcome).toBe('migrated');
    expect((await journey.tenant('t-1')).outcome?.reason).toBe(`another batch has it: ${first}`);
    expect(journey.presses('t-1')).toEqual(EACH_ONCE);
  });

  it('one after the other: the second changes nothing at the vendor and tells nobody again', async () => {
    const journey = aJourney();
    const first = await journey.run(ONE);
    const before = journey.stack.vendor.tenant('t-1').state;
    await journey.run(ONE);
    const { outcome, states } = await journey.tenant('t-1');
    expect(outcome).toMatchObject({ outcome: 'skipped', reason: `already migrated by batch ${first}` });
    expect(states).not.toContain('PrepareTenant');
    expect(journey.stack.vendor.tenant('t-1').state).toEqual(before);
    expect(journey.mailsTo('it@t-1.example.jp')).toHaveLength(1);
    expect(journey.batchStates().at(-1)).toBe('BatchMigrated');
  });
});

describe('an upload', () => {
  it('whose event is delivered twice is one batch, also when the second comes after its end', async () => {
    const journey = aJourney();
    const { batchId, object } = await journey.stack.upload('incoming/pilot.csv', ONE);
    expect(await journey.stack.announce(object)).toBe(batchId);
    await journey.stack.engine.idle();
    expect(await journey.stack.announce(object)).toBe(batchId);
    await journey.stack.engine.idle();
    expect(journey.stack.engine.listExecutions(machineArn('migrate-batch'))).toHaveLength(1);
    expect(journey.presses('t-1')).toEqual(EACH_ONCE);
  });

  it('is named after its file, so that it is found in a list of executions', async () => {
    const journey = aJourney();
    const batchId = await journey.run(ONE, 'incoming/2026-12 パイロット.csv');
    expect(batchId).toMatch(/^2026-12-------{0,3}--[0-9a-f]{8}$/u);
    expect((await journey.tenant('t-1')).execution.name).toBe(`t-1--${batchId.slice(-8)}--1`);
  });
});

describe('the end of a batch', () => {
  it('is BatchMigrated when all are, SomeTenantsNeedAttention when one is not', async () => {
    const rows = [aRow({ tenant_id: 't-1' }), aRow({ tenant_id: 't-2' })];
    expect((await walk(rows)).batchStates().at(-1)).toBe('BatchMigrated');
    const some = await walk(rows, { tenants: { 't-2': { faults: ['EXPIRED_LICENCE'] } } });
    expect(some.batchStates().at(-1)).toBe('SomeTenantsNeedAttention');
    expect(some.presses('t-1')).toEqual(EACH_ONCE);
  });

  it('is NothingToMigrate when no row is accepted, with one mail that says so', async () => {
    const journey = await walk([aRow({ tenant_id: 't-1', primary_email: 'nobody' })]);
    expect(journey.batchStates().at(-1)).toBe('NothingToMigrate');
    expect(journey.batchStates()).not.toContain('StartEachTenant');
    expect(journey.mails()).toHaveLength(1);
  });

  it('is IntakeRefused for a file that cannot be used, with one mail that lists every problem', async () => {
    const journey = aJourney();
    await journey.run('tenant_id,company_name,primary_email,clp_login_id\r\nt-1,A,a@a.example.jp,x\r\n');
    expect(journey.batchStates().at(-1)).toBe('IntakeRefused');
    const mails = journey.mails();
    expect(mails.map(({ to }) => to)).toEqual(['operator@msp.example.jp']);
    for (const missing of ['Apex CentralログインURL', '通知先メールアドレス', '承認者メールアドレス']) {
      expect(mails[0]?.text).toContain(missing);
    }
  });

  it('counts every row: migrated, skipped, in need of attention and rejected add up', async () => {
    const journey = aJourney({ tenants: { 't-3': { faults: ['USER_NOT_LISTED'] } } });
    await journey.run(ONE);
    const ids = ['t-1', 't-2', 't-3', 't-4'];
    const rows = ids.map((tenant_id) => aRow({ tenant_id, ...(tenant_id === 't-4' && { region: 'Atlantis' }) }));
    const batchId = await journey.run(csvOf(...rows));
    const batch = await journey.stack.ports.batches.read(batchId);
    expect(batch).toMatchObject({ rows: 4, accepted: 3, rejected: 1 });
    const outcomes = await Promise.all(['t-1', 't-2', 't-3'].map((id) => journey.tenant(id)));
    expect(outcomes.map(({ outcome }) => outcome?.outcome)).toEqual(['skipped', 'migrated', 'needsAttention']);
    expect(journey.stack.vendor.find('t-4')).toBeUndefined();
  });
});

describe('a dry run', () => {
  it('walks every check and presses nothing: ready, or not ready with the reason; no customer hears of it', async () => {
    const journey = aJourney({ tenants: { 't-2': { faults: ['EXPIRED_LICENCE'] } } });
    const rows = [aRow({ tenant_id: 't-1' }), aRow({ tenant_id: 't-2' })];
    await journey.run(csvOf(...rows), 'dry-run/pilot.csv');
    const [ready, notReady] = [await journey.tenant('t-1'), await journey.tenant('t-2')];
    expect(ready.outcome).toMatchObject({ outcome: 'ready', reason: null });
    expect(ready.states.at(-1)).toBe('TenantIsReady');
    expect(notReady.outcome).toMatchObject({ outcome: 'notReady', guideStep: '1-1' });
    expect(notReady.states.at(-1)).toBe('TenantIsNotReady');
    for (const id of ['t-1', 't-2']) expect(journey.presses(id)).toEqual(UNTOUCHED);
    expect(journey.batchStates().at(-1)).toBe('BatchChecked');
    expect(journey.mails().map(({ to }) => to)).toEqual(['operator@msp.example.jp']);
  });

  it('leaves no lease behind: the same file under incoming/ migrates', async () => {
    const journey = aJourney();
    await journey.run(ONE, 'dry-run/pilot.csv');
    await journey.run(ONE);
    expect((await journey.tenant('t-1')).outcome?.outcome).toBe('migrated');
    expect(journey.presses('t-1')).toEqual(EACH_ONCE);
  });
});

describe('the executions, as the AWS console shows them', () => {
  it('end with the figures and the report of the batch, and with a cause that leads on from a tenant that failed', async () => {
    const journey = aJourney({ tenants: { 't-2': { faults: ['EXPIRED_LICENCE'] } } });
    const batchId = await journey.run(csvOf(aRow({ tenant_id: 't-1' }), aRow({ tenant_id: 't-2' })));
    const { engine } = journey.stack;
    const [batch] = engine.listExecutions(machineArn('migrate-batch'));
    const output = JSON.parse(engine.describeExecution(batch?.executionArn ?? '').output ?? '') as unknown;

    expect(output).toMatchObject({ rows: 2, migrated: 1, needsAttention: 1, open: 0 });
    expect(output).toHaveProperty(
      'report',
      expect.stringContaining(encodeURIComponent(`reports/${batchId}/report.html`)),
    );
    const { execution } = await journey.tenant('t-2');
    expect(execution).toMatchObject({ status: 'FAILED', error: 'LicenceNotReadyError' });
    expect(JSON.parse(execution.cause ?? '')).toMatchObject({ code: 'LicenceNotReadyError', guideStep: '1-1' });
  });
});
