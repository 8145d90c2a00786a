import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { machineArn } from '../local/deployment.ts';
import { startEmbeddedStack } from '../local/embedded-stack.ts';
import { upload } from '../local/upload.ts';
import { manyTenants } from './many-tenants.ts';
import { mean, quantile, type Section } from './section.ts';
import { timedInvocations } from './timed-invocations.ts';

const TENANTS = 20;
/** Measured by others on AWS (Node 22, three SDK clients, July 2025): a cold start with the first call included. */
const COLD_SECONDS = 0.375;

/** What is ours of the time that a clean tenant takes: our functions at work, not the vendor, and not the waits for it. */
export const overhead: Section = {
  name: 'overhead',
  what: `time of our functions in one clean tenant, over the time it takes: ${String(TENANTS)} tenants one after another over the embedded services, functions on the clock of this machine, everything else on the virtual one`,
  run: async () => {
    const directory = await mkdtemp(join(tmpdir(), 'visionlift-overhead-'));
    const stack = await startEmbeddedStack({
      directory,
      speed: 'max',
      hands: 'scripted',
      scenario: new Map(),
      onFault: (error) => {
        throw error;
      },
    });
    const timed = timedInvocations();
    try {
      const tenants: { ours: number; invocations: number; whole: number }[] = [];
      for (let index = 0; index <= TENANTS; index++) {
        timed.take();
        await upload(stack, `incoming/one-${String(index)}.csv`, Buffer.from(manyTenants(1, index)));
        await stack.engine.idle();
        const [newest] = stack.engine.listExecutions(machineArn('migrate-tenant'), 'SUCCEEDED');
        if (newest?.stopDate === undefined) throw new Error('the tenant was not migrated');
        const whole = (newest.stopDate.getTime() - newest.startDate.getTime()) / 1000;
        const invocations = timed.take();
        const ours = invocations.reduce((sum, { seconds }) => sum + seconds, 0);
        // The first one is not counted: its modules are loaded and its connections made.
        if (index > 0) tenants.push({ ours, invocations: invocations.length, whole });
      }
      const shares = tenants.map(({ ours, whole }) => (100 * ours) / whole);
      const cold = tenants.map(({ ours, invocations, whole }) => (100 * (ours + invocations * COLD_SECONDS)) / whole);
      return {
        mean: { says: 'our functions, mean', value: mean(shares), unit: '%', atMost: 1 },
        p99: { says: 'our functions, p99', value: quantile(shares, 0.99), unit: '%', atMost: 3 },
        cold: {
          says: `the same with a cold start of ${String(COLD_SECONDS)} s at every invocation, the worst tenant`,
          value: Math.max(...cold),
          unit: '%',
          atMost: 3,
        },
        seconds: { says: 'our functions, each tenant', value: mean(tenants.map(({ ours }) => ours)), unit: 's' },
        invocations: {
          says: 'invocations, each tenant',
          value: mean(tenants.map(({ invocations }) => invocations)),
          unit: '',
        },
      };
    } finally {
      await stack.close();
      await rm(directory, { recursive: true, force: true });
    }
  },
};
