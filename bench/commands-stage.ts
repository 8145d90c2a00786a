import { randomBytes } from 'node:crypto';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { DynamoBatchStore } from '../lambdas/adapters/dynamo/dynamo-batch-store.ts';
import { DynamoDesk } from '../lambdas/adapters/dynamo/dynamo-desk.ts';
import { DynamoTable } from '../lambdas/adapters/dynamo/dynamo-table.ts';
import { DynamoTenantStore } from '../lambdas/adapters/dynamo/dynamo-tenant-store.ts';
import { kmsClient } from '../lambdas/adapters/kms/client.ts';
import { KmsVault } from '../lambdas/adapters/kms/kms-vault.ts';
import { s3Client } from '../lambdas/adapters/s3/client.ts';
import { tokenPurpose } from '../lambdas/domain/desk-task.ts';
import { inParallel } from '../lambdas/domain/in-parallel.ts';
import { reportHtmlKey, reportPrefix } from '../lambdas/domain/report-keys.ts';
import { Secret } from '../lambdas/domain/secret.ts';
import { PAUSED } from '../lambdas/domain/switch.ts';
import type { Ports } from '../lambdas/ports/index.ts';
import { awaitRelease } from '../lambdas/steps/await-release.ts';
import { aBatch, aBatchTenant, anIntakeRow, anOutcome, EXECUTION } from '../test/builders.ts';
import { aStage, OUTPUTS, type Stage } from '../test/commands/a-stage.ts';
import { portsWith } from '../test/steps/kit.ts';
import { tenantIdOf } from './many-tenants.ts';

export const MANY = 10_000;
export const BATCH = 'many--0a1b2c3d';
/** As large, and over, with two tenants of a hundred to retry. */
export const ENDED = 'ended--0a1b2c3d';
/** Batches that wait for their release, each with as many tenants as a plan is made anew for. */
export const TO_RELEASE = Array.from({ length: 8 }, (_, n) => `plan-${String(n)}--0a1b2c3d`);
export const PLANNED = 1_000;
/** Migrated ones, whose stakeholders have been told. */
export const HANDED_OVER_FROM = 9_000;

/** Tenants of the large batch that a pause holds. */
const HELD = 100;
const OVER = 6_000;
const SMALL = 20;
const AT_ONCE = 32;

const minutes = (n: number): string => new Date(Date.UTC(2026, 11, 1, 0, n)).toISOString();

/** A stage on which a batch of ten thousand tenants is under way, with whatever its commands read. */
export async function stageOfMany(): Promise<Stage> {
  const stage = await aStage();
  const table = new DynamoTable(OUTPUTS.RecordsTable);
  const stores = {
    batches: new DynamoBatchStore(table),
    tenants: new DynamoTenantStore(table),
    desk: new DynamoDesk(table),
    vault: new KmsVault({
      table: new DynamoTable(OUTPUTS.VaultTable),
      kms: kmsClient(),
      keyId: OUTPUTS.VaultKeyArn,
    }),
  };
  await theLargeBatch(stores);
  await theEndedBatch(stores);
  await smallBatches(stores);
  await batchesToRelease(stores);
  await whatOneTenantLeaves(stores);
  await reportsOfTheBatch();
  return stage;
}

type Stores = Pick<Ports, 'batches' | 'tenants' | 'desk' | 'vault'>;

async function theLargeBatch({ batches, tenants, desk, vault }: Stores): Promise<void> {
  await batches.create(aBatch({ batchId: BATCH, rows: MANY + 10, accepted: MANY, rejected: 10 }));
  const all = Array.from({ length: MANY }, (_, n) => rowOf(BATCH, n));
  await batches.addTenants(all);
  await inParallel(AT_ONCE, all, async ({ tenantId, row, execution, rowNumber }) => {
    await tenants.claim({ tenantId, batchId: BATCH, row, execution });
    await vault.seal(tenantId, 'clp-password', new Secret('Invented-1'));
    const n = rowNumber - 2;
    if (n < OVER) await batches.recordOutcome(BATCH, tenantId, outcomeOf(n));
    else if (n < OVER + HELD) await hold({ desk, vault }, tenantId, n);
  });
}

async function theEndedBatch({ batches }: Stores): Promise<void> {
  const ended = aBatch({ batchId: ENDED, rows: MANY, accepted: MANY });
  await batches.create(ended);
  await batches.addTenants(Array.from({ length: MANY }, (_, n) => rowOf(ENDED, n)));
  await inParallel(AT_ONCE, Array.from({ length: MANY }).keys(), (n) =>
    batches.recordOutcome(ENDED, tenantIdOf(n), outcomeOf(n)),
  );
  await batches.change(ended, { ending: 'someNeedAttention' });
}

function rowOf(batchId: string, n: number) {
  const tenantId = tenantIdOf(n);
  const companyName = `架空商事${String(n + 1)}株式会社`;
  const original = [tenantId, companyName, `clp-${tenantId}`, `vision-one@${tenantId}.example.jp`];
  return aBatchTenant({
    batchId,
    tenantId,
    rowNumber: n + 2,
    row: anIntakeRow({ tenantId, companyName, primaryEmail: `vision-one@${tenantId}.example.jp` }),
    original,
  });
}

function outcomeOf(n: number) {
  const at = minutes(n / 10);
  return n % 50 === 0
    ? anOutcome({ outcome: 'needsAttention', code: 'LicenceNotReadyError', guideStep: '1-1', reason: 'expired', at })
    : anOutcome({ at });
}

async function hold({ desk, vault }: Pick<Stores, 'desk' | 'vault'>, tenantId: string, n: number): Promise<void> {
  const step = 'ClaimPrimaryAccount';
  await vault.seal(tenantId, tokenPurpose(step), new Secret(`token of ${tenantId}`));
  const because = { code: 'PersonNeededError', reason: 'the batch is paused', guideStep: '2-1' } as const;
  const task = { subject: tenantId, step, batchId: BATCH, execution: EXECUTION, ask: PAUSED, because };
  await desk.file({ ...task, filedAt: minutes(n) });
}

async function smallBatches({ batches }: Stores): Promise<void> {
  for (let n = 0; n < SMALL; n++) {
    const batchId = `small-${String(n)}--0a1b2c3d`;
    const small = aBatch({ batchId, createdAt: minutes(n) });
    await batches.create(small);
    await batches.change(small, { ending: 'migrated' });
  }
}

async function batchesToRelease(stores: Stores): Promise<void> {
  const settings = { releaseBy: 'one', defaultHands: 'browser', deskOrigin: 'https://desk.example' } as const;
  for (const batchId of TO_RELEASE) {
    await stores.batches.create(aBatch({ batchId, rows: PLANNED, accepted: PLANNED }));
    await stores.batches.addTenants(Array.from({ length: PLANNED }, (_, n) => rowOf(batchId, n)));
    const ports = { ...portsWith({ settings }), ...stores };
    await awaitRelease(ports, { batchId, execution: EXECUTION, taskToken: `token of ${batchId}` });
  }
}

/** Of the first tenant: a journal as a run with one retry leaves it, and a picture for each point that the guide has one. */
async function whatOneTenantLeaves({ tenants }: Stores): Promise<void> {
  const tenantId = tenantIdOf(0);
  for (let n = 0; n < 60; n++) {
    await tenants.append(tenantId, { at: minutes(n), by: EXECUTION, step: 'CheckUpdate', what: 'the update runs' });
  }
  for (let n = 0; n < 20; n++) {
    const Key = `${tenantId}/${String(n)}.jpg`;
    await s3Client().send(new PutObjectCommand({ Bucket: OUTPUTS.EvidenceBucket, Key, Body: randomBytes(120_000) }));
  }
}

async function reportsOfTheBatch(): Promise<void> {
  const sizes = { 'report.csv': 3_000_000, 'report.json': 8_000_000, 'rejected.csv': 3_000 };
  const keys = Object.entries(sizes).map(([name, size]) => [reportPrefix(BATCH) + name, size] as const);
  for (const [Key, size] of [...keys, [reportHtmlKey(BATCH), 5_000_000] as const]) {
    await s3Client().send(new PutObjectCommand({ Bucket: OUTPUTS.ReportsBucket, Key, Body: Buffer.alloc(size, 'x') }));
  }
}

/** Tenants whose migration is over and told, so that they can be handed over. */
export async function tellOf(numbers: readonly number[]): Promise<void> {
  const tenants = new DynamoTenantStore(new DynamoTable(OUTPUTS.RecordsTable));
  for (const n of numbers) {
    let tenant = await tenants.read(tenantIdOf(n));
    for (const stage of [
      'licenceConfirmed',
      'accountsConfirmed',
      'consented',
      'consoleProvisioned',
      'connected',
      'updateStarted',
      'updated',
      'verified',
      'told',
    ] as const) {
      if (!tenant) throw new Error(`there is no tenant ${tenantIdOf(n)}`);
      tenant = await tenants.change(tenant, null, { stage });
    }
  }
}
