import { parentPort, workerData } from 'node:worker_threads';
import type { EventKind, FaultKind } from './fault-kinds.ts';
import { simulateRun } from './simulate-run.ts';

process.env['LOG_LEVEL'] = 'silent';

const { without } = workerData as { without: readonly (FaultKind | EventKind)[] };

/** Runs the seeds it is sent, one after the other. */
parentPort?.on('message', (seed: number) => {
  simulateRun(seed, { allows: ({ kind }) => !without.includes(kind) }).then(
    (run) => parentPort?.postMessage(run),
    (error: unknown) => {
      // A run that could not be judged is nobody's success: the parent hears of it as the worker's error.
      setImmediate(() => {
        throw error;
      });
    },
  );
});
