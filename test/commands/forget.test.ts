import { completionReportKey } from '../../lambdas/domain/report-keys.ts';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { dynamoClient } from '../../lambdas/adapters/dynamo/client.ts';
import { DynamoBatchStore } from '../../lambdas/adapters/dynamo/dynamo-batch-store.ts';
import { DynamoConsoleOwners } from '../../lambdas/adapters/dynamo/dynamo-console-owners.ts';
import { DynamoMailboxOpenings } from '../../lambdas/adapters/dynamo/dynamo-mailbox-openings.ts';
import { DynamoTable } from '../../lambdas/adapters/dynamo/dynamo-table.ts';
import { DynamoTenantStore } from '../../lambdas/adapters/dynamo/dynamo-tenant-store.ts';
import { DynamoUserStore } from '../../lambdas/adapters/dynamo/dynamo-user-store.ts';
import { mailKey } from '../../lambdas/adapters/dynamo/keys.ts';
import { kmsClient } from '../../lambdas/adapters/kms/client.ts';
import { KmsVault } from '../../lambdas/adapters/kms/kms-vault.ts';
import { s3Client } from '../../lambdas/adapters/s3/client.ts';
import { STAGES } from '../../lambdas/domain/stage.ts';
import { Secret } from '../../lambdas/domain/secret.ts';
import { aBatch, aBatchTenant, anIntakeRow, anOutcome } from '../builders.ts';
import { aFolder } from '../end-to-end/a-run.ts';
import { visionlift, visionliftJson } from './a-command.ts';
import { aStage, OUTPUTS, STAGE } from './a-stage.ts';

const stage = await aStage();
afterAll(() => stage.close());
const { environment } = stage;
const table = new DynamoTable(OUTPUTS.RecordsTable);
const batches = new DynamoBatchStore(table);
const consoleOwners = new DynamoConsoleOwners(table);
const tenants = new DynamoTenantStore(table);
const users = new DynamoUserStore(table);
const vault = new KmsVault({
  table: new DynamoTable(OUTPUTS.VaultTable),
  kms: kmsClient(),
  keyId: OUTPUTS.VaultKeyArn,
});
const AT = '2026-12-01T00:00:00.000Z';

/** A person whose name and address must be gone. */
const PERSON = {
  contactName: '見本 太郎',
  primaryEmail: 'taro@person.example.jp',
  notifyEmails: ['boss@person.example.jp'],
};

/** Who was to be told when the batch was released, and is no more. */
const BEFORE = 'before@person.example.jp';

/** A tenant that was migrated, with something of it in every place that a run leaves things in. */
async function aMigratedTenant(tenantId: string): Promise<string> {
  const batchId = `of-${tenantId}--0a1b2c3d`;
  const row = anIntakeRow({ tenantId, ...PERSON, apexCentralHost: `${tenantId}.manage.trendmicro.com` });
  await batches.create(aBatch({ batchId }));
  const ofBatch = { ...row, notifyEmails: [...PERSON.notifyEmails, BEFORE] };
  await batches.addTenants([
    aBatchTenant({ batchId, tenantId, row: ofBatch, original: [tenantId, PERSON.contactName] }),
  ]);
  const host = `${tenantId}.manage.trendmicro.com`;
  await consoleOwners.claim({ host, tenantId, batchId, at: AT });
  await tenants.claim({ tenantId, batchId, row, execution: `e-${tenantId}` });
  await tenants.noteSignedIn(tenantId, { at: AT, businessName: PERSON.contactName, businessId: `b-${tenantId}` });
  await batches.recordOutcome(batchId, tenantId, anOutcome());
  const bounced = { kind: 'notice', fate: 'bounced', said: '550', at: '2026-12-01T00:00:00.000Z' } as const;
  await batches.addUndelivered(batchId, { tenantId, to: row.notifyEmails[0] ?? '', ...bounced });
  await tenants.append(tenantId, { at: AT, by: 'e', step: 'ConfirmLicence', what: `asked ${PERSON.primaryEmail}` });
  await users.begin(
    { tenantId, name: 'bbb', email: 'bbb@person.example.jp' },
    { invocation: 'i', now: new Date(AT), expiresAt: new Date(AT) },
  );
  const until = new Date('2026-12-02T00:00:00Z');
  await new DynamoMailboxOpenings(table).open({ tenantId, address: PERSON.primaryEmail, until });
  const [to] = PERSON.notifyEmails;
  for (const key of [
    `migrated#${tenantId}#${String(to)}`,
    `migrated#${tenantId}#${BEFORE}`,
    `notice#${batchId}#${tenantId}#1day#${String(to)}`,
    `undelivered#${batchId}#${tenantId}#notice#${String(to)}`,
  ])
    await table.put(mailKey(key), { state: 'sent' });
  await vault.seal(tenantId, 'clp-password', new Secret('x'));
  const picture = { Bucket: OUTPUTS.EvidenceBucket, Key: `${tenantId}/01-licence.jpg`, Body: 'a picture' };
  await s3Client().send(new PutObjectCommand(picture));
  const report = { Bucket: OUTPUTS.ReportsBucket, Key: completionReportKey(tenantId, 'ja'), Body: PERSON.contactName };
  await s3Client().send(new PutObjectCommand(report));
  await tenants.release(tenantId, `e-${tenantId}`);
  await batches.change(aBatch({ batchId }), { ending: 'migrated' });
  return batchId;
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('evidence', () => {
  it('is one zip with every picture, the journal and the completion report, and the hash of each', async () => {
    await aMigratedTenant('e-1');
    const to = join(await aFolder(), 'e-1.zip');
    const words = ['evidence', 'e-1', '--to', to, '--stage', STAGE];
    const { json } = await visionliftJson<{ files: number; manifestSha256: string }>(words, { environment });
    const zip = unzipSync(await readFile(to));
    const packed = ['journal.json', 'pictures/01-licence.jpg', 'report/completion-report.ja.html'];
    expect(Object.keys(zip).sort()).toEqual([...packed, 'manifest.json'].sort());
    const manifest = zip['manifest.json'] ?? new Uint8Array();
    expect(json).toMatchObject({ files: 3, manifestSha256: sha256(manifest) });
    const { files } = JSON.parse(strFromU8(manifest)) as { files: { path: string; sha256: string }[] };
    expect(files.map(({ path }) => path)).toEqual(packed);
    for (const file of files) expect(file.sha256).toBe(sha256(zip[file.path] ?? new Uint8Array()));
    expect(strFromU8(zip['journal.json'] ?? new Uint8Array())).toContain('ConfirmLicence');
  });

  it('says so where nothing is known of the tenant', async () => {
    const ended = await visionlift(['evidence', 'nobody', '--stage', STAGE], { environment });
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toContain('nobody');
  });
});

interface Proven {
  forgotten: { tenantId: string; at: string; deleted: Record<string, number> }[];
}

describe('forget', () => {
  it('leaves nothing of anybody in the tables, the vault and the evidence, but a proof that it did', async () => {
    const batchId = await aMigratedTenant('f-1');
    await aMigratedTenant('f-2');
    const words = ['forget', 'f-1', '--stage', STAGE];
    const { json, code } = await visionliftJson<Proven>(words, { environment });
    expect(code).toBe(0);
    expect(json.forgotten[0]?.deleted).toEqual({
      secrets: 1,
      pictures: 1,
      completionReports: 1,
      rows: 1,
      mailMarks: 4,
      undelivered: 1,
      consoles: 1,
      businesses: 1,
      mailboxes: 1,
      deskTasks: 0,
      users: 1,
      events: 1,
      records: 1,
    });
    expect(JSON.stringify(json)).not.toContain('person.example.jp');
    expect(await tenants.read('f-1')).toBeUndefined();
    expect(await tenants.events('f-1')).toEqual([]);
    expect(await users.list('f-1')).toEqual([]);
    expect(await batches.readTenant(batchId, 'f-1')).toBeUndefined();
    expect(await vault.purposes('f-1')).toEqual([]);
    expect(await tenants.read('f-2')).toBeDefined();
    const { Items = [] } = await dynamoClient().send(new ScanCommand({ TableName: OUTPUTS.RecordsTable }));
    const left = Items.map((item) => JSON.stringify(item)).filter((item) => item.includes('f-1'));
    expect(left.filter((item) => item.includes('person.example.jp'))).toEqual([]);
    // Run again it finds nothing, and the proof stands.
    const again = await visionliftJson<Proven>(words, { environment });
    expect(again.json).toEqual(json);
  });

  it('refuses while an execution works on the tenant, or its batch has yet to come to it', async () => {
    await aMigratedTenant('f-4');
    const arn = `${OUTPUTS.MigrateTenantArn.replace('stateMachine', 'execution')}:f-4--0a1b2c3d--2`;
    const claim = {
      tenantId: 'f-4',
      batchId: 'of-f-4--0a1b2c3d',
      row: anIntakeRow({ tenantId: 'f-4' }),
      execution: arn,
    };
    await tenants.claim(claim);
    stage.running.add(arn);
    const words = ['forget', 'f-4', '--stage', STAGE];
    const ended = await visionlift(words, { environment });
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain('f-4--0a1b2c3d--2 still works on f-4');
    stage.running.delete(arn);

    const waiting = aBatch({ batchId: 'waiting--0a1b2c3d' });
    await batches.create(waiting);
    await batches.addTenants([aBatchTenant({ batchId: waiting.batchId, tenantId: 'f-4' })]);
    stage.running.add(waiting.execution);
    expect((await visionlift(words, { environment })).stderr).toContain('waiting--0a1b2c3d still works on f-4');
    expect((await visionlift(['retry', waiting.batchId, '--stage', STAGE], { environment })).stderr).toContain(
      'is still under way',
    );
    stage.running.delete(waiting.execution);
    expect((await visionlift(words, { environment })).code).toBe(0);
  });

  it('refuses while the vault has a password that only we know', async () => {
    await aMigratedTenant('f-3');
    await vault.seal('f-3', 'primary-account-password', new Secret('only ours'));
    const words = ['forget', 'f-3', '--stage', STAGE];
    const refused = await visionlift(words, { environment });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('--everything');
    expect(await tenants.read('f-3')).toBeDefined();
    expect((await visionlift([...words, '--everything'], { environment })).code).toBe(0);
    expect(await vault.purposes('f-3')).toEqual([]);
  });
});

describe('hand-over', () => {
  const words = (tenantId: string) => ['hand-over', tenantId, '--stage', STAGE];

  it('is started anew for a migrated tenant whose hand-over has ended, and refused while one runs', async () => {
    const batchId = await aMigratedTenant('h-1');
    const early = await visionlift(words('h-1'), { environment });
    expect(early).toMatchObject({ code: 1, stdout: '' });
    expect(early.stderr).toContain('only a tenant that is migrated');

    let tenant = await tenants.read('h-1');
    for (const stage of STAGES.slice(1, STAGES.indexOf('told') + 1))
      tenant = tenant && (await tenants.change(tenant, null, { stage }));
    const first = `${OUTPUTS.HandOverTenantArn.replace('stateMachine', 'execution')}:${(await batches.readTenant(batchId, 'h-1'))?.execution ?? ''}`;
    stage.running.add(first);
    expect((await visionlift(words('h-1'), { environment })).stderr).toContain('the hand-over of h-1 is under way');
    stage.running.delete(first);

    const { json } = await visionliftJson<{ tenantId: string; execution: string }>(words('h-1'), { environment });
    const [started] = stage.started;
    expect(started).toMatchObject({
      stateMachineArn: OUTPUTS.HandOverTenantArn,
      input: JSON.stringify({ batchId, tenantId: 'h-1' }),
    });
    expect(started?.name).toMatch(/^h-1--again--\d{8}T\d{6}Z$/u);
    expect(json.execution).toContain(`:execution:visionlift-trial-hand-over-tenant:${started?.name ?? ''}`);
  });
});
