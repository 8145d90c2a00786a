import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { stateOf } from '../../../lambdas/domain/product-instance.ts';
import { FAULT_NAMES, FAULTS, timesOf } from '../../../lambdas/simulated-vendor/faults.ts';
import { Refusal } from '../../../lambdas/simulated-vendor/refusal.ts';
import type { Session } from '../../../lambdas/simulated-vendor/sessions.ts';
import { aScenario, aWorld, lastCodeTo, MINUTE, signInToVisionOne, walkTo, type World } from './a-world.ts';

const EMAIL = 'aaa@test.com';

const signInToClp = ({ vendor, clp }: World): Session => vendor.clp.signIn(clp.account, clp.password.reveal());
const openApexCentral = (world: World): Session => world.vendor.clp.openApexCentral(signInToClp(world));
const licenceOf = (world: World) => world.vendor.clp.products(signInToClp(world))[0];

function press(world: World) {
  const { visionOne } = world.vendor;
  const session = signInToVisionOne(world);
  visionOne.openUpdatePanel(session);
  visionOne.agreeToUpdate(session);
  return visionOne.pressConnectAndTransfer(session, { ticked: true }).kind;
}

function isRefused(work: () => unknown, kind: string): boolean {
  try {
    work();
    return false;
  } catch (error) {
    return error instanceof Refusal && error.kind === kind;
  }
}

describe('EXPIRED_LICENCE', () => {
  it('shows a licence that ended on 2026-05-30', () => {
    expect(licenceOf(aWorld({ faults: ['EXPIRED_LICENCE'] }))).toMatchObject({
      expiresOn: '2026-05-30',
      status: 'expired',
    });
  });

  it('shows the day of the scenario as expired, even one that is still to come', () => {
    const world = aWorld({ faults: ['EXPIRED_LICENCE'], licence: { expiresOn: '2099-01-01' } });
    expect(licenceOf(world)).toMatchObject({ expiresOn: '2099-01-01', status: 'expired' });
  });
});

describe('USER_NOT_LISTED', () => {
  it('adds one account that the row does not list, and that can sign in', () => {
    const world = aWorld({ faults: ['USER_NOT_LISTED'] });
    const names = world.vendor.apexCentral.userAccounts(openApexCentral(world)).map(({ name }) => name);
    expect(names).toEqual(['bbb', expect.not.stringMatching(/^bbb$/u)]);
    const extra = world.vendor.credentials('tenant-1').users[1];
    expect(extra?.account).toBe(names[1]);
    world.vendor.apexCentral.signIn(world.row.apexCentralHost, extra?.account ?? '', extra?.password ?? '');
  });
});

describe('ALREADY_HAS_VISION_ONE', () => {
  it('opens all consoles to the address with the CLP password, shows no wizard, and has no product yet', () => {
    const world = aWorld({ faults: ['ALREADY_HAS_VISION_ONE'] });
    const { vendor, clp, row } = world;
    const password = clp.password.reveal();
    vendor.clp.signIn(EMAIL, password);
    vendor.apexCentral.signIn(row.apexCentralHost, EMAIL, password);
    const session = vendor.visionOne.signIn(EMAIL, password);
    expect(vendor.visionOne.home(session)).toBe('provisioned');
    expect(vendor.visionOne.productInstances(session).rows).toEqual([]);
    expect(vendor.apexCentral.accessVisionOne(openApexCentral(world))).toBe('signIn');
    expect(vendor.apexCentral.integrationSettings(openApexCentral(world)).registered).toBe(false);
  });
});

describe('the verification mail', () => {
  const ask = (world: World) => {
    const session = openApexCentral(world);
    world.vendor.apexCentral.accessVisionOne(session);
    world.vendor.wizard.verifyEmail(session, EMAIL, EMAIL);
    const mail = world.vendor.mails.to(EMAIL).at(-1);
    return { session, minutes: ((mail?.arrivesAt.getTime() ?? 0) - (mail?.sentAt.getTime() ?? 0)) / MINUTE };
  };

  it('takes 12 minutes each time with LATE_CODE', () => {
    const world = aWorld({ faults: ['LATE_CODE'] });
    expect([ask(world).minutes, ask(world).minutes, ask(world).minutes]).toEqual([12, 12, 12]);
  });

  it('takes 12 minutes as often as LATE_CODE:n says', () => {
    const world = aWorld({ faults: ['LATE_CODE:2'] });
    const minutes = [ask(world).minutes, ask(world).minutes, ask(world).minutes];
    expect(minutes.map((each) => each === 12)).toEqual([true, true, false]);
  });

  it('carries a code that the wizard refuses once with WRONG_CODE_ONCE', () => {
    const world = aWorld({ faults: ['WRONG_CODE_ONCE'] });
    const first = ask(world).session;
    expect(
      isRefused(() => {
        world.vendor.wizard.submitCode(first, lastCodeTo(world, EMAIL));
      }, 'code'),
    ).toBe(true);
    const second = ask(world).session;
    world.vendor.wizard.submitCode(second, lastCodeTo(world, EMAIL));
    expect(second.wizard?.verified).toBe(true);
  });
});

describe('CRASH_AFTER_RESET', () => {
  it('takes the hands down once', () => {
    const { vendor } = aWorld({ faults: ['CRASH_AFTER_RESET'] });
    expect([vendor.handsDieAfterReset('tenant-1'), vendor.handsDieAfterReset('tenant-1')]).toEqual([true, false]);
  });

  it('leaves the hands of other tenants alone', () => {
    const { vendor } = aWorld();
    expect(vendor.handsDieAfterReset('tenant-1')).toBe(false);
  });
});

describe('CONNECTED_ELSEWHERE', () => {
  it('shows 登録済み before we did anything, and no token box', () => {
    const world = aWorld({ faults: ['CONNECTED_ELSEWHERE'] });
    const session = openApexCentral(world);
    expect(world.vendor.apexCentral.integrationSettings(session)).toEqual({ registered: true, status: '登録済み' });
    expect(isRefused(() => world.vendor.apexCentral.register(session, 'token'), 'notThere')).toBe(true);
  });

  it('never lets the product appear as connected in our console', async () => {
    const world = aWorld({ faults: ['CONNECTED_ELSEWHERE'] });
    await walkTo(world, 'transferred');
    await world.clock.sleep(60 * MINUTE);
    const [row] = world.vendor.visionOne.productInstances(signInToVisionOne(world)).rows;
    expect(row).toMatchObject({ status: '登録されていません', updateOffered: false });
  });
});

describe('SESSION_EXPIRED', () => {
  it.each([
    ['SESSION_EXPIRED', [true, false, false]],
    ['SESSION_EXPIRED:2', [true, true, false]],
  ])('%s ends the session at a look at Product Instance: %j', async (fault, expected) => {
    const world = aWorld({ faults: [fault] });
    await walkTo(world, 'provisioned');
    const look = () => {
      const session = signInToVisionOne(world);
      const gone = isRefused(() => world.vendor.visionOne.productInstances(session), 'sessionGone');
      return gone && isRefused(() => world.vendor.visionOne.home(session), 'sessionGone');
    };
    expect([look(), look(), look()]).toEqual(expected);
  });
});

describe('TEMPORARY_PROBLEM', () => {
  it('answers the first n presses with the message, counts them, and takes the next', async () => {
    const world = aWorld({ faults: ['TEMPORARY_PROBLEM:2'] });
    await walkTo(world, 'connected');
    const answers = [press(world)];
    for (let n = 0; n < 2; n++) {
      await world.clock.sleep(30 * MINUTE);
      answers.push(press(world));
    }
    expect(answers).toEqual(['message', 'message', 'started']);
    expect(world.tenant.counters).toMatchObject({ updatePressed: 3, updatesAccepted: 1 });
    expect(world.tenant.violations).toEqual([]);
  });

  it('answers every press so without a count', async () => {
    const world = aWorld({ faults: ['TEMPORARY_PROBLEM'] });
    await walkTo(world, 'connected');
    expect(Array.from({ length: 20 }, () => press(world))).toEqual(Array.from({ length: 20 }, () => 'message'));
    expect(world.tenant.counters.updatesAccepted).toBe(0);
  });
});

describe('UPDATE_NEVER_ENDS', () => {
  it('leaves the status at アップデート for good', async () => {
    const world = aWorld({ faults: ['UPDATE_NEVER_ENDS'], updateMinutes: 1 });
    await walkTo(world, 'updated');
    await world.clock.sleep(30 * 24 * 60 * MINUTE);
    const { rows, trialEndsOn } = world.vendor.visionOne.productInstances(signInToVisionOne(world));
    expect(rows[0]).toMatchObject({ status: 'アップデート', updateOffered: false });
    expect(trialEndsOn).toBeUndefined();
  });
});

describe('STATUS_FLAPS', () => {
  it('shows whatever a row can show, and lets the update go on behind it', async () => {
    const world = aWorld({ faults: ['STATUS_FLAPS'], updateMinutes: 25 });
    await walkTo(world, 'transferred');
    const shown = async (minutes: number) => {
      const states = new Set<string>();
      for (let minute = 0; minute < minutes; minute++) {
        await world.clock.sleep(MINUTE);
        states.add(stateOf(world.vendor.visionOne.productInstances(signInToVisionOne(world)).rows[0]));
      }
      return [...states].sort();
    };
    await walkTo(world, 'connected');
    expect(await shown(30)).toEqual(['connected', 'connecting']);
    while (!world.vendor.visionOne.productInstances(signInToVisionOne(world)).rows[0]?.updateOffered)
      await world.clock.sleep(MINUTE);
    expect(press(world)).toBe('started');
    expect(await shown(24)).toEqual(['connected', 'connecting', 'updated', 'updating']);
    expect(await shown(12)).toEqual(['updated', 'updating']);
    expect(await shown(60)).toEqual(['updated']);
  });
});

describe('SERVER_ERROR', () => {
  it('answers the first n requests with 500, at whatever console', () => {
    const world = aWorld({ faults: ['SERVER_ERROR:3'] });
    const { clp, apexCentral } = world.vendor;
    expect(isRefused(() => signInToClp(world), 'serverError')).toBe(true);
    expect(isRefused(() => signInToClp(world), 'serverError')).toBe(true);
    expect(isRefused(() => apexCentral.signIn(world.row.apexCentralHost, 'aaa', 'wrong'), 'serverError')).toBe(true);
    expect(clp.products(signInToClp(world))).toHaveLength(1);
  });

  it('keeps the session of the one that it hit', () => {
    const world = aWorld();
    const session = signInToClp(world);
    world.vendor.admit(world.row, aScenario(['SERVER_ERROR:1']));
    expect(isRefused(() => world.vendor.clp.products(session), 'serverError')).toBe(true);
    expect(world.vendor.clp.products(session)).toHaveLength(1);
  });
});

describe('the table of faults', () => {
  it('stands in the README as it stands in the code', () => {
    const readme = readFileSync(new URL('../../../local/simulated-consoles/README.md', import.meta.url), 'utf8');
    const section = readme.slice(readme.indexOf('## Faults'), readme.indexOf('## What the simulation does not know'));
    const rows = section
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .map((line) =>
        line
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim()),
      );
    const expected = FAULT_NAMES.map((name) => {
      const { takesCount, console, guideStep, effect } = FAULTS[name];
      return [`\`${name}${takesCount ? '[:n]' : ''}\``, console, guideStep, effect];
    });
    expect(rows).toEqual(expected);
  });

  it('says truly in the README how often a fault without a count strikes', () => {
    const counted = FAULT_NAMES.filter((name) => FAULTS[name].takesCount);
    const once = counted.filter((name) => timesOf({ name }) === 1);
    const always = counted.filter((name) => timesOf({ name }) === Number.POSITIVE_INFINITY);
    expect(once).toEqual(['SESSION_EXPIRED']);
    expect([...once, ...always].sort()).toEqual([...counted].sort());
  });
});
