import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { afterAll, expect, it } from 'vitest';
import type * as Hands from '../../../lambdas/adapters/browser/browser-hands.ts';
import { stateOf } from '../../../lambdas/domain/product-instance.ts';
import { SMALL } from '../../../lib/bundles.ts';
import { aWorld, walkTo } from '../../local/simulated-consoles/a-world.ts';
import { browse, launch, SHORT } from './a-browser.ts';

// Below the project, where Playwright is found; on AWS it lies in a layer.
const cache = join('node_modules', '.cache');
mkdirSync(cache, { recursive: true });
const directory = mkdtempSync(join(cache, 'bundled-hands-'));

afterAll(() => {
  rmSync(directory, { recursive: true });
});

it('work as they are deployed: nothing that runs in a page calls what only its bundle has', async () => {
  const world = aWorld();
  const { origins, vault, evidence, close } = await browse(world);
  const { browserHands } = bundledHands();
  const hands = browserHands({ origins, vault, evidence, clock: world.clock, patience: SHORT, launch });
  try {
    expect(await hands.licensingPortal.readLicence(world.clp)).toMatchObject({ status: 'valid' });
    await walkTo(world, 'connected');
    // The second time with the session of the first.
    for (const _ of [1, 2]) expect(stateOf(await hands.visionOne.readProductInstance(world.primary))).toBe('connected');
    expect(await hands.visionOne.startUpdate(world.primary, () => Promise.resolve())).toEqual({ kind: 'started' });
  } finally {
    await close();
  }
});

function bundledHands(): typeof Hands {
  const { outputFiles } = buildSync({
    ...SMALL,
    entryPoints: ['lambdas/adapters/browser/browser-hands.ts'],
    bundle: true,
    write: false,
    external: ['playwright-core'],
    logOverride: { 'empty-import-meta': 'silent' },
  });
  const file = join(process.cwd(), directory, 'browser-hands.cjs');
  writeFileSync(file, outputFiles[0]?.contents ?? '');
  return createRequire(import.meta.url)(file) as typeof Hands;
}
