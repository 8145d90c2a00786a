import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Switches } from '../../lambdas/ports/switches.ts';
import { turnTo } from '../turn-to.ts';

const paused = { state: 'paused', by: 'operator', at: '2026-12-01T00:00:00.000Z', why: 'a question' } as const;

const trip = { code: 'PageChangedError', guideStep: '3-12', tenantIds: ['t-1'] } as const;

/** One test per promise of the port, against any switches; the batches of a test are its own. */
export function switchesContract(open: () => Switches): void {
  it('gives what was set last, for the batch that it was set for and no other', async () => {
    const [switches, batchId] = [open(), randomUUID()];
    expect(await switches.read({ batchId })).toBeUndefined();
    await turnTo(switches, { batchId }, paused);
    await turnTo(switches, { batchId }, { ...paused, state: 'stopped' });
    expect(await switches.read({ batchId })).toEqual({ ...paused, state: 'stopped' });
    expect(await switches.read({ batchId: `${batchId}-2` })).toBeUndefined();
  });

  it('keeps the one of the deployment apart, and takes a switch away', async () => {
    const [switches, batchId] = [open(), randomUUID()];
    await turnTo(switches, 'everything', paused);
    await turnTo(switches, { batchId }, undefined);
    expect(await switches.read('everything')).toEqual(paused);
    expect(await switches.read({ batchId })).toBeUndefined();
    await turnTo(switches, 'everything', undefined);
    expect(await switches.read('everything')).toBeUndefined();
  });

  it('turns nothing that was turned since it was seen: a stop is not erased by somebody who resumes a pause', async () => {
    const [switches, scope] = [open(), { batchId: randomUUID() }];
    const stopped = { ...paused, state: 'stopped', by: 'another', at: '2026-12-01T00:00:01.000Z' } as const;
    expect(await switches.set(scope, paused, undefined)).toBe(true);
    expect(await switches.set(scope, stopped, paused)).toBe(true);
    expect(await switches.set(scope, undefined, paused)).toBe(false);
    expect(await switches.set(scope, { ...paused, why: 'another' }, paused)).toBe(false);
    expect(await switches.set(scope, paused, undefined)).toBe(false);
    expect(await switches.read(scope)).toEqual(stopped);
    // A write that is repeated because its answer was lost.
    expect(await switches.set(scope, stopped, paused)).toBe(true);
    expect(await switches.set(scope, undefined, stopped)).toBe(true);
    expect(await switches.set(scope, undefined, stopped)).toBe(true);
  });

  it('lets one of all who turn at the same moment do it', async () => {
    const [switches, scope] = [open(), { batchId: randomUUID() }];
    await switches.set(scope, paused, undefined);
    const turns = [1, 2, 3].map((n) => switches.set(scope, { ...paused, by: `operator ${String(n)}` }, paused));
    expect((await Promise.all(turns)).filter(Boolean)).toHaveLength(1);
  });

  it('lets one of all who set it at once do it, and never replaces what somebody has set', async () => {
    const [switches, scope] = [open(), { batchId: randomUUID() }];
    const all = [1, 2, 3].map((n) => switches.setIfAbsent(scope, { ...paused, why: `trip ${String(n)}`, trip }));
    expect((await Promise.all(all)).filter(Boolean)).toHaveLength(1);
    expect(await switches.read(scope)).toMatchObject({ state: 'paused', trip });
    await turnTo(switches, scope, { ...paused, state: 'stopped' });
    expect(await switches.setIfAbsent(scope, paused)).toBe(false);
    expect(await switches.read(scope)).toEqual({ ...paused, state: 'stopped' });
  });

  it('gives the tenants at which an error was seen lately, each once, and those of no other error', async () => {
    const [switches, code] = [open(), `${randomUUID()}Error`];
    const of = { since: '2026-12-01T00:30:00.000Z', most: 3 };
    const note = (tenantId: string, minute: string) =>
      switches.noteError({ code, tenantId, at: `2026-12-01T00:${minute}:00.000Z` }, of);
    await note('t-0', '29');
    expect(await note('t-1', '31')).toEqual(['t-1']);
    await switches.noteError({ code: 'OtherError', tenantId: 't-9', at: '2026-12-01T00:32:00.000Z' }, of);
    expect(await note('t-1', '33')).toEqual(['t-1']);
    await Promise.all([note('t-2', '34'), note('t-3', '35')]);
    expect(await note('t-4', '36')).toEqual(['t-4', 't-3', 't-2']);
    await switches.forgetErrors();
    expect(await note('t-5', '37')).toEqual(['t-5']);
  });
}
