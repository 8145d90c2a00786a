import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { inParallel } from '../lambdas/domain/in-parallel.ts';
import type { Simulated, Simulation } from './simulate.ts';

const THREADS = 2;
/** Twice as many as threads: where all 100,000 tenants are under way at a time, each of them takes 10 kB. */
const PARTS = 4;
/** Of each thread: both together stay below two gigabytes. A large nursery saves half of the garbage collector's time. */
const MEMORY = { maxOldGenerationSizeMb: 640, maxYoungGenerationSizeMb: 96 };

/**
 * One population on two cores: each part takes its share of the tenants with the same share of every quota, which is
 * stricter than one account for all, since no part may use what another leaves. Every part has a clock of its own and
 * shares nothing, so that a seed gives the same answer each time, and their figures add up second by second.
 */
export async function simulateInParts(whole: Simulation): Promise<Simulated[]> {
  const tenants = Math.ceil(whole.tenants / PARTS);
  const parts = Array.from({ length: PARTS }, (_, index): Simulation => {
    const first = whole.first + index * tenants;
    return {
      ...whole,
      first,
      tenants: Math.min(tenants, whole.first + whole.tenants - first),
      startsPerSecond: Math.floor((whole.startsPerSecond + index) / PARTS),
      quotas: {
        transitionsPerSecond: whole.quotas.transitionsPerSecond / PARTS,
        lambdaConcurrency: whole.quotas.lambdaConcurrency / PARTS,
      },
    };
  });
  const simulated: Simulated[] = [];
  await inParallel(THREADS, parts, async (part) => void simulated.push(await simulateApart(part)));
  return simulated;
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
