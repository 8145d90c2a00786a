import { parentPort, workerData } from 'node:worker_threads';
import { simulate, type Simulation } from './simulate.ts';

parentPort?.postMessage(await simulate(workerData as Simulation));
