import { describe, expect, it } from 'vitest';
import { pause, resume, stop } from '../../lambdas/desk/switches/turn-switch.ts';
import { aJourney, aRow, csvOf, EACH_ONCE, HOUR, UNTOUCHED, type Journey } from './a-journey.ts';
import { overriding } from '../../local/overriding.ts';

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
      visionOne: overriding(ports.visionOne, {
        readProductInstance: async (access) => {
          if (isFirst) await pause(ports, turn);
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
    await pause(ports, turn);
    await journey.start(csv);
    expect(await stagesLater(journey, 48)).toBe('accepted');
    expect((await ports.desk.read('t-1', 'ConfirmLicence'))?.because.reason).toContain('the vendor has an incident');

    expect(await resume(ports, turn)).toBe(1);
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
    await pause(journey.stack.ports, { ...turn, scope: { batchId: 'another' } });
    await journey.run(csv);

    expect((await journey.tenant('t-1')).outcome?.outcome).toBe('migrated');
  });
});

describe('a stop', () => {
  it('ends a tenant before anything has changed as skipped, with who and why', async () => {
    const journey = aJourney();
    await pause(journey.stack.ports, turn);
    const batchId = await journey.start(csv);
    await journey.stack.clock.sleep(HOUR);
    expect(await stop(journey.stack.ports, { ...turn, scope: { batchId } })).toBe(1);
    await journey.stack.engine.idle();

    const { outcome } = await journey.tenant('t-1');
    expect(outcome).toMatchObject({ outcome: 'skipped', code: 'stopped' });
    expect(outcome?.reason).toContain('stopped by operator');
    expect(journey.presses('t-1')).toEqual(UNTOUCHED);
  });

  it('that came first ends each new tenant so', async () => {
    const journey = aJourney();
    await stop(journey.stack.ports, turn);
    await journey.run(csv);

    expect((await journey.tenant('t-1')).outcome).toMatchObject({ outcome: 'skipped', code: 'stopped' });
  });

  it('after a point of no return needs attention, because the tenant is half-way', async () => {
    const journey = journeyPausedOnTheWay();
    await journey.start(csv);
    await journey.stack.clock.sleep(3 * HOUR);
    await stop(journey.stack.ports, turn);
    await journey.stack.engine.idle();

    expect((await journey.tenant('t-1')).outcome).toMatchObject({ outcome: 'needsAttention', code: 'StoppedError' });
    expect(journey.presses('t-1')).toEqual({ ...UNTOUCHED, passwordResets: 1 });
  });
});
