import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Folders and files whose tests take tens of seconds: a run that comes to them last waits for one with a core idle. */
const LONG = ['/end-to-end/', '/simulation/', '/adapters/browser/', '/infrastructure/', '/reading/', '/commands/'];

/** A minute each: `npm run test:whole` runs them, too. */
const WALKS = ['test/end-to-end/at-the-desk.test.ts', 'test/simulation/planted-defects.test.ts'];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const place = LONG.findIndex((part) => moduleId.includes(part));
      return place === -1 ? LONG.length : place;
    };
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other));
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: process.env['WHOLE'] === undefined ? WALKS : [],
    testTimeout: 60_000,
    // Commands in processes of their own compile what the one before them has compiled.
    env: { NODE_COMPILE_CACHE: fileURLToPath(new URL('node_modules/.cache/tests', import.meta.url)) },
    // Two cores: more workers than that only make browsers and embedded services slower.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
  },
});
