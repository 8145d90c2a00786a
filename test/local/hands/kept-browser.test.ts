import type { Browser } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Launch } from '../../../lambdas/adapters/browser/chromium/launch.ts';
import { keptBrowser } from '../../../local/hands/kept-browser.ts';

/** Browsers that only count what is open in them; the first `failing` of them do not start. */
function counted({ failing = 0, closes = true } = {}) {
  const all: { hosts: readonly string[]; contexts: number; isUp: boolean }[] = [];
  let tries = 0;
  const launch: Launch = async (hosts) => {
    if (tries++ < failing) throw new Error('no browser could be started');
    const one = { hosts, contexts: 0, isUp: true };
    all.push(one);
    const newContext = async () => {
      one.contexts++;
      const close = async () => void one.contexts--;
      return { close: () => (closes ? close() : new Promise(() => undefined)) };
    };
    return {
      browser: { isConnected: () => one.isUp, newContext } as unknown as Browser,
      end: async () => {
        one.isUp = false;
      },
    };
  };
  return { all, launch };
}

describe('a browser that is kept', () => {
  it('is one for calls one after the other and at once, and keeps nothing of a call that ended', async () => {
    const { all, launch } = counted();
    const kept = keptBrowser(launch);
    const calls = await Promise.all([kept.launch(['a']), kept.launch(['a'])]);
    for (const { browser } of calls) await browser.newContext();
    expect(all).toMatchObject([{ contexts: 2 }]);
    await calls[0].end();
    expect(all).toMatchObject([{ contexts: 1, isUp: true }]);
    await calls[1].end();
    await (await kept.launch(['a'])).end();
    expect(all).toMatchObject([{ contexts: 0, isUp: true }]);
    await kept.close();
    expect(all).toMatchObject([{ isUp: false }]);
    await expect(kept.launch(['a'])).rejects.toThrow('no browser is started any more');
  });

  it('resolves no names but those of its own calls', async () => {
    const { all, launch } = counted();
    const kept = keptBrowser(launch);
    for (const hosts of [['a'], ['b'], ['a']]) await kept.launch(hosts);
    expect(all.map(({ hosts }) => hosts)).toEqual([['a'], ['b']]);
  });

  it('is another one when it has died, and when the first did not start', async () => {
    const { all, launch } = counted({ failing: 1 });
    const kept = keptBrowser(launch);
    await expect(kept.launch(['a'])).rejects.toThrow('no browser could be started');
    const { browser } = await kept.launch(['a']);
    expect(browser.isConnected()).toBe(true);
    for (const one of all) one.isUp = false;
    expect((await kept.launch(['a'])).browser.isConnected()).toBe(true);
    expect(all.map(({ isUp }) => isUp)).toEqual([false, true]);
  });

  it('ends with a call whose page does not close, so that none of it goes on', async () => {
    const { all, launch } = counted({ closes: false });
    const { browser, end } = await keptBrowser(launch, 10).launch(['a']);
    await browser.newContext();
    await end();
    expect(all).toMatchObject([{ isUp: false }]);
  });
});
