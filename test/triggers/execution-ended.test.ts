import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { LambdaContext } from '../../lambdas/runtime/lambda.ts';
import { createHandler } from '../../lambdas/triggers/execution-ended.ts';
import { aBatch, aBatchTenant, aDeskTask, anOutcome, aTenant, BATCH_ID, EXECUTION } from '../builders.ts';
import { MIGRATE_TENANT_ARN, NOW, portsWith, recordOf, type TestPorts } from '../steps/kit.ts';
import { inEnglish } from '../in-words.ts';

const context: LambdaContext = { awsRequestId: 'invocation-1', getRemainingTimeInMillis: () => 10_000 };

/** EventBridge "Step Functions Execution Status Change". */
function anEvent(overrides: Record<string, unknown> = {}) {
  return {
    'detail-type': 'Step Functions Execution Status Change',
    detail: {
      executionArn: EXECUTION,
      stateMachineArn: MIGRATE_TENANT_ARN,
      status: 'ABORTED',
      input: JSON.stringify({ batchId: BATCH_ID, tenantId: 'tenant-1' }),
      ...overrides,
    },
  };
}

let ports: TestPorts;

beforeEach(async () => {
  vi.stubEnv('LOG_LEVEL', 'silent');
  ports = portsWith({ tenants: [aTenant({ lastStep: 'CheckUpdate' })] });
  await ports.batches.addTenants([aBatchTenant()]);
});

afterEach(() => {
  vi.unstubAllEnvs();
});

const outcome = async () => (await ports.batches.readTenant(BATCH_ID, 'tenant-1'))?.outcome;

describe('an execution that ended where no Catch sees it', () => {
  test.each([
    ['ABORTED', 'its execution was stopped by hand at CheckUpdate'],
    ['TIMED_OUT', 'its execution timed out at CheckUpdate'],
    ['FAILED', 'its execution failed at CheckUpdate'],
  ])('%s gives its tenant an outcome, with the step it was at', async (status, words) => {
    await createHandler(ports)(anEvent({ status }), context);

    const { reason, ...ended } = (await outcome()) ?? {};
    expect(inEnglish(reason)).toBe(words);
    expect(ended).toEqual({
      outcome: 'needsAttention',
      code: `Execution${status}`,
      guideStep: '3-16',
      at: NOW,
    });
  });

  test('is told to the operator once, because no other mail would name the tenant', async () => {
    await createHandler(ports)(anEvent(), context);
    await createHandler(ports)(anEvent(), context);

    expect(ports.mailer.sent.map(({ mail }) => mail.to)).toEqual([ports.settings.operatorEmail]);
    expect(ports.mailer.sent[0]?.mail.text).toContain(
      '実行が手動で停止されました（ガイド 3-16 アップデートの完了確認）',
    );
  });

  test('leaves a tenant of a dry run not ready, and mails nobody', async () => {
    await ports.batches.create(aBatch({ dryRun: true }));
    await createHandler(ports)(anEvent(), context);

    expect(await outcome()).toMatchObject({ outcome: 'notReady' });
    expect(ports.mailer.sent).toEqual([]);
  });

  test('is closed also when the event carries no input, as of machines with a key of ours', async () => {
    await createHandler(ports)(anEvent({ input: undefined }), context);

    expect(await outcome()).toMatchObject({ outcome: 'needsAttention' });
  });

  test('gives the lease back, so that the next batch need not ask', async () => {
    await createHandler(ports)(anEvent(), context);

    expect(await recordOf(ports)).not.toHaveProperty('lease');
  });

  test('before its first step names no step', async () => {
    ports = portsWith();
    await ports.batches.addTenants([aBatchTenant()]);

    await createHandler(ports)(anEvent(), context);

    expect(await outcome()).toMatchObject({
      reason: { code: 'executionEnded', status: 'ABORTED' },
      guideStep: null,
    });
  });

  test('leaves the outcome that is there: a tenant that failed in order has its own reason', async () => {
    const first = anOutcome({ outcome: 'needsAttention', reason: 'its licence expired on 2026-05-30' });
    await ports.batches.recordOutcome(BATCH_ID, 'tenant-1', first);

    await createHandler(ports)(anEvent({ status: 'FAILED' }), context);

    expect(await outcome()).toEqual(first);
    expect(await recordOf(ports)).not.toHaveProperty('lease');
  });

  test('leaves the lease of the execution that took the tenant over, and what it has asked a person', async () => {
    const { revision: _revision, answers: _answers, closed: _closed, ...filing } = aDeskTask({ subject: 'tenant-1' });
    await ports.desk.file(filing);
    await createHandler(ports)(anEvent({ executionArn: `${EXECUTION}-0` }), context);

    expect((await recordOf(ports)).lease?.execution).toBe(EXECUTION);
    expect((await ports.desk.of('tenant-1')).map(({ closed }) => closed)).toEqual([undefined]);
  });

  test('may be told twice', async () => {
    await createHandler(ports)(anEvent(), context);
    const first = await outcome();
    ports.clock.pass(1_000);
    await createHandler(ports)(anEvent(), context);

    expect(await outcome()).toEqual(first);
  });

  test('is told again when the table could not be written to', async () => {
    vi.spyOn(ports.batches, 'recordOutcome').mockRejectedValue(new Error('throttled'));

    await expect(createHandler(ports)(anEvent(), context)).rejects.toThrow('throttled');
  });
});

describe('nothing is recorded', () => {
  test.each([
    ['of an execution that runs', { status: 'RUNNING' }],
    ['of one that succeeded, which recorded its own', { status: 'SUCCEEDED' }],
    ['of one that will go on', { status: 'PENDING_REDRIVE' }],
    ['of another machine', { stateMachineArn: `${MIGRATE_TENANT_ARN}-2` }],
    ['of one without input whose name is not of ours', { input: null, executionArn: `${EXECUTION}-by-hand` }],
    [
      'of one without input whose tenant another batch has',
      { input: null, executionArn: EXECUTION.replace('0a1b2c3d', '99999999') },
    ],
  ])('%s', async (_, detail) => {
    expect(await createHandler(ports)(anEvent(detail), context)).toEqual({});
    expect(await outcome()).toBeUndefined();
    expect((await recordOf(ports)).lease?.execution).toBe(EXECUTION);
  });
});
