import { browser } from './browser.ts';
import { browserTenant } from './browser-tenant.ts';
import { commands } from './commands.ts';
import { cost, costByHand } from './cost.ts';
import { costOfPeople } from './cost-of-people.ts';
import { embedded } from './embedded.ts';
import { headroom } from './headroom.ts';
import { imports } from './imports.ts';
import { intake } from './intake.ts';
import { interpreter } from './interpreter.ts';
import { naive } from './naive.ts';
import { overhead } from './overhead.ts';
import { polling } from './polling.ts';
import { scale } from './scale.ts';
import { reportPage } from './report-page.ts';
import { type Section, secondsOf } from './section.ts';
import { machineArn } from '../local/deployment.ts';
import { inMemoryStack } from '../local/in-memory-stack.ts';
import { manyTenants, TENANTS } from './many-tenants.ts';

const inMemory: Section = {
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

/** Every section, in the order of the tables. */
export const SECTIONS: readonly Section[] = [
  polling,
  cost,
  costByHand,
  costOfPeople,
  scale,
  naive,
  overhead,
  headroom,
  imports,
  intake,
  interpreter,
  inMemory,
  embedded,
  browser,
  browserTenant,
  reportPage,
  commands,
];
