import { beforeEach, describe, expect, it, vi } from 'vitest';
import { simulateRun } from '../../local/simulation/simulate-run.ts';

beforeEach(() => {
  vi.stubEnv('LOG_LEVEL', 'silent');
});

describe('a simulated run', () => {
  it('is the same again by its seed: a breach that cannot be seen twice cannot be mended', async () => {
    const [first, second] = [await simulateRun(3), await simulateRun(3)];
    expect(second).toEqual(first);
    expect(first.injected.length).toBeGreaterThan(5);
  });

  it('is another one by another seed', async () => {
    const [first, second] = [await simulateRun(3), await simulateRun(4)];
    expect(second.injected).not.toEqual(first.injected);
  });

  it('leaves out a fault in a replay, and the rest happens as before', async () => {
    const whole = await simulateRun(3);
    const [left] = whole.injected;
    const replay = await simulateRun(3, { allows: (id) => id !== left?.id });
    expect(replay.injected.map(({ id }) => id)).not.toContain(left?.id);
    // What follows from the fault that was left out may change; what was drawn before it does not.
    expect(replay.injected.length).toBeGreaterThan(whole.injected.length / 2);
  });

  it('comes to its own end where nothing is disturbed: what the simulation itself breaks would hide the rest', async () => {
    expect(await simulateRun(3, { allows: () => false })).toMatchObject({ injected: [], breaches: [] });
  });

  it('breaks nothing that must hold, in ten runs', async () => {
    for (let seed = 1; seed <= 10; seed++) expect((await simulateRun(seed)).breaches, String(seed)).toEqual([]);
  });
});
