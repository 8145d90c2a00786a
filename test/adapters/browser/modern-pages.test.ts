import { afterEach, describe, expect, it, vi } from 'vitest';
import { stateOf } from '../../../lambdas/domain/product-instance.ts';
import { Secret } from '../../../lambdas/domain/secret.ts';
import { aWorld, walkTo, type WorldOptions } from '../../local/simulated-consoles/a-world.ts';
import { browse, type Browsing, SHORT } from './a-browser.ts';

const opened: Browsing[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((browsing) => browsing.close()));
});

/** Hands at consoles that a program draws, as others may have theirs. */
async function start(faults: string[], options: WorldOptions = {}) {
  const world = aWorld({ face: 'modern', faults, ...options });
  // What is drawn late takes its time, and so does a busy machine.
  const browsing = await browse(world, { patience: { ...SHORT, call: 80_000 } });
  opened.push(browsing);
  return { ...world, ...browsing.hands, world };
}

describe('at modern pages browser hands', () => {
  it('transfer the product whose confirmation comes some time after [Save], and connect it', async () => {
    const { visionOne, apexCentral, primary, tenant, clock, world } = await start([]);
    await walkTo(world, 'provisioned');
    const tokens: Secret[] = [];
    const beforeTransfer = vi.fn(() => Promise.resolve());
    await visionOne.issueRegistrationToken(primary, { keep: async (token) => void tokens.push(token), beforeTransfer });
    expect(beforeTransfer).toHaveBeenCalledOnce();
    expect(tenant.counters.transferPressed).toBe(1);
    expect(await apexCentral.register(primary, tokens[0] ?? new Secret(''))).toBe('registered');
    await clock.sleep(60_000);
    expect(stateOf(await visionOne.readProductInstance(primary))).toBe('connected');
  }, 90_000);

  it('update our product among others, on the second page of a list without roles', async () => {
    const { visionOne, primary, tenant, world } = await start(['OTHER_PRODUCTS:24', 'PAGED_LIST', 'BARE_GRID']);
    await walkTo(world, 'connected');
    expect(await visionOne.startUpdate(primary, () => Promise.resolve())).toEqual({ kind: 'started' });
    expect(tenant.counters).toMatchObject({ updatePressed: 1, updatesAccepted: 1 });
    expect(tenant.violations).toEqual([]);
  }, 90_000);

  it('know the sign-in page behind the final press also while it is being drawn: the row decides', async () => {
    const { visionOne, primary, tenant, world } = await start(['SLOW_DRAWING']);
    await walkTo(world, 'connected');
    expect(await visionOne.startUpdate(primary, () => Promise.resolve())).toEqual({ kind: 'started' });
    expect(tenant.counters).toMatchObject({ updatePressed: 1, updatesAccepted: 1 });
  }, 90_000);
});
