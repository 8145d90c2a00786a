import { describe, expect, it } from 'vitest';
import { aRow, DAY, EACH_ONCE, HOUR, MINUTE, UNTOUCHED, walk, type Journey } from './a-journey.ts';

describe('a clean tenant', () => {
  it('passes the states of the guide in its order, each point of no return once', async () => {
    const journey = await walk([aRow({ tenant_id: 't-1' })], { tenants: { 't-1': { updateMinutes: 21.5 } } });
    const { outcome, states, execution } = await journey.tenant('t-1');
    expect(states).toEqual([
      'ClaimTenant',
      'IsTheTenantAlreadyDone',
      'PrepareTenant',
      'ConfirmLicence',
      'ConfirmUserAccounts',
      'IsThisADryRun',
      'AskForConsent',
      'HasConsentBeenGiven',
      'SetUpVisionOne',
      'ClaimPrimaryAccount',
      'ProvisionConsole',
      'WaitForProvisioning',
      'CheckProvisioning',
      'IsTheConsoleProvisioned',
      'ConsoleIsProvisioned',
      'UpdateToStandardEndpointProtection',
      'IssueRegistrationToken',
      'RegisterApexCentral',
      'WaitForConnection',
      'CheckConnection',
      'IsApexCentralConnected',
      'StartUpdate',
      'HasTheUpdateStarted',
      'WaitForUpdate',
      ...polls(2, ['CheckUpdate', 'IsTheUpdateFinished'], 'WaitForUpdate'),
      'VerifyConsole',
      'RecordOutcome',
      'EmailStakeholders',
      'HowDidItEnd',
      'StartHandOver',
      'TenantMigrated',
    ]);
    expect(outcome).toMatchObject({ outcome: 'migrated', reason: null, guideStep: null });
    expect(execution.status).toBe('SUCCEEDED');
    expect(journey.presses('t-1')).toEqual(EACH_ONCE);
    expect(journey.violations()).toEqual([]);
    expect(journey.batchStates().at(-1)).toBe('BatchMigrated');
  });

  it('is finished within a minute of the vendor, waits for the code and the consoles apart', async () => {
    const journey = await walk([aRow({ tenant_id: 't-1' })], { tenants: { 't-1': { updateMinutes: 27 } } });
    const record = await journey.stack.ports.tenants.read('t-1');
    const detected = Date.parse(record?.updatedAt ?? '') - Date.parse(record?.updateRequestedAt ?? '');
    expect(detected).toBeGreaterThanOrEqual(27 * MINUTE);
    expect(detected).toBeLessThanOrEqual(28 * MINUTE);
  });
});

describe('the temporary problem of guide 3-15', () => {
  it('is waited out twice and the third press goes through, never within 30 minutes of the last message', async () => {
    const journey = await walk([aRow({ tenant_id: 't-1' })], { tenants: faults('TEMPORARY_PROBLEM:2') });
    const { outcome, states } = await journey.tenant('t-1');
    expect(outcome?.outcome).toBe('migrated');
    expect(journey.presses('t-1')).toEqual({ ...EACH_ONCE, updatePressed: 3 });
    // The vendor itself notes a press within 30 minutes.
    expect(journey.violations()).toEqual([]);
    expect(states.filter((state) => state === 'WaitRetryWindow')).toHaveLength(2);
    expect(journey.stack.vendor.tenant('t-1').counters.updatesAccepted).toBe(1);
  });

  it('looks at the connection again before each further press, because only a read tells what the vendor did', async () => {
    const journey = await walk([aRow({ tenant_id: 't-1' })], { tenants: faults('TEMPORARY_PROBLEM:2') });
    const { states } = await journey.tenant('t-1');
    const next = states.flatMap((state, index) => (state === 'WaitRetryWindow' ? [states[index + 1]] : []));
    expect(next).toEqual(['CheckConnection', 'CheckConnection']);
  });

  it('that never passes goes to a person after 24 hours, with bounded presses', async () => {
    const journey = await walk([aRow({ tenant_id: 't-1' })], { tenants: faults('TEMPORARY_PROBLEM') });
    const { outcome, execution } = await journey.tenant('t-1');
    expect(outcome).toMatchObject({ outcome: 'needsAttention', code: 'VendorNotReadyError', guideStep: '3-15' });
    const { updatePressed } = journey.presses('t-1');
    expect(outcome?.reason).toContain(`answered ${String(updatePressed)} presses since`);
    // 24 hours hold at most 48 waits of 30 minutes, and at least 24 of an hour.
    expect(updatePressed).toBeGreaterThanOrEqual(24);
    expect(updatePressed).toBeLessThanOrEqual(49);
    expect(journey.violations()).toEqual([]);
    const took = (execution.stopDate?.getTime() ?? NaN) - execution.startDate.getTime();
    expect(took).toBeGreaterThanOrEqual(DAY);
    expect(took).toBeLessThan(DAY + 2 * HOUR);
  });
});

describe('a tenant that must not be touched', () => {
  it('stops at guide 1-1 when its licence has expired', async () => {
    const journey = await walk([aRow({ tenant_id: 't-1' })], { tenants: faults('EXPIRED_LICENCE') });
    const { outcome, states } = await journey.tenant('t-1');
    expect(outcome).toMatchObject({
      outcome: 'needsAttention',
      reason: 'its licence expired on 2026-05-30',
      guideStep: '1-1',
    });
    expect(states).toEqual([
      'ClaimTenant',
      'IsTheTenantAlreadyDone',
      'PrepareTenant',
      'ConfirmLicence',
      'RecordOutcome',
      'EmailStakeholders',
      'HowDidItEnd',
      'TenantNeedsAttention',
    ]);
    expectUntouched(journey);
  });

  it('stops when its licence is of a channel that the guide does not cover', async () => {
    const journey = await walk([aRow({ tenant_id: 't-1', licence_channel: 'MSPL' })]);
    const { outcome } = await journey.tenant('t-1');
    expect(outcome).toMatchObject({ outcome: 'needsAttention', code: 'LicenceNotReadyError', guideStep: '1-1' });
    expectUntouched(journey);
  });
});

function faults(...names: string[]) {
  return { 't-1': { faults: names } };
}

function expectUntouched(journey: Journey): void {
  expect(journey.presses('t-1')).toEqual(UNTOUCHED);
  expect(journey.violations()).toEqual([]);
  expect(journey.batchStates().at(-1)).toBe('SomeTenantsNeedAttention');
  expect(journey.mailsTo('it@t-1.example.jp')).toEqual([]);
}

/** The states of a loop that looks `times` times, waiting in between. */
function polls(times: number, look: readonly string[], wait: string): string[] {
  return Array.from({ length: times }, (_, index) => (index === 0 ? look : [wait, ...look])).flat();
}
