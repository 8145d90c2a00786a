import { inEnglish, says } from '../../in-words.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { PageChangedError } from '../../../lambdas/domain/errors.ts';
import { stateOf } from '../../../lambdas/domain/product-instance.ts';
import { aWorld, walkTo, type WorldOptions } from '../../local/simulated-consoles/a-world.ts';
import { browse, type Browsing, SHORT } from './a-browser.ts';

const opened: Browsing[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((browsing) => browsing.close()));
});

/** What is drawn late, scrolled and paged takes its time, which is the console's own. */
const PATIENCE = { ...SHORT, action: 6_000, call: 60_000 };

async function start(faults: string[], options: WorldOptions = {}) {
  const world = aWorld({ face: 'modern', faults, ...options });
  const browsing = await browse(world, { patience: PATIENCE });
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
  it.each([['VIRTUAL_LIST'], ['BARE_GRID']])('are read whole: %s', async (...faults) => {
    const { hands, clp, primary, world } = await start([...faults, 'OTHER_PRODUCTS:6'], MANY_ACCOUNTS);
    const accounts = await hands.apexCentral.readUserAccounts(clp);
    expect(accounts.map(({ name }) => name)).toEqual(ACCOUNTS);
    await walkTo(world, 'provisioned');
    expect(await hands.visionOne.readProductInstance(primary)).toBeUndefined();
    await walkTo(world, 'connected');
    expect(stateOf(await hands.visionOne.readProductInstance(primary))).toBe('connected');
  });

  it('of divs that are empty say so below their heading', async () => {
    const { hands, primary, world } = await start(['BARE_GRID']);
    await walkTo(world, 'provisioned');
    expect(await hands.visionOne.readProductInstance(primary)).toBeUndefined();
  });

  it.each([
    [['PAGED_LIST', 'ENDLESS_PAGER', 'OTHER_PRODUCTS:12'], /leads back to a page/u],
    [['NAMESAKE_ROW'], /has our product's words/u],
    [['TWO_OF_OURS'], /2 rows of the product/u],
  ])('are for a person: %s', async (faults, reason) => {
    const { hands, primary, world, pictures } = await start(faults);
    await walkTo(world, 'connected');
    const read = hands.visionOne.readProductInstance(primary);
    await expect(read).rejects.toThrow(PageChangedError);
    await expect(read).rejects.toSatisfy(says(reason));
    expect(pictures()).toEqual(['failed-readProductInstance']);
  });
});

describe('the final press on the modern pages', () => {
  it.each([
    ['beside other products, in a list that is sorted anew', ['OTHER_PRODUCTS', 'RESORTING_LIST']],
    ['further down than what is drawn', ['OTHER_PRODUCTS:12', 'VIRTUAL_LIST']],
    [
      'beside Apex One on premises, with an icon and a time in its status, and a drawn tick',
      ['ON_PREMISES_ROW', 'ORNATE_STATUS', 'STYLED_TICK'],
    ],
  ])('is made for our product %s', async (_, faults) => {
    const { hands, primary, world } = await start(faults);
    await walkTo(world, 'connected');
    let marks = 0;
    await hands.visionOne
      .startUpdate(primary, () => {
        marks++;
        return Promise.resolve();
      })
      // What the console shows after the press is another matter.
      .catch(() => undefined);
    expect([marks, world.tenant.counters.updatePressed]).toEqual([1, 1]);
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
  it.each([['LATE_FIGURES'], ['ZERO_FIGURES']])('count once they have come: %s', async (fault) => {
    const { hands, clp } = await start([fault]);
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
