import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Batch, BatchTenant } from '../../lambdas/domain/batch.ts';
import { acceptedKey, rejectedKey } from '../../lambdas/domain/report-keys.ts';
import { readIntake } from '../../lambdas/steps/read-intake.ts';
import { anIntakeRow, BATCH_ID } from '../builders.ts';
import { NOW, portsWith, type TestPorts } from './kit.ts';

const HEADER = 'tenant_id,company_name,clp_login_id,primary_email,apex_central_url,notify_emails,approver_email';

function aLine(
  n: number,
  { tenantId = `tenant-${String(n)}`, url = `https://x${String(n)}.manage.trendmicro.com` } = {},
) {
  return `${tenantId},Company ${String(n)},login${String(n)},a${String(n)}@test.com,${url},it@test.com,boss@test.com`;
}

let ports: TestPorts;

beforeEach(() => {
  ports = portsWith();
});

function uploaded(lines: string[], { dryRun = false, header = HEADER } = {}) {
  const object = ports.files.upload('incoming/pilot.csv', [header, ...lines, ''].join('\r\n'));
  return { ...object, batchId: BATCH_ID, execution: 'arn:aws:states:::execution:migrate-batch:pilot', dryRun };
}

async function tenantsIn({ batches }: TestPorts): Promise<BatchTenant[]> {
  const tenants: BatchTenant[] = [];
  for await (const tenant of batches.tenants(BATCH_ID)) tenants.push(tenant);
  return tenants;
}

function workListIn({ files }: TestPorts): unknown[] {
  const text = files.reports.get(acceptedKey(BATCH_ID))?.body ?? '';
  return text
    .split('\n')
    .filter(Boolean)
    .map((line): unknown => JSON.parse(line));
}

describe('two tenants with one console', () => {
  const lines = [aLine(1), aLine(2, { url: 'https://x1.manage.trendmicro.com' }), aLine(3)];

  test('are neither of them in the work list, and both in rejected.csv', async () => {
    await readIntake(ports, uploaded(lines));
    expect(await ports.batches.read(BATCH_ID)).toMatchObject({ rows: 3, accepted: 1, rejected: 2 });
    expect(workListIn(ports)).toMatchObject([{ tenantId: 'tenant-3' }]);
    const rejected = ports.files.reports.get(rejectedKey(BATCH_ID))?.body ?? '';
    expect(rejected.match(/tenant-[12],.*x1\.manage.*Apex Centralと同じです/gu)).toHaveLength(2);
  });

  test('are both in the work list where the setting allows it', async () => {
    ports = portsWith({ settings: { allowSharedConsoles: true } });
    await readIntake(ports, uploaded(lines));
    expect(workListIn(ports)).toHaveLength(3);
  });
});

describe('a console that another tenant has in the records', () => {
  const mine = aLine(1);
  const renamed = aLine(1, { tenantId: 'renamed' });
  const again = (lines: string[], { batchId = 'later--00000002', dryRun = false } = {}) => ({
    ...uploaded(lines, { dryRun }),
    batchId,
  });
  const host = 'x1.manage.trendmicro.com';
  const endBatch = async (change: Partial<Batch>) => {
    const batch = await ports.batches.read(BATCH_ID);
    if (batch) await ports.batches.change(batch, change);
  };
  const ownerOf = async () => (await ports.consoleOwners.owners([host])).get(host)?.tenantId;

  beforeEach(async () => {
    await readIntake(ports, uploaded([mine]));
  });

  test('is no double for the tenant itself in a later batch', async () => {
    await readIntake(ports, again([mine, aLine(2)]));
    expect(await ports.batches.read('later--00000002')).toMatchObject({ accepted: 2, rejected: 0 });
  });

  test('rejects the row, with the tenant that has it, and gives the others a console each', async () => {
    await readIntake(ports, again([renamed, aLine(2)]));
    const batch = await ports.batches.read('later--00000002');
    expect(batch).toMatchObject({
      rows: 2,
      accepted: 1,
      rejected: 1,
      problems: [{ code: 'console-repeated', row: 2 }],
    });
    expect(batch?.problems[0]?.said.en).toContain('the tenant tenant-1');
    expect(ports.files.reports.get(rejectedKey('later--00000002'))?.body).toContain('renamed');
    expect(await ownerOf()).toBe('tenant-1');
  });

  test('is looked at in a dry run, which takes none', async () => {
    await readIntake(ports, again([renamed, aLine(2)], { dryRun: true }));
    expect(await ports.batches.read('later--00000002')).toMatchObject({ accepted: 1, rejected: 1 });
    expect((await ports.consoleOwners.owners(['x2.manage.trendmicro.com'])).size).toBe(0);
  });

  test('is free again when its batch has ended and nothing was done for it: the id was a slip', async () => {
    await endBatch({ ending: 'stopped' });
    await readIntake(ports, again([renamed]));
    expect(await ports.batches.read('later--00000002')).toMatchObject({ accepted: 1, rejected: 0 });
    expect(await ownerOf()).toBe('renamed');
  });

  test('is not free where something was pressed for it', async () => {
    await endBatch({ ending: 'someNeedAttention' });
    const execution = 'arn:aws:states:::execution:migrate-tenant:x';
    const [{ row } = { row: anIntakeRow() }] = await tenantsIn(ports);
    const claimed = await ports.tenants.claim({ tenantId: 'tenant-1', batchId: BATCH_ID, row, execution });
    const changed = await ports.tenants.change(claimed, execution, { updateRequestedAt: NOW });
    await ports.tenants.release(changed.tenantId, execution);
    await readIntake(ports, again([renamed]));
    expect(await ports.batches.read('later--00000002')).toMatchObject({ accepted: 0, rejected: 1 });
  });

  test('is claimed for none of a refused file', async () => {
    ports = portsWith();
    await readIntake(ports, uploaded([mine], { header: HEADER.replace('company_name', 'remarks') }));
    expect(await ownerOf()).toBeUndefined();
  });

  test('is a notice where the setting allows it', async () => {
    ports = Object.assign(portsWith({ settings: { allowSharedConsoles: true } }), {
      consoleOwners: ports.consoleOwners,
      batches: ports.batches,
      tenants: ports.tenants,
    });
    await readIntake(ports, again([renamed]));
    const batch = await ports.batches.read('later--00000002');
    expect(batch).toMatchObject({ accepted: 1, problems: [{ code: 'console-shared' }] });
  });
});

describe('a file of good rows', () => {
  test('becomes a batch, with a record and a line of the work list for each row', async () => {
    const run = uploaded([aLine(1), aLine(2)]);

    expect(await readIntake(ports, run)).toEqual({ ending: null, acceptedKey: acceptedKey(BATCH_ID) });
    expect(await ports.batches.read(BATCH_ID)).toMatchObject({
      execution: run.execution,
      object: { bucket: 'intake', key: 'incoming/pilot.csv', versionId: run.versionId },
      dryRun: false,
      createdAt: NOW,
      refused: false,
      rows: 2,
      accepted: 2,
      rejected: 0,
    });
    expect(workListIn(ports)).toEqual([
      { tenantId: 'tenant-1', execution: 'tenant-1--0a1b2c3d--1' },
      { tenantId: 'tenant-2', execution: 'tenant-2--0a1b2c3d--1' },
    ]);
    expect(await tenantsIn(ports)).toMatchObject([
      { tenantId: 'tenant-1', rowNumber: 2, execution: 'tenant-1--0a1b2c3d--1', row: { clpLoginId: 'login1' } },
      { tenantId: 'tenant-2', rowNumber: 3 },
    ]);
  });

  test('keeps each row as it came, for the report', async () => {
    await readIntake(ports, uploaded([aLine(1)]));

    expect((await tenantsIn(ports))[0]?.original).toEqual(aLine(1).split(','));
    expect((await ports.batches.read(BATCH_ID))?.header).toEqual(HEADER.split(','));
  });

  test('is read in again without a trace, because the Lambda may run twice', async () => {
    const run = uploaded([aLine(1), aLine(2), 'broken']);
    const first = await readIntake(ports, run);
    const files = new Map(ports.files.reports);
    ports.clock.pass(1000);

    expect(await readIntake(ports, run)).toEqual(first);
    expect(ports.files.reports).toEqual(files);
    expect(await tenantsIn(ports)).toHaveLength(2);
    expect((await ports.batches.read(BATCH_ID))?.createdAt).toBe(NOW);
  });

  test('gives every tenant its record, however many there are', async () => {
    const add = vi.spyOn(ports.batches, 'addTenants');

    await readIntake(ports, uploaded(Array.from({ length: 1_001 }, (_, i) => aLine(i + 1))));

    expect(await tenantsIn(ports)).toHaveLength(1_001);
    expect(workListIn(ports)).toHaveLength(1_001);
    // Written as they are read, so that 100,000 need no more memory than 500.
    expect(Math.max(...add.mock.calls.map(([tenants]) => tenants.length))).toBe(500);
  });

  test('has its records before its work list: nothing starts that nobody knows', async () => {
    const run = uploaded([aLine(1)]);
    vi.spyOn(ports.batches, 'addTenants').mockRejectedValue(new Error('throttled'));

    await expect(readIntake(ports, run)).rejects.toThrow('throttled');
    expect(ports.files.reports.has(acceptedKey(BATCH_ID))).toBe(false);
  });

  test('is a dry run when it was dropped there', async () => {
    await readIntake(ports, uploaded([aLine(1)], { dryRun: true }));

    expect((await ports.batches.read(BATCH_ID))?.dryRun).toBe(true);
  });
});

describe('a row that cannot be used', () => {
  test('goes to rejected.csv with its reason, and the others go on', async () => {
    const bad = aLine(2, { url: 'https://evil.example' });

    expect(await readIntake(ports, uploaded([aLine(1), bad]))).toMatchObject({ ending: null });
    expect(await ports.batches.read(BATCH_ID)).toMatchObject({ rows: 2, accepted: 1, rejected: 1 });
    expect((await tenantsIn(ports)).map(({ tenantId }) => tenantId)).toEqual(['tenant-1']);
    const rejected = ports.files.reports.get(rejectedKey(BATCH_ID));
    expect(rejected?.contentType).toBe('text/csv; charset=utf-8');
    expect(rejected?.body).toContain('tenant-2,Company 2');
    expect(rejected?.body).not.toContain('tenant-1');
  });

  test('leaves nothing to migrate when there is no other', async () => {
    const bad = aLine(1, { url: 'https://evil.example' });

    expect(await readIntake(ports, uploaded([bad]))).toEqual({ ending: 'nothing', acceptedKey: null });
    expect(ports.files.reports.has(rejectedKey(BATCH_ID))).toBe(true);
  });

  test('makes no rejected.csv where there is none', async () => {
    await readIntake(ports, uploaded([aLine(1)]));

    expect(ports.files.reports.has(rejectedKey(BATCH_ID))).toBe(false);
  });
});

describe('a file that is refused', () => {
  test('leaves nothing but a batch with its problems: no tenant, no work list', async () => {
    const run = uploaded([aLine(1), `${aLine(2)},"broken`]);

    expect(await readIntake(ports, run)).toEqual({ ending: 'refused', acceptedKey: null });
    const batch = await ports.batches.read(BATCH_ID);
    expect(batch).toMatchObject({ refused: true, accepted: 0, rejected: 0 });
    expect(batch?.problems.map(({ code }) => code)).toContain('quote-broken');
    expect(await tenantsIn(ports)).toEqual([]);
    expect(ports.files.reports.size).toBe(0);
  });

  test('is refused when it holds more tenants than the deployment allows', async () => {
    ports = portsWith({ settings: { maxTenantsPerFile: 1 } });

    expect(await readIntake(ports, uploaded([aLine(1), aLine(2)]))).toMatchObject({ ending: 'refused' });
  });

  test('is refused when a larger share of its rows is rejected than the deployment allows', async () => {
    ports = portsWith({ settings: { maxRejectedShare: 0.1 } });
    const good = Array.from({ length: 8 }, (_, n) => aLine(n + 1));
    const bad = [9, 10].map((n) => aLine(n, { url: 'https://evil.example' }));

    expect(await readIntake(ports, uploaded([...good, ...bad]))).toMatchObject({ ending: 'refused' });
    // First of all, although it is found last: a list that is cut must not lose it.
    expect((await ports.batches.read(BATCH_ID))?.problems[0]).toMatchObject({ code: 'too-many-rejected' });
  });

  test('was deleted before it was read: the operator is told so, instead of an error nobody understands', async () => {
    const run = uploaded([aLine(1)]);
    await ports.files.deleteIntake(run);

    expect(await readIntake(ports, run)).toEqual({ ending: 'refused', acceptedKey: null });
    expect((await ports.batches.read(BATCH_ID))?.problems).toMatchObject([{ code: 'file-gone', row: null }]);
  });
});

describe('a column that looks like a password', () => {
  const withPassword = () => uploaded([`${aLine(1)},hunter2-canary`], { header: `${HEADER},password` });

  test('refuses the file, and the file is deleted', async () => {
    const run = withPassword();

    expect(await readIntake(ports, run)).toEqual({ ending: 'refused', acceptedKey: null });
    await expect(ports.files.readIntake(run)).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  test('leaves none of its cells behind', async () => {
    await readIntake(ports, withPassword());

    expect(JSON.stringify(await ports.batches.read(BATCH_ID))).not.toContain('hunter2-canary');
    expect(ports.files.reports.size).toBe(0);
  });

  test('is still the reason when the Lambda runs again after the file is gone', async () => {
    const run = withPassword();
    await readIntake(ports, run);

    expect(await readIntake(ports, run)).toEqual({ ending: 'refused', acceptedKey: null });
    expect((await ports.batches.read(BATCH_ID))?.problems.map(({ code }) => code)).toContain('password-column');
  });

  test('is still the reason when the first run died behind the deletion', async () => {
    const run = withPassword();
    vi.spyOn(ports.batches, 'create').mockRejectedValueOnce(new Error('throttled'));

    await readIntake(ports, run).catch(() => {});
    await readIntake(ports, run);

    expect((await ports.batches.read(BATCH_ID))?.problems.map(({ code }) => code)).toContain('password-column');
  });
});

test('a report that cannot be written fails the step, however much of the file is left to read', async () => {
  vi.spyOn(ports.files, 'writeReport').mockRejectedValue(new Error('access denied'));

  const run = uploaded(Array.from({ length: 2_000 }, (_, n) => aLine(n + 1)));
  await expect(readIntake(ports, run)).rejects.toThrow('access denied');
});

test('a storage that fails is not taken for a file that is gone', async () => {
  const run = uploaded([aLine(1)]);
  vi.spyOn(ports.files, 'readIntake').mockRejectedValue(new Error('access denied'));

  await expect(readIntake(ports, run)).rejects.toThrow('access denied');
  expect(await ports.batches.read(BATCH_ID)).toBeUndefined();
});
