import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Simulated, Simulation } from './simulate.ts';

const THREADS = 2;
/** Of each thread: both together stay below two gigabytes. A large nursery saves half of the garbage collector's time. */
const MEMORY = { maxOldGenerationSizeMb: 640, maxYoungGenerationSizeMb: 64 };

/**
 * One population on two cores: each thread takes half of the tenants with half of every quota, which is stricter than one
 * account for all, since no half may use what the other leaves. Every thread has a clock of its own and shares nothing,
 * so that a seed gives the same answer each time.
 */
export function simulateInHalves(whole: Simulation): Promise<Simulated[]> {
  const tenants = Math.ceil(whole.tenants / THREADS);
  const halves = Array.from({ length: THREADS }, (_, index): Simulation => {
    const first = whole.first + index * tenants;
    return {
      ...whole,
      first,
      tenants: Math.min(tenants, whole.first + whole.tenants - first),
      startsPerSecond: Math.floor((whole.startsPerSecond + index) / THREADS),
      quotas: {
        transitionsPerSecond: whole.quotas.transitionsPerSecond / THREADS,
        lambdaConcurrency: whole.quotas.lambdaConcurrency / THREADS,
      },
    };
  });
  return Promise.all(halves.map(simulateApart));
}

async function simulateApart(simulation: Simulation): Promise<Simulated> {
  const worker = new Worker(new URL('simulate-worker.ts', import.meta.url), {
    workerData: simulation,
    resourceLimits: MEMORY,
  });
  const [simulated] = (await once(worker, 'message')) as [Simulated];
  await worker.terminate();
  return simulated;
}
