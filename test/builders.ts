import type { Batch, BatchTenant } from '../lambdas/domain/batch.ts';
import type { DeskTask } from '../lambdas/domain/desk-task.ts';
import type { IntakeRow } from '../lambdas/domain/intake/intake-row.ts';
import type { RecordedOutcome } from '../lambdas/domain/outcome.ts';
import type { BatchProblem } from '../lambdas/domain/problem.ts';
import type { Tenant } from '../lambdas/domain/tenant.ts';

export const BATCH_ID = 'pilot--0a1b2c3d';
/** The execution that holds `aTenant()`. */
export const EXECUTION = 'arn:aws:states:ap-northeast-1:111122223333:execution:migrate-tenant:tenant-1--0a1b2c3d--1';

/** A row whose consent was given in writing and that may be worked on at any time. */
export function anIntakeRow(overrides: Partial<IntakeRow> = {}): IntakeRow {
  return {
    tenantId: 'tenant-1',
    companyName: '株式会社テスト',
    clpLoginId: 'aaa',
    primaryEmail: 'aaa@test.com',
    apexCentralHost: 'abc123.manage.trendmicro.com',
    licenceChannel: 'TSSL',
    userAccounts: { kind: 'listed', accounts: [{ name: 'bbb', email: 'bbb@test.com' }] },
    notifyEmails: ['it@test.com'],
    consent: { reference: 'C-2026-001', by: '山田 太郎', on: '2026-11-20' },
    language: 'ja',
    region: 'Japan',
    ...overrides,
  };
}

/** A tenant at its first stage, held by `EXECUTION`. */
export function aTenant(overrides: Partial<Tenant> = {}): Tenant {
  const { tenantId = 'tenant-1', batchId = BATCH_ID } = overrides;
  return {
    tenantId,
    stage: 'accepted',
    revision: 1,
    row: anIntakeRow({ tenantId }),
    batchId,
    lease: { execution: EXECUTION, batchId },
    ...overrides,
  };
}

/** A batch of one accepted row that nobody has released yet. */
export function aBatch(overrides: Partial<Batch> = {}): Batch {
  const { batchId = BATCH_ID } = overrides;
  return {
    batchId,
    execution: `arn:aws:states:ap-northeast-1:111122223333:execution:migrate-batch:${batchId}`,
    object: { bucket: 'intake', key: 'incoming/pilot.csv', versionId: 'v1' },
    dryRun: false,
    createdAt: '2026-12-01T00:00:00.000Z',
    refused: false,
    header: ['tenant_id', 'company_name'],
    rows: 1,
    accepted: 1,
    rejected: 0,
    problems: [],
    ...overrides,
  };
}

/** A problem of one row. */
export function aProblem(overrides: Partial<BatchProblem> = {}): BatchProblem {
  return {
    row: 14,
    column: 'region',
    value: 'eu-wset',
    code: 'region-unknown',
    whatToDo: 'Use Japan, US, ...',
    severity: 'row',
    said: {
      ja: '14行目、地域: 「eu-wset」という地域はありません。',
      en: 'row 14, column region: "eu-wset" is not a region.',
    },
    ...overrides,
  };
}

/** A tenant of `aBatch()` without an outcome. */
export function aBatchTenant(overrides: Partial<BatchTenant> = {}): BatchTenant {
  const { tenantId = 'tenant-1', batchId = BATCH_ID } = overrides;
  return {
    batchId,
    tenantId,
    rowNumber: 2,
    row: anIntakeRow({ tenantId }),
    original: [tenantId, '株式会社テスト'],
    execution: `${tenantId}--${batchId.slice(-8)}--1`,
    ...overrides,
  };
}

/** An outcome that needs no explanation. */
export function anOutcome(overrides: Partial<RecordedOutcome> = {}): RecordedOutcome {
  return {
    outcome: 'migrated',
    reason: null,
    code: null,
    guideStep: null,
    at: '2026-12-01T02:00:00.000Z',
    ...overrides,
  };
}

/** A task that waits for a person to do a step of `aTenant()`. */
export function aDeskTask(overrides: Partial<DeskTask> = {}): DeskTask {
  return {
    subject: 'tenant-1',
    step: 'ConfirmLicence',
    batchId: BATCH_ID,
    execution: EXECUTION,
    ask: 'work',
    because: { code: 'PersonNeededError', reason: 'a person has to do this step', guideStep: null },
    filedAt: '2026-12-01T00:00:00.000Z',
    answers: {},
    revision: 1,
    ...overrides,
  };
}
