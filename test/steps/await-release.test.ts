import { expect, test } from 'vitest';
import { awaitRelease } from '../../lambdas/steps/await-release.ts';
import { aBatch, BATCH_ID } from '../builders.ts';
import { NOW, portsWith } from './kit.ts';

const run = { batchId: BATCH_ID };

test('releases the batch and says by whom and when', async () => {
  const ports = portsWith();
  await ports.batches.create(aBatch());

  expect(await awaitRelease(ports, run)).toEqual({ released: true });
  expect((await ports.batches.read(BATCH_ID))?.release).toEqual({ by: 'automatic', at: NOW });
});

test('keeps the first release when it runs again', async () => {
  const ports = portsWith();
  const release = { by: '山田 太郎', at: '2026-12-01T00:00:00.000Z' };
  await ports.batches.create(aBatch({ release }));

  expect(await awaitRelease(ports, run)).toEqual({ released: true });
  expect((await ports.batches.read(BATCH_ID))?.release).toEqual(release);
});

test('throws for a batch that nobody has read in', async () => {
  await expect(awaitRelease(portsWith(), run)).rejects.toThrow(BATCH_ID);
});
