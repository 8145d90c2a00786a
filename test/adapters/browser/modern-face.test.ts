import { inEnglish, says } from '../../in-words.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { stateOf } from '../../../lambdas/domain/product-instance.ts';
import { aWorld, walkTo, type WorldOptions } from '../../local/simulated-consoles/a-world.ts';
import { browse, type Browsing, LONG } from './a-browser.ts';

const opened: Browsing[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((browsing) => browsing.close()));
});

async function start(faults: string[], options: WorldOptions = {}) {
  const world = aWorld({ face: 'modern', faults, ...options });
  const browsing = await browse(world, { patience: LONG });
  opened.push(browsing);
  return { ...world, ...browsing, world };
}

const ACCOUNTS = Array.from({ length: 25 }, (_, index) => `user-${String(index + 1)}`);
const MANY_ACCOUNTS: WorldOptions = {
  row: {
    userAccounts: {
      kind: 'listed',
      accounts: ACCOUNTS.map((name) => ({ name, email: `${name}@test.com` })),
    },
  },
};

describe('lists of the modern pages', () => {
  it('of divs without roles are read whole, page by page', async () => {
    const { hands, clp, primary, world } = await start(['BARE_GRID', 'OTHER_PRODUCTS:6'], MANY_ACCOUNTS);
    const accounts = await hands.apexCentral.readUserAccounts(clp);
    expect(accounts.map(({ name }) => name)).toEqual(ACCOUNTS);
    await walkTo(world, 'provisioned');
    expect(await hands.visionOne.readProductInstance(primary)).toBeUndefined();
    await walkTo(world, 'connected');
    expect(stateOf(await hands.visionOne.readProductInstance(primary))).toBe('connected');
  });
});

describe('the final press on the modern pages', () => {
  it.each([
    ['in a list that is sorted anew all the time', ['OTHER_PRODUCTS', 'RESORTING_LIST']],
    ['further down than what is drawn', ['OTHER_PRODUCTS:12', 'VIRTUAL_LIST']],
  ])('is made for our product %s', async (_, faults) => {
    const { hands, primary, world } = await start(faults);
    await walkTo(world, 'connected');
    expect(await hands.visionOne.startUpdate(primary, () => Promise.resolve())).toEqual({ kind: 'started' });
    expect(world.tenant.counters).toMatchObject({ updatePressed: 1, updatesAccepted: 1 });
    expect(world.tenant.violations).toEqual([]);
  });

  it('is known by its row although the sign-in page behind it is still being drawn', async () => {
    const { hands, primary, world } = await start(['SLOW_DRAWING']);
    await walkTo(world, 'connected');
    expect(await hands.visionOne.startUpdate(primary, () => Promise.resolve())).toEqual({ kind: 'started' });
    expect(world.tenant.counters).toMatchObject({ updatePressed: 1, updatesAccepted: 1 });
  });

  it.each([
    [['WRONG_DIALOG', 'OTHER_PRODUCTS'], /it names "Trend Micro Cloud App Security"/u],
    [['NAMELESS_DIALOG'], /does not name "Trend Micro Apex One as a Service"/u],
    [['BAR_OVER_BUTTON'], /./u],
  ])('is not made, and no mark written, with %s', async (faults, reason) => {
    const { hands, primary, world } = await start(faults);
    await walkTo(world, 'connected');
    let marks = 0;
    const press = hands.visionOne.startUpdate(primary, () => {
      marks++;
      return Promise.resolve();
    });
    await expect(press).rejects.toSatisfy(says(reason));
    expect([marks, world.tenant.counters.updatePressed]).toEqual([0, 0]);
  });
});

describe('the figures of the modern pages', () => {
  it('count once they have come, and a 0 only once it was read again', async () => {
    const { hands, clp } = await start(['ZERO_FIGURES']);
    const { managedAgents, notRead } = await hands.apexCentral.readAgentCounts(clp);
    expect(managedAgents).toBeGreaterThan(0);
    expect(notRead).toBeUndefined();
  });

  it('are for a person where they never stop changing', async () => {
    const { hands, clp } = await start(['UNSETTLED_FIGURES']);
    await expect(hands.apexCentral.readAgentCounts(clp)).rejects.toSatisfy(says(/does not change/u));
  });

  it('are compared without a list that cannot be read, which is said', async () => {
    const { hands, clp } = await start(['MOVED_HEADINGS']);
    const { agentsFqdn, policies, notRead } = await hands.apexCentral.readAgentCounts(clp);
    expect([agentsFqdn, policies]).toEqual([undefined, expect.any(Number)]);
    expect(notRead?.map(inEnglish)).toEqual([expect.stringMatching(/製品サーバ.*more than one column/u)]);
  });
});
