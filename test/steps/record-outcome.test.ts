import { describe, expect, test } from 'vitest';
import { STAGES, type Stage } from '../../lambdas/domain/stage.ts';
import type { StepFailure, Tenant } from '../../lambdas/domain/tenant.ts';
import { createHandler } from '../../lambdas/handlers/record-outcome.ts';
import { recordOutcome, type Ending } from '../../lambdas/steps/record-outcome.ts';
import { aBatchTenant, anOutcome, BATCH_ID, EXECUTION } from '../builders.ts';
import { aTenantAt, NOW, portsWith, recordOf, type TestPorts } from './kit.ts';

const noted: StepFailure = {
  execution: EXECUTION,
  step: 'ClaimPrimaryAccount',
  error: 'VerificationCodeLateError',
  reason: 'no verification code arrived at aaa@test.com',
  guideStep: '2-5',
  at: NOW,
};

function anEnding(overrides: Partial<Ending> = {}): Ending {
  const run = { batchId: BATCH_ID, tenantId: 'tenant-1', execution: EXECUTION };
  return { ...run, skip: null, dryRun: false, failure: null, ...overrides };
}

async function portsFor(tenant: Tenant | undefined, inBatch = aBatchTenant()): Promise<TestPorts> {
  const ports = portsWith({ tenants: tenant ? [tenant] : [] });
  await ports.batches.addTenants([inBatch]);
  return ports;
}

async function outcomeIn({ batches }: TestPorts) {
  return (await batches.readTenant(BATCH_ID, 'tenant-1'))?.outcome;
}

test('takes a tenant that had its outcome before it was started, as after a redrive of its batch, and leaves it', async () => {
  const ports = await portsFor(
    undefined,
    aBatchTenant({ outcome: anOutcome({ outcome: 'skipped', code: 'batchStopped' }) }),
  );
  const context = { awsRequestId: 'i-1', getRemainingTimeInMillis: () => 60_000 };
  const answer = await createHandler(ports)(anEnding({ skip: 'alreadyClosed' }), context);
  expect(answer).toEqual({ outcome: 'skipped', failure: null });
  expect(await outcomeIn(ports)).toMatchObject({ code: 'batchStopped' });
});

test('takes a no that ended an earlier execution for no answer to this one', async () => {
  const decline = {
    ...{
      by: '見本 太郎',
      address: 'boss@test.com',
      at: NOW,
      sourceAddress: '203.0.113.7',
      planHash: '0123456789abcdef',
    },
    ...{
      tenantId: 'tenant-1',
      batchId: BATCH_ID,
      text: { version: '1', language: 'ja', sha256: 'a'.repeat(64) } as const,
    },
  };
  const ended = async (execution: string) => {
    const ports = await portsFor(aTenantAt('accepted', { decline: { ...decline, execution } }));
    await recordOutcome(ports, anEnding());
    return outcomeIn(ports);
  };
  expect(await ended(EXECUTION)).toMatchObject({ outcome: 'skipped', code: 'declined' });
  expect(await ended('arn:earlier')).toMatchObject({ outcome: 'needsAttention', code: 'NotVerified' });
});

test('closes what a person was asked, and nothing of an execution that has the tenant by now', async () => {
  for (const [execution, closedAs] of [
    [EXECUTION, 'withdrawn'],
    ['arn:another', undefined],
  ] as const) {
    const ports = await portsFor(aTenantAt('accepted', { lease: { execution, batchId: BATCH_ID } }));
    const because = { code: 'PageChangedError', reason: 'another page', guideStep: null };
    const task = { subject: 'tenant-1', step: 'ConfirmLicence', batchId: BATCH_ID, execution, ask: 'work' };
    await ports.desk.file({ ...task, because, filedAt: NOW });
    await recordOutcome(ports, anEnding());
    expect((await ports.desk.read('tenant-1', 'ConfirmLicence'))?.closed?.as).toBe(closedAs);
  }
});

describe('a run that ended without an error', () => {
  test('is "migrated" when the console was verified', async () => {
    const ports = await portsFor(aTenantAt('verified'));

    expect(await recordOutcome(ports, anEnding())).toEqual({ outcome: 'migrated', failure: null });
    expect(await outcomeIn(ports)).toEqual({ outcome: 'migrated', reason: null, code: null, guideStep: null, at: NOW });
  });

  test.each(STAGES.slice(0, STAGES.indexOf('verified')))(
    'is never "migrated" at %s, whatever the machine believes',
    async (stage: Stage) => {
      const ports = await portsFor(aTenantAt(stage));

      expect(await recordOutcome(ports, anEnding())).toMatchObject({
        outcome: 'needsAttention',
        failure: { state: expect.any(String) as string },
      });
      expect(await outcomeIn(ports)).toMatchObject({
        reason: { code: 'notVerified', stage },
        code: 'NotVerified',
      });
    },
  );

  test('is never "migrated" without a record', async () => {
    const ports = await portsFor(undefined);

    expect(await recordOutcome(ports, anEnding())).toMatchObject({
      outcome: 'needsAttention',
      failure: { state: expect.any(String) as string },
    });
  });

  test('is "ready" in a dry run, because nothing stands in its way', async () => {
    const ports = await portsFor(aTenantAt('accountsConfirmed'));

    expect(await recordOutcome(ports, anEnding({ dryRun: true }))).toEqual({ outcome: 'ready', failure: null });
    expect(await outcomeIn(ports)).toMatchObject({ reason: null, code: null });
  });
});

describe('a tenant that this batch left alone', () => {
  test.each(['alreadyMigrated', 'heldByAnotherBatch'] as const)(
    'is "skipped" with the reason and the batch: %s',
    async (skip) => {
      const lease = { execution: `${EXECUTION}-of-another`, batchId: 'first--00000000' };
      const ports = await portsFor(aTenantAt('told', { batchId: 'first--00000000', lease }));

      expect(await recordOutcome(ports, anEnding({ skip }))).toEqual({ outcome: 'skipped', failure: null });
      expect(await outcomeIn(ports)).toMatchObject({
        reason: { code: skip, batchId: 'first--00000000' },
        code: skip,
        guideStep: null,
      });
      // The lease is somebody else's.
      expect((await recordOf(ports)).lease).toEqual(lease);
    },
  );
});

describe('a run that failed', () => {
  test('"needs attention" with the reason and the guide step that the step itself noted', async () => {
    const ports = await portsFor(aTenantAt('consented', { failure: noted, lastStep: 'ClaimPrimaryAccount' }));
    const failure = { state: 'SetUpVisionOne', error: 'VerificationCodeLateError', cause: '{"errorMessage":"x"}' };

    expect(await recordOutcome(ports, anEnding({ failure }))).toMatchObject({
      outcome: 'needsAttention',
      failure: { state: expect.any(String) as string },
    });
    expect(await outcomeIn(ports)).toEqual({
      outcome: 'needsAttention',
      reason: noted.reason,
      code: 'VerificationCodeLateError',
      guideStep: '2-5',
      at: NOW,
    });
  });

  test('answers with the failure that its execution ends in: a cause that a program reads, and that leads a person on', async () => {
    const ports = await portsFor(aTenantAt('consented', { failure: noted, lastStep: 'ClaimPrimaryAccount' }));
    Object.assign(ports.settings, { deskOrigin: 'https://desk.msp.example.jp', operatorLanguage: 'en' });
    const failure = { state: 'SetUpVisionOne', error: 'VerificationCodeLateError', cause: '{"errorMessage":"x"}' };

    const answer = await recordOutcome(ports, anEnding({ failure }));

    expect(answer.failure).toMatchObject({ state: 'SetUpVisionOne', error: 'VerificationCodeLateError' });
    expect(JSON.parse(answer.failure?.cause ?? '')).toEqual({
      code: 'VerificationCodeLateError',
      guideStep: '2-5',
      reason: noted.reason,
      tenant: 'https://desk.msp.example.jp/tenants/tenant-1',
      runbook: 'https://desk.msp.example.jp/runbook/tenant-failed',
    });
    // As a retry of the state finds it.
    expect(await recordOutcome(ports, anEnding({ failure }))).toEqual(answer);
  });

  test('that nobody noted is explained by the message in Lambda’s Cause', async () => {
    const ports = await portsFor(aTenantAt('connected', { lastStep: 'StartUpdate' }));
    const cause = JSON.stringify({ errorType: 'Error', errorMessage: 'the table was gone', trace: ['at x'] });
    const failure = { state: 'UpdateToStandardEndpointProtection', error: 'Error', cause };

    await recordOutcome(ports, anEnding({ failure }));

    expect(await outcomeIn(ports)).toMatchObject({
      reason: { code: 'unexpectedError', text: 'the table was gone' },
      code: 'Error',
      guideStep: '3-12',
    });
  });

  test('by a time-out names the step that began last, not the box that caught it', async () => {
    const ports = await portsFor(aTenantAt('updateStarted', { failure: noted, lastStep: 'CheckUpdate' }));
    const failure = { state: 'UpdateToStandardEndpointProtection', error: 'States.Timeout', cause: '' };

    await recordOutcome(ports, anEnding({ failure }));

    expect(await outcomeIn(ports)).toMatchObject({
      reason: { code: 'noAnswerInTime', step: 'CheckUpdate' },
      code: 'States.Timeout',
      guideStep: '3-16',
    });
  });

  test('before the tenant had a record names the state', async () => {
    const ports = await portsFor(undefined);
    const failure = { state: 'ClaimTenant', error: 'States.Timeout', cause: '' };

    await recordOutcome(ports, anEnding({ failure }));

    expect(await outcomeIn(ports)).toMatchObject({
      reason: { code: 'noAnswerInTime', step: 'ClaimTenant' },
      guideStep: null,
    });
  });

  test('is "not ready" in a dry run: nothing has begun that could need attention', async () => {
    const ports = await portsFor(aTenantAt('accepted', { failure: { ...noted, error: 'LicenceNotReadyError' } }));
    const failure = { state: 'PrepareTenant', error: 'LicenceNotReadyError', cause: '' };

    expect(await recordOutcome(ports, anEnding({ dryRun: true, failure }))).toEqual({
      outcome: 'notReady',
      failure: null,
    });
    expect(await outcomeIn(ports)).toMatchObject({ reason: noted.reason, code: 'LicenceNotReadyError' });
  });

  test('"needs attention" although its console was verified: an error is for somebody to look at', async () => {
    const ports = await portsFor(aTenantAt('verified', { lastStep: 'VerifyConsole' }));
    const failure = { state: 'UpdateToStandardEndpointProtection', error: 'States.Timeout', cause: '' };

    expect(await recordOutcome(ports, anEnding({ failure }))).toMatchObject({
      outcome: 'needsAttention',
      failure: { state: expect.any(String) as string },
    });
  });
});

describe('the first outcome', () => {
  test('stands: what fails after it changes nothing, and the machine goes the way of the first', async () => {
    const first = anOutcome({ outcome: 'migrated' });
    const ports = await portsFor(aTenantAt('verified'), aBatchTenant({ outcome: first }));
    const failure = { state: 'EmailStakeholders', error: 'States.Timeout', cause: '' };

    expect(await recordOutcome(ports, anEnding({ failure }))).toEqual({ outcome: 'migrated', failure: null });
    expect(await outcomeIn(ports)).toEqual(first);
  });

  test('is journalled once, however often the Lambda runs', async () => {
    const ports = await portsFor(aTenantAt('verified'));

    await recordOutcome(ports, anEnding());
    await recordOutcome(ports, anEnding());

    expect(await ports.tenants.events('tenant-1')).toEqual([
      { at: NOW, by: EXECUTION, step: 'RecordOutcome', what: { code: 'ended', outcome: 'migrated' } },
    ]);
  });

  test('is journalled with its reason', async () => {
    const ports = await portsFor(aTenantAt('consented', { failure: noted }));
    const failure = { state: 'SetUpVisionOne', error: noted.error, cause: '' };

    await recordOutcome(ports, anEnding({ failure }));

    expect((await ports.tenants.events('tenant-1')).map(({ what }) => what)).toEqual([
      { code: 'ended', outcome: 'needsAttention', reason: noted.reason },
    ]);
  });
});

describe('the lease', () => {
  test('is given back, so that the next batch need not wait', async () => {
    const ports = await portsFor(aTenantAt('verified'));

    await recordOutcome(ports, anEnding());

    expect(await recordOf(ports)).not.toHaveProperty('lease');
  });

  test('is given back by the second run when the first crashed in between', async () => {
    const ports = await portsFor(aTenantAt('verified'), aBatchTenant({ outcome: anOutcome() }));

    await recordOutcome(ports, anEnding());

    expect(await recordOf(ports)).not.toHaveProperty('lease');
  });

  test('of another execution is left alone', async () => {
    const lease = { execution: `${EXECUTION}-of-another`, batchId: 'other--ffffffff' };
    const ports = await portsFor(aTenantAt('connected', { lease }));
    const failure = { state: 'SetUpVisionOne', error: 'LeaseLostError', cause: '' };

    await recordOutcome(ports, anEnding({ failure }));

    expect((await recordOf(ports)).lease).toEqual(lease);
  });
});

test('throws for a tenant that the batch does not have, so that no outcome is lost without a word', async () => {
  const ports = portsWith({ tenants: [aTenantAt('verified')] });

  await expect(recordOutcome(ports, anEnding())).rejects.toThrow('tenant-1');
});
