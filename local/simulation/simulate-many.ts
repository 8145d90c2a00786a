import { once } from 'node:events';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import type { EventKind, FaultKind } from './fault-kinds.ts';
import type { SimulatedRun } from './simulate-run.ts';

export interface ManyOptions {
  /** The first seed; the others follow it. */
  seed: number;
  runs: number;
  workers: number;
  /** Kinds of faults and events that do not happen. */
  without?: readonly (FaultKind | EventKind)[];
  /** The name of a defect to plant in the code of each worker. */
  defect?: string;
  onRun?: (run: SimulatedRun) => void;
  /** Asked after each run whether the rest is left out. */
  until?: (run: SimulatedRun) => boolean;
}

export interface ManyRuns {
  runs: number;
  tenants: number;
  /** How often each kind was injected. */
  faults: Record<string, number>;
  broken: SimulatedRun[];
  /** Days that passed on the clocks of the runs, together. */
  virtualDays: number;
  /** Events of the longest history of any execution. */
  longestHistory: number;
}

/** Many runs, one seed after the other, on all workers at once; which worker runs a seed changes nothing about it. */
export async function simulateMany({
  seed,
  runs,
  workers,
  without = [],
  defect,
  onRun,
  until,
}: ManyOptions): Promise<ManyRuns> {
  const all: ManyRuns = { runs: 0, tenants: 0, faults: {}, broken: [], virtualDays: 0, longestHistory: 0 };
  const seeds = Array.from({ length: runs }, (_, index) => seed + index);
  const file = new URL('./worker.ts', import.meta.url);
  const work = async (): Promise<void> => {
    const worker = new Worker(file, { workerData: { without }, ...(defect !== undefined && planted(defect)) });
    try {
      for (let next = seeds.shift(); next !== undefined; next = seeds.shift()) {
        worker.postMessage(next);
        const [run] = (await once(worker, 'message')) as [SimulatedRun];
        add(all, run);
        onRun?.(run);
        if (until?.(run)) seeds.length = 0;
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(workers, runs) }, work));
  all.broken.sort((a, b) => a.seed - b.seed);
  return all;
}

function planted(name: string): WorkerOptions {
  const plant = new URL('./plant-defect.ts', import.meta.url).href;
  return { execArgv: ['--import', plant], env: { ...process.env, PLANTED_DEFECT: name } };
}

function add(all: ManyRuns, run: SimulatedRun): void {
  all.runs++;
  all.tenants += run.tenants;
  all.virtualDays += run.virtualDays;
  all.longestHistory = Math.max(all.longestHistory, run.longestHistory);
  for (const { kind } of run.injected) all.faults[kind] = (all.faults[kind] ?? 0) + 1;
  if (run.breaches.length > 0) all.broken.push(run);
}
