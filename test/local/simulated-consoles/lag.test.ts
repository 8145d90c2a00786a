import { describe, expect, it } from 'vitest';
import { stateOf } from '../../../lambdas/domain/product-instance.ts';
import { lagOf } from '../../../lambdas/simulated-vendor/lag.ts';
import { updateOf } from '../../../lambdas/simulated-vendor/progress.ts';
import { Refusal } from '../../../lambdas/simulated-vendor/refusal.ts';
import { LAG_POINTS, type LagMinutes } from '../../../lambdas/simulated-vendor/tenant-scenario.ts';
import { aWorld, lastCodeTo, MINUTE, NEW_PASSWORD, signInToVisionOne, walkTo, type World } from './a-world.ts';

const lagging = (lagMinutes: LagMinutes): World => aWorld({ lagMinutes });
const violations = ({ tenant }: World): string[] => tenant.violations.map(({ what }) => what);
const state = ({ vendor, ...world }: World) =>
  stateOf(vendor.visionOne.productInstances(signInToVisionOne({ vendor, ...world })).rows[0]);

function opens(signIn: () => unknown): boolean {
  try {
    signIn();
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'signIn') return false;
    throw error;
  }
}

const openApexCentral = ({ vendor, clp }: World) =>
  vendor.clp.openApexCentral(vendor.clp.signIn(clp.account, clp.password.reveal()));

function resetPassword({ vendor, row, ...world }: World): void {
  const session = openApexCentral({ vendor, row, ...world });
  expect(vendor.apexCentral.accessVisionOne(session)).toBe('wizard');
  vendor.wizard.verifyEmail(session, row.primaryEmail, row.primaryEmail);
  vendor.wizard.submitCode(session, lastCodeTo({ vendor, row, ...world }, row.primaryEmail));
  vendor.wizard.resetPassword(session, NEW_PASSWORD, NEW_PASSWORD);
}

function press({ vendor, ...world }: World): string {
  const session = signInToVisionOne({ vendor, ...world });
  vendor.visionOne.openUpdatePanel(session);
  vendor.visionOne.agreeToUpdate(session);
  return vendor.visionOne.pressConnectAndTransfer(session, { ticked: true }).kind;
}

describe('an effect that lags five minutes: until then the consoles look as before the press, and take it again', () => {
  it('guide 2-8: the old name opens the consoles and the new one does not; the wizard shows again', async () => {
    const world = lagging({ passwordReset: 5 });
    resetPassword(world);
    await world.clock.sleep(5 * MINUTE - 1);
    expect(opens(() => signInToVisionOne(world))).toBe(false);
    resetPassword(world);
    await world.clock.sleep(1);
    expect(opens(() => signInToVisionOne(world))).toBe(true);
    expect(opens(() => openApexCentral(world))).toBe(false);
    expect(world.tenant.counters.passwordResets).toBe(2);
    expect(violations(world)).toEqual(['resetTwice']);
  });

  it('guide 2-11: [Provision Console] still shows, and the region of the first press stays', async () => {
    const world = lagging({ provisioning: 5 });
    await walkTo(world, 'claimed');
    const { visionOne } = world.vendor;
    visionOne.provisionConsole(signInToVisionOne(world), 'Japan');
    await world.clock.sleep(5 * MINUTE - 1);
    expect(visionOne.home(signInToVisionOne(world))).toBe('none');
    visionOne.provisionConsole(signInToVisionOne(world), 'Germany');
    await world.clock.sleep(1);
    expect(visionOne.home(signInToVisionOne(world))).toBe('provisioned');
    expect(world.tenant.state.region).toBe('Japan');
    expect(world.tenant.counters.provisionPressed).toBe(2);
    expect(violations(world)).toEqual(['provisionedTwice']);
  });

  it('guide 3-5: there is no row, and [Connect and Transfer] is asked again; a token of it registers all the same', async () => {
    const world = lagging({ transfer: 5 });
    await walkTo(world, 'transferred');
    expect(state(world)).toBe('absent');
    await walkTo(world, 'connected');
    await world.clock.sleep(5 * MINUTE);
    expect(state(world)).toBe('connected');
    expect(violations(world)).toEqual([]);

    const again = lagging({ transfer: 5 });
    await walkTo(again, 'transferred');
    const { visionOne } = again.vendor;
    const second = signInToVisionOne(again);
    visionOne.addExistingProduct(second);
    visionOne.generateToken(second);
    expect(visionOne.saveProduct(second)).toBe('confirmTransfer');
    visionOne.connectAndTransfer(second);
    expect(violations(again)).toEqual(['transferredTwice']);
  });

  it('guide 3-9: neither console says that they have met, and another token may be registered', async () => {
    const world = lagging({ registration: 5 });
    await walkTo(world, 'connected');
    const { visionOne, apexCentral } = world.vendor;
    const settings = () => apexCentral.integrationSettings(visionOne.openApexCentral(signInToVisionOne(world)));
    expect(settings().registered).toBe(false);
    expect(state(world)).toBe('connecting');
    const session = signInToVisionOne(world);
    visionOne.addExistingProduct(session);
    apexCentral.register(visionOne.openApexCentral(session), visionOne.generateToken(session));
    await world.clock.sleep(4 * MINUTE);
    expect(settings().registered).toBe(true);
    expect(state(world)).toBe('connected');
  });

  it('guide 3-14: everybody is signed out, the row still carries its button, and Apex Central is open', async () => {
    const world = lagging({ update: 5 });
    await walkTo(world, 'updating');
    await world.clock.sleep(5 * MINUTE - 1);
    expect(state(world)).toBe('connected');
    const { apexCentral, visionOne } = world.vendor;
    apexCentral.securityStatus(visionOne.openApexCentral(signInToVisionOne(world)));
    const startedAt = world.tenant.state.updateStartedAt;
    expect(press(world)).toBe('started');
    await world.clock.sleep(1);
    expect(state(world)).toBe('updating');
    expect(world.tenant.state.updateStartedAt).toBe(startedAt);
    expect(world.tenant.counters).toMatchObject({ updatePressed: 2, updatesAccepted: 1 });
    expect(violations(world)).toEqual(['pressedWhileUpdating']);
  });

  it('guide 3-14: an update that is over before it shows was never seen to run', async () => {
    const world = aWorld({ lagMinutes: { update: 5 }, updateMinutes: 2 });
    await walkTo(world, 'updating');
    await world.clock.sleep(5 * MINUTE - 1);
    expect(updateOf(world.tenant, world.clock.now())).toBe('finished');
    expect(state(world)).toBe('connected');
    await world.clock.sleep(1);
    expect(state(world)).toBe('updated');
  });

  it('guide 3-19: the user comes in by the old name and is asked again', async () => {
    const world = lagging({ userUpgrade: 5 });
    await walkTo(world, 'updated');
    const { vendor, row } = world;
    const [user] = vendor.credentials(row.tenantId).users;
    const upgrade = (): void => {
      const session = vendor.apexCentral.signIn(row.apexCentralHost, user?.account ?? '', user?.password ?? '');
      vendor.apexCentral.continueUpgrade(session);
      vendor.wizard.verifyEmail(session, 'bbb@test.com', 'bbb@test.com');
      vendor.wizard.submitCode(session, lastCodeTo(world, 'bbb@test.com'));
      vendor.wizard.resetPassword(session, NEW_PASSWORD, NEW_PASSWORD);
    };
    const opensByAddress = () => opens(() => vendor.visionOne.signIn('bbb@test.com', NEW_PASSWORD));
    upgrade();
    await world.clock.sleep(5 * MINUTE - 1);
    expect(opensByAddress()).toBe(false);
    upgrade();
    await world.clock.sleep(1);
    expect(opensByAddress()).toBe(true);
    expect(violations(world)).toEqual(['userResetTwice']);
  });
});

describe('how long an effect lags', () => {
  it('is nothing at all where the scenario does not say', () => {
    const { tenant } = aWorld();
    expect(LAG_POINTS.map((point) => lagOf(tenant, point))).toEqual(LAG_POINTS.map(() => 0));
  });

  it('is drawn by LATE_EFFECTS, up to ten minutes and for each point by itself, and the same whenever it is asked', () => {
    const drawn = Array.from({ length: 50 }, (_, index) => {
      const world = aWorld({ faults: ['LATE_EFFECTS'], row: { tenantId: `tenant-${String(index)}` } });
      return LAG_POINTS.map((point) => lagOf(world.tenant, point));
    }).flat();
    expect(Math.min(...drawn)).toBeLessThan(MINUTE);
    expect(Math.max(...drawn)).toBeGreaterThan(9 * MINUTE);
    expect(Math.max(...drawn)).toBeLessThan(10 * MINUTE);
    const { tenant } = aWorld({ faults: ['LATE_EFFECTS'], row: { tenantId: 'tenant-0' } });
    expect(LAG_POINTS.map((point) => lagOf(tenant, point))).toEqual(drawn.slice(0, LAG_POINTS.length));
  });

  it('is what the scenario names of a point, else what it says of every one, else what is drawn', () => {
    const { tenant } = aWorld({ faults: ['LATE_EFFECTS'], lagMinutes: { update: 3, every: 1 } });
    expect(lagOf(tenant, 'update')).toBe(3 * MINUTE);
    expect(lagOf(tenant, 'transfer')).toBe(MINUTE);
    const named = aWorld({ faults: ['LATE_EFFECTS'], lagMinutes: { update: 0 } }).tenant;
    expect(lagOf(named, 'update')).toBe(0);
    expect(lagOf(named, 'transfer')).toBeGreaterThan(0);
  });
});
