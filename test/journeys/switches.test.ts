import { describe, expect, it } from 'vitest';
import { pause, resume, stop } from '../../lambdas/desk/switches/turn-switch.ts';
import { aJourney, aRow, csvOf, DAY, EACH_ONCE, HOUR, UNTOUCHED, type Journey } from './a-journey.ts';
import { overrideMethods } from '../../lambdas/adapters/override-methods.ts';
import { asSeen } from '../../local/desk/played-operator.ts';
import { inEnglish } from '../in-words.ts';

const csv = csvOf(aRow({ tenant_id: 't-1' }));
const turn = { scope: 'everything', by: 'operator', why: 'the vendor has an incident' } as const;

async function stagesLater(journey: Journey, hours = 3): Promise<string | undefined> {
  await journey.stack.clock.sleep(hours * HOUR);
  return (await journey.stack.ports.tenants.read('t-1'))?.stage;
}

/** Pauses right after the console was provisioned: the sign-in name has changed, and nothing was transferred yet. */
function journeyPausedOnTheWay(): Journey {
  let isFirst = true;
  return aJourney({
    disturb: (ports) => ({
      ...ports,
      visionOne: overrideMethods(ports.visionOne, {
        readProductInstance: async (access) => {
          if (isFirst) await pause(ports, await asSeen(ports, turn));
          isFirst = false;
          return ports.visionOne.readProductInstance(access);
        },
      }),
    }),
  });
}

describe('a pause', () => {
  it('keeps a tenant from beginning, however long it lasts, and a resume lets it go on at once', async () => {
    const journey = aJourney();
    const { ports } = journey.stack;
    await pause(ports, await asSeen(ports, turn));
    await journey.start(csv);
    expect(await stagesLater(journey, 48)).toBe('accepted');
    expect(inEnglish((await ports.desk.read('t-1', 'ConfirmLicence'))?.because.reason)).toContain(
      'the vendor has an incident',
    );

    expect(await resume(ports, await asSeen(ports, turn))).toEqual({ kind: 'turned', tenants: 1 });
    await journey.stack.engine.idle();
    expect((await journey.tenant('t-1')).outcome?.outcome).toBe('migrated');
    expect(journey.presses('t-1')).toEqual(EACH_ONCE);
  });

  it('holds a tenant before its next point of no return, with nothing pressed', async () => {
    const journey = journeyPausedOnTheWay();
    await journey.start(csv);
    expect(await stagesLater(journey)).toBe('consoleProvisioned');
    expect(journey.presses('t-1')).toEqual({ ...UNTOUCHED, passwordResets: 1 });
  });

  it('of one batch leaves another alone', async () => {
    const journey = aJourney();
    await pause(journey.stack.ports, await asSeen(journey.stack.ports, { ...turn, scope: { batchId: 'another' } }));
    await journey.run(csv);

    expect((await journey.tenant('t-1')).outcome?.outcome).toBe('migrated');
  });
});

describe('a stop', () => {
  it('ends a tenant before anything has changed as skipped, with who and why', async () => {
    const journey = aJourney();
    await pause(journey.stack.ports, await asSeen(journey.stack.ports, turn));
    const batchId = await journey.start(csv);
    await journey.stack.clock.sleep(HOUR);
    expect(await stop(journey.stack.ports, await asSeen(journey.stack.ports, { ...turn, scope: { batchId } }))).toEqual(
      { kind: 'turned', tenants: 1 },
    );
    await journey.stack.engine.idle();

    const { outcome } = await journey.tenant('t-1');
    expect(outcome).toMatchObject({ outcome: 'skipped', code: 'stopped' });
    expect(outcome?.reason).toContain('stopped by operator');
    expect(journey.presses('t-1')).toEqual(UNTOUCHED);
  });

  it('that came first ends each new tenant so', async () => {
    const journey = aJourney();
    await stop(journey.stack.ports, await asSeen(journey.stack.ports, turn));
    await journey.run(csv);

    expect((await journey.tenant('t-1')).outcome).toMatchObject({ outcome: 'skipped', code: 'stopped' });
  });

  it('after a point of no return needs attention, because the tenant is half-way', async () => {
    const journey = journeyPausedOnTheWay();
    await journey.start(csv);
    await journey.stack.clock.sleep(3 * HOUR);
    await stop(journey.stack.ports, await asSeen(journey.stack.ports, turn));
    await journey.stack.engine.idle();

    expect((await journey.tenant('t-1')).outcome).toMatchObject({ outcome: 'needsAttention', code: 'StoppedError' });
    expect(journey.presses('t-1')).toEqual({ ...UNTOUCHED, passwordResets: 1 });
  });
});

describe('a pilot', () => {
  const rows = csvOf(...['t-1', 't-2', 't-3'].map((tenant_id) => aRow({ tenant_id })));

  it('lets the first tenants of a batch go ahead, and holds the others until somebody lets them go on', async () => {
    const journey = aJourney({ settings: { pilotTenants: 1 }, schedule: true });
    const batchId = await journey.start(rows);
    const { ports, clock, engine } = journey.stack;
    await clock.sleep(5 * HOUR);
    expect((await journey.tenant('t-1')).outcome?.outcome).toBe('migrated');
    expect(journey.presses('t-2')).toEqual(UNTOUCHED);
    expect(inEnglish((await ports.desk.read('t-3', 'ConfirmLicence'))?.because.reason)).toContain(
      'its first 1 tenants go ahead',
    );
    // Once, however often the schedule comes by, and with the command that lets the others go on.
    const told = journey
      .mailsTo('operator@msp.example.jp')
      .filter(({ subject }) => subject.includes('先行実施が終わりました'));
    expect(told.map(({ text }) => text.includes(`visionlift resume ${batchId}`))).toEqual([true]);

    expect(await resume(ports, await asSeen(ports, { scope: { batchId }, by: 'operator' }))).toEqual({
      kind: 'turned',
      tenants: 2,
    });
    await engine.idle();
    expect((await journey.tenant('t-3')).outcome?.outcome).toBe('migrated');
    expect(journey.presses('t-2')).toEqual(EACH_ONCE);
  });

  it('is none in a dry run, and none of a batch that is no larger', async () => {
    const journey = aJourney({ settings: { pilotTenants: 3 } });
    await journey.run(rows, 'dry-run/pilot.csv');
    expect((await journey.tenant('t-3')).outcome?.outcome).toBe('ready');
    await journey.run(rows);
    expect((await journey.tenant('t-3')).outcome?.outcome).toBe('migrated');
  });
});

describe('the circuit breaker', () => {
  const ids = ['t-1', 't-2', 't-3', 't-4'];
  const rows = csvOf(...ids.map((tenant_id) => aRow({ tenant_id })));
  const OPERATOR = 'operator@msp.example.jp';
  const mailsOf = (journey: Journey) =>
    journey.mailsTo(OPERATOR).filter(({ subject }) => subject.includes('開始を一時停止しました'));

  it('is tripped by an unknown page at one press: the others wait, nobody is lost, one mail says so, a resume ends it', async () => {
    const journey = aJourney({ tenants: { 't-1': { faults: ['RENAMED_BUTTON'] } }, schedule: true });
    await journey.start(
      csvOf(aRow({ tenant_id: 't-1' }), aRow({ tenant_id: 't-2', not_before: '2026-12-01T22:00+09:00' })),
    );
    const { ports, clock, engine } = journey.stack;
    await clock.sleep(36 * HOUR);
    expect(await ports.switches.read('everything')).toMatchObject({
      ...{ state: 'paused', by: 'visionlift' },
      trip: { code: 'PageChangedError', guideStep: '3-12', tenantIds: ['t-1'] },
    });
    expect(journey.presses('t-2')).toEqual({ ...EACH_ONCE, updatePressed: 0 });
    expect((await ports.desk.read('t-2', 'StartUpdate'))?.ask).toBe('paused');
    expect(mailsOf(journey)).toHaveLength(1);

    journey.heal('t-1');
    expect(await resume(ports, await asSeen(ports, turn))).toEqual({ kind: 'turned', tenants: 1 });
    await clock.sleep(8 * DAY);
    await engine.idle();
    expect((await journey.tenant('t-2')).outcome?.outcome).toBe('migrated');
    expect((await journey.tenant('t-1')).outcome?.outcome).toBe('needsAttention');
    expect(mailsOf(journey)).toHaveLength(1);
  });

  it('is tripped by the third tenant with the same error, and not by two', async () => {
    const stageAfter = async (broken: number): Promise<Journey> => {
      const faults = { faults: ['SERVER_ERROR'] };
      const journey = aJourney({ tenants: Object.fromEntries(ids.slice(0, broken).map((id) => [id, faults])) });
      await journey.start(rows);
      await journey.stack.clock.sleep(2 * HOUR);
      return journey;
    };
    const two = await stageAfter(2);
    expect(await two.stack.ports.switches.read('everything')).toBeUndefined();
    expect(two.presses('t-4')).toEqual(EACH_ONCE);

    const three = await stageAfter(3);
    const set = await three.stack.ports.switches.read('everything');
    expect(set?.trip).toMatchObject({ code: 'VendorUnavailableError' });
    expect([...(set?.trip?.tenantIds ?? [])].sort()).toEqual(['t-1', 't-2', 't-3']);
    expect(mailsOf(three)).toHaveLength(1);
  });

  it('stays where it is for what is of each tenant alone, however many have it', async () => {
    const faults = { faults: ['EXPIRED_LICENCE'] };
    const journey = aJourney({ tenants: Object.fromEntries(ids.map((id) => [id, faults])) });
    await journey.run(rows);
    expect(await journey.stack.ports.switches.read('everything')).toBeUndefined();
    expect((await journey.tenant('t-4')).outcome?.code).toBe('LicenceNotReadyError');
  });
});
