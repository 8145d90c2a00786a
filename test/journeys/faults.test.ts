import { describe, expect, it } from 'vitest';
import { FAULT_NAMES, type FaultName, isOfModernPages } from '../../lambdas/simulated-vendor/faults.ts';
import { resume } from '../../lambdas/desk/switches/turn-switch.ts';
import { aJourney, aRow, csvOf, EACH_ONCE, HOUR, sealedPasswordOpens, UNTOUCHED, walk } from './a-journey.ts';
import { asSeen } from '../../local/desk/played-operator.ts';

interface Expected {
  outcome: 'migrated' | 'needsAttention';
  reason: RegExp;
  guideStep: string | null;
  /** `null` where another test says how often. */
  presses: typeof EACH_ONCE | null;
}

const MIGRATED: Expected = { outcome: 'migrated', reason: /^$/u, guideStep: null, presses: EACH_ONCE };

/** Past the first point of no return, and no further. */
const AFTER_RESET = { ...UNTOUCHED, passwordResets: 1 };

/** What becomes of a tenant that has this fault; `:n` where the fault is to pass by itself. */
const TABLE: readonly (readonly [string, Expected])[] = [
  ['EXPIRED_LICENCE', stops('1-1', /^its licence expired on 2026-05-30$/u)],
  ['USER_NOT_LISTED', stops('1-2', /^the console has the user account ".+", the row does not list it$/u)],
  // The fault is the console's (guide 3-7); it is found before anything is pressed.
  ['CONNECTED_ELSEWHERE', stops('1-2', /already registered with another Vision One console/u)],
  ['ALREADY_HAS_VISION_ONE', { ...MIGRATED, presses: { ...EACH_ONCE, passwordResets: 0 } }],
  ['ALREADY_HAS_ADDRESS', { ...MIGRATED, presses: { ...EACH_ONCE, passwordResets: 0 } }],
  ['LATE_CODE:1', MIGRATED],
  ['LATE_CODE', stops('2-5', /no verification code with the prefix [A-Z]{3} arrived at .+ within ten minutes$/u)],
  ['WRONG_CODE_ONCE', MIGRATED],
  ['CRASH_AFTER_RESET', MIGRATED],
  ['SESSION_EXPIRED', MIGRATED],
  ['SESSION_EXPIRED:100', stops('3-1', /signed us out/u, AFTER_RESET)],
  ['TEMPORARY_PROBLEM:1', { ...MIGRATED, presses: { ...EACH_ONCE, updatePressed: 2 } }],
  ['TEMPORARY_PROBLEM', stops('3-15', /^the vendor answered \d+ presses since /u, null)],
  ['UPDATE_NEVER_ENDS', stops('3-16', /^update state unknown: requested at .+ アップデート$/u, EACH_ONCE)],
  ['STATUS_FLAPS', MIGRATED],
  ['SERVER_ERROR:4', MIGRATED],
  ['SERVER_ERROR', stops('1-1', /had no answer in time: the console answered with 500$/u)],
  ['SIGN_IN_REFUSED', stops('1-1', /refused the sign-in name "clp-t-1" or its password/u)],
  ['CAPTCHA', stops('1-1', /asks for a CAPTCHA: only a person may answer it/u)],
  ['HIBERNATED', stops('1-2', /hibernated/u)],
  ['MFA', stops('2-10', /asks for a one-time code/u, AFTER_RESET)],
  ['MFA_WITH_SEED', MIGRATED],
  ['REGION_PAGE', MIGRATED],
  ['RENAMED_BUTTON', stops('3-13', /今すぐ移行する/u, { ...AFTER_RESET, transferPressed: 1 })],
  ['NEWER_CONSOLE', { ...MIGRATED, presses: { ...EACH_ONCE, transferPressed: 0 } }],
  ['LATE_EFFECTS', MIGRATED],
  ['ENGLISH_CONSOLE', MIGRATED],
  ['SLOW_PAGE', MIGRATED],
];

describe('a tenant with a fault', () => {
  it('stands in this table for every fault there is that hands without a browser can meet', () => {
    const named = new Set(TABLE.map(([fault]) => fault.split(':')[0] as FaultName));
    expect([...named].sort()).toEqual(FAULT_NAMES.filter((name) => !isOfModernPages(name)).sort());
  });

  it.each(TABLE)(
    '%s ends as it should, in two days and what a person is given for a step, and the others of its batch are migrated, once somebody resets the circuit breaker',
    async (fault, to) => {
      const rows = ['t-0', 't-1', 't-2'].map((tenant_id) => aRow({ tenant_id }));
      const journey = aJourney({ tenants: { 't-1': { faults: [fault] } } });
      await journey.start(csvOf(...rows));
      await journey.stack.clock.sleep(6 * HOUR);
      const isHeld = (await journey.stack.ports.switches.read('everything')) !== undefined;
      expect(isHeld).toBe(fault === 'RENAMED_BUTTON');
      await resume(journey.stack.ports, await asSeen(journey.stack.ports, { scope: 'everything', by: 'operator' }));
      await journey.stack.engine.idle();
      const { outcome, execution } = await journey.tenant('t-1');
      expect(outcome).toMatchObject({ outcome: to.outcome, guideStep: to.guideStep });
      expect(outcome?.reason ?? '').toMatch(to.reason);
      if (to.presses) expect(journey.presses('t-1')).toEqual(to.presses);
      expect(journey.violations()).toEqual([]);
      expect((execution.stopDate?.getTime() ?? NaN) - execution.startDate.getTime()).toBeLessThan(9 * 24 * HOUR);
      for (const other of ['t-0', 't-2']) {
        expect((await journey.tenant(other)).outcome?.outcome).toBe('migrated');
        expect(journey.presses(other)).toEqual(EACH_ONCE);
      }
      const end = to.outcome === 'migrated' ? 'BatchMigrated' : 'SomeTenantsNeedAttention';
      expect(journey.batchStates().at(-1)).toBe(end);
    },
  );
});

describe('CRASH_AFTER_RESET', () => {
  it('locks nobody out: the one password that was sealed before the press opens the account', async () => {
    const journey = await walk([aRow({ tenant_id: 't-1' })], { tenants: { 't-1': { faults: ['CRASH_AFTER_RESET'] } } });
    expect(journey.stack.vendor.tenant('t-1').state.struck).toEqual({ CRASH_AFTER_RESET: 1 });
    expect(journey.presses('t-1').passwordResets).toBe(1);
    expect(await sealedPasswordOpens(journey, 't-1')).toBe(true);
  });
});

describe('a batch in which each effect lags five minutes', () => {
  const ids = ['t-0', 't-1', 't-2'];
  const lagging = Object.fromEntries(ids.map((id) => [id, { lagMinutes: { every: 5 } }]));

  it('comes to an end, and presses nothing a second time for what does not show yet', async () => {
    const journey = await walk(
      ids.map((tenant_id) => aRow({ tenant_id })),
      { tenants: lagging },
    );
    await journey.run(journey.report());
    expect(journey.violations()).toEqual([]);
    for (const id of ids) {
      expect((await journey.tenant(id)).outcome).toBeDefined();
      expect(Math.max(...Object.values(journey.presses(id)))).toBe(1);
    }
  });

  it.each(['passwordReset', 'provisioning', 'transfer', 'update', 'userUpgrade'])(
    'is migrated as any other where only the %s lags',
    async (point) => {
      const lagMinutes = { [point]: 5 };
      const journey = await walk([aRow({ tenant_id: 't-1' })], { tenants: { 't-1': { lagMinutes } } });
      expect((await journey.tenant('t-1')).outcome).toMatchObject({ outcome: 'migrated' });
      expect(journey.presses('t-1')).toEqual(EACH_ONCE);
      expect(journey.violations()).toEqual([]);
    },
  );
});

describe('UPDATE_NEVER_ENDS', () => {
  it('is never called failed, and neither this batch nor the next one presses again', async () => {
    const journey = await walk([aRow({ tenant_id: 't-1' })], { tenants: { 't-1': { faults: ['UPDATE_NEVER_ENDS'] } } });
    await journey.run(journey.report());
    const { outcome } = await journey.tenant('t-1');
    expect(outcome).toMatchObject({ outcome: 'needsAttention', code: 'UpdateStateUnknownError' });
    expect(outcome?.reason).not.toMatch(/fail/iu);
    expect(journey.presses('t-1').updatePressed).toBe(1);
    expect(journey.violations()).toEqual([]);
  });
});

/** Needs attention at this step of the guide; nothing was pressed unless said otherwise. */
function stops(guideStep: string, reason: RegExp, presses: Expected['presses'] = UNTOUCHED): Expected {
  return { outcome: 'needsAttention', reason, guideStep, presses };
}
