import { machineArn } from '../local/deployment.ts';
import { inMemoryStack } from '../local/in-memory-stack.ts';
import { manyTenants, TENANTS } from './many-tenants.ts';
import { secondsOf, type Section } from './section.ts';

export const inMemory: Section = {
  name: 'in-memory',
  what: `${TENANTS.toLocaleString('en')} tenants through all machines, stores in memory`,
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
    return {
      seconds: { says: 'all of them', value: seconds, unit: 's', atMost: 30 },
      perSecond: { says: 'tenants in a second', value: TENANTS / seconds, unit: 'tenants' },
    };
  },
};
