import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Folders and files whose tests take tens of seconds: a run that comes to them last waits for one with a core idle. */
const LONG = ['/end-to-end/', '/simulation/', '/adapters/browser/', '/infrastructure/', '/reading/', '/commands/'];

/**
 * Files that share a process with others: they start no service, and set a variable of their process by `vi.stubEnv` alone.
 * A process of its own costs each file half a second, most of it to load again what the one before had loaded.
 */
const SHARED = [
  ...['domain', 'steps', 'definitions', 'states', 'journeys', 'desk', 'web', 'triggers', 'runtime', 'local/memory'].map(
    (folder) => `test/${folder}/**/*.test.ts`,
  ),
  'test/infrastructure/{alarms,nag,permissions,stack,stage-settings,start-rate}.test.ts',
];

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
    testTimeout: 60_000,
    // Commands in processes of their own compile what the one before them has compiled.
    env: { NODE_COMPILE_CACHE: fileURLToPath(new URL('node_modules/.cache/tests', import.meta.url)) },
    // Twice as many as two cores: a file with a browser waits for pages two thirds of its time.
    maxWorkers: 4,
    sequence: { sequencer: LongestFirst },
    projects: [
      { extends: true, test: { name: 'alone', include: ['test/**/*.test.ts'], exclude: SHARED } },
      { extends: true, test: { name: 'shared', include: SHARED, isolate: false, setupFiles: ['test/as-it-was.ts'] } },
    ],
  },
});
