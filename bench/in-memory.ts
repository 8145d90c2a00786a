import { machineArn } from '../local/deployment.ts';
import { inMemoryStack } from '../local/in-memory-stack.ts';
import { type Benchmark, secondsOf } from './benchmark.ts';
import { manyTenants, TENANTS } from './many-tenants.ts';

export const inMemory: Benchmark = {
  name: 'in-memory',
  what: `${TENANTS.toLocaleString('en')} tenants through all machines, stores in memory`,
  goal: 'under 30 s and 1,000 MB',
  run: async () => {
    const stack = inMemoryStack({ history: 'counts' });
    const csv = manyTenants();
    const seconds = await secondsOf(async () => {
      await stack.upload('incoming/bench.csv', csv);
      await stack.engine.idle();
    });
    // A benchmark of tenants that did not get there would be a fast one.
    const migrated = stack.engine.listExecutions(machineArn('migrate-tenant'), 'SUCCEEDED').length;
    if (migrated !== TENANTS) throw new Error(`${String(migrated)} of ${String(TENANTS)} tenants were migrated`);
    stack.close();
    return { seconds, amount: TENANTS, unit: 'tenants' };
  },
};
