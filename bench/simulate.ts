import { machineArn } from '../local/deployment.ts';
import { inMemoryStack } from '../local/in-memory-stack.ts';
import { CountingMailer, FilesWithoutTenants, TenantsWithoutJournal } from './forgetful-stores.ts';
import { manyTenants } from './many-tenants.ts';
import { ModelledAccount, type Quotas } from './modelled-account.ts';
import { PerSecond } from './per-second.ts';
import { population } from './population.ts';

export interface Simulation {
  seed: number;
  tenants: number;
  /** Number of its first tenant in the whole population. */
  first: number;
  startsPerSecond: number;
  quotas: Quotas;
}

type Seconds = [number, number][];

/** What happened, in a form that crosses from one thread to another. */
export interface Simulated {
  /** From start to end, in seconds, and the end of the last one after the start of the first. */
  durations: Float64Array;
  firstStart: number;
  lastEnd: number;
  looks: number;
  transitions: Seconds;
  invocations: Seconds;
  answers: Seconds;
  starts: Seconds;
  mostAtOnce: number;
  refused: number;
  busyMilliseconds: number;
  mails: number;
  vendorPresses: number;
}

/** Takes a population of tenants through the real definitions and handlers, within the quotas of an account. */
export async function simulate({ seed, tenants, first, startsPerSecond, quotas }: Simulation): Promise<Simulated> {
  let account: ModelledAccount | undefined;
  const answers = new PerSecond();
  const mailer = new CountingMailer();
  const stack = inMemoryStack({
    history: 'counts',
    scenario: population(seed, tenants, first),
    startsPerSecond,
    random: () => 0.5,
    limits: (clock) => (account = new ModelledAccount(quotas, clock)),
    stores: (clock) => ({
      tenants: new TenantsWithoutJournal(),
      files: new FilesWithoutTenants(() => clock.now()),
      mailer,
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
  if (!account || stack.faults.length > 0) throw new Error(`the simulation failed: ${String(stack.faults[0])}`);
  const ended = stack.engine.listExecutions(machineArn('migrate-tenant'), 'SUCCEEDED');
  // A simulation of tenants that did not get there would be a fast one.
  if (ended.length !== tenants) throw new Error(`${String(ended.length)} of ${String(tenants)} tenants were migrated`);
  const starts = new PerSecond();
  let looks = 0;
  for (const { executionArn, startDate } of ended) {
    starts.count(startDate.getTime());
    for (const state of stack.engine.figuresOf(executionArn).states) if (state === 'CheckUpdate') looks++;
  }
  for (const { startDate } of stack.engine.listExecutions(machineArn('hand-over-tenant'))) {
    starts.count(startDate.getTime());
  }
  const endOf = (stopDate: Date | undefined): number => stopDate?.getTime() ?? Number.NaN;
  stack.close();
  return {
    durations: Float64Array.from(ended, ({ startDate, stopDate }) => (endOf(stopDate) - startDate.getTime()) / 1000),
    firstStart: ended.reduce((least, { startDate }) => Math.min(least, startDate.getTime()), Infinity),
    lastEnd: ended.reduce((most, { stopDate }) => Math.max(most, endOf(stopDate)), 0),
    looks,
    transitions: [...account.transitions.seconds],
    invocations: [...account.invocations.seconds],
    answers: [...answers.seconds],
    starts: [...starts.seconds],
    mostAtOnce: account.mostAtOnce,
    refused: account.refused,
    busyMilliseconds: account.busyMilliseconds,
    mails: mailer.count,
    vendorPresses: [...stack.vendor.tenants()].reduce((sum, { counters }) => sum + counters.updatePressed, 0),
  };
}
