import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Switches } from '../../lambdas/ports/switches.ts';

const paused = { state: 'paused', by: 'operator', at: '2026-12-01T00:00:00.000Z', why: 'a question' } as const;

/** One test per promise of the port, against any switches; the batches of a test are its own. */
export function switchesContract(open: () => Switches): void {
  it('gives what was set last, for the batch that it was set for and no other', async () => {
    const [switches, batchId] = [open(), randomUUID()];
    expect(await switches.read({ batchId })).toBeUndefined();
    await switches.set({ batchId }, paused);
    await switches.set({ batchId }, { ...paused, state: 'stopped' });
    expect(await switches.read({ batchId })).toEqual({ ...paused, state: 'stopped' });
    expect(await switches.read({ batchId: `${batchId}-2` })).toBeUndefined();
  });

  it('keeps the one of the deployment apart, and takes a switch away', async () => {
    const [switches, batchId] = [open(), randomUUID()];
    await switches.set('everything', paused);
    await switches.set({ batchId }, undefined);
    expect(await switches.read('everything')).toEqual(paused);
    expect(await switches.read({ batchId })).toBeUndefined();
    await switches.set('everything', undefined);
    expect(await switches.read('everything')).toBeUndefined();
  });
}
