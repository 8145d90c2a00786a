import { inMemoryStack } from '../local/in-memory-stack.ts';
import { CountingMailer, FilesWithoutTenants, TenantsWithoutJournal } from './forgetful-stores.ts';
import { manyTenants } from './many-tenants.ts';
import { ModelledAccount } from './modelled-account.ts';
import { PerSecond } from './per-second.ts';
import { population } from './population.ts';
import type { Ran, Simulation } from './simulate.ts';

/** By the real handlers, from the upload of the CSV on, with stores in memory and scripted hands at the simulated vendor. */
export async function runByHandlers({ seed, tenants, first, startsPerSecond, quotas }: Simulation): Promise<Ran> {
  let account: ModelledAccount | undefined;
  const answers = new PerSecond();
  const stack = inMemoryStack({
    history: 'counts',
    scenario: population(seed, tenants, first),
    startsPerSecond,
    random: () => 0.5,
    limits: (clock) => (account = new ModelledAccount(quotas, clock)),
    stores: (clock, table) => ({
      tenants: new TenantsWithoutJournal(table),
      files: new FilesWithoutTenants(() => clock.now()),
      mailer: new CountingMailer(),
    }),
    disturb: (ports) => {
      const { clock, executions } = ports;
      return {
        ...ports,
        executions: {
          startBatch: (...start) => executions.startBatch(...start),
          failTask: (...failure) => executions.failTask(...failure),
          isRunning: (execution) => executions.isRunning(execution),
          succeedTask: (token, output) => {
            answers.count(clock.now().getTime());
            return executions.succeedTask(token, output);
          },
        },
      };
    },
  });
  await stack.upload('incoming/scale.csv', manyTenants(tenants, first));
  await stack.engine.idle();
  stack.close();
  if (!account || stack.faults.length > 0) throw new Error(`the simulation failed: ${String(stack.faults[0])}`);
  return { engine: stack.engine, account, answers };
}
