import type { Starts } from '../lambdas/domain/admission.ts';
import { machineArn, ACCOUNT, createMachines, INTAKE_BUCKET, REGION } from '../local/deployment.ts';
import { StepFunctionsEngine } from '../local/states/step-functions-engine.ts';
import { ModelledAccount, type Quotas } from './modelled-account.ts';
import { PerSecond } from './per-second.ts';
import * as z from 'zod';
import { tenantExecutionName } from '../lambdas/domain/names.ts';
import { lookAgainForTheBatch } from '../lambdas/domain/when-to-look-again.ts';
import { VirtualClock } from '../local/virtual-clock.ts';
import { population } from './population.ts';
import { ScriptedTenant } from './scripted-tenant.ts';
import { inMemoryStack } from '../local/in-memory-stack.ts';
import { CountingMailer, FilesWithoutTenants, TenantsWithoutJournal } from './forgetful-stores.ts';
import { manyTenants } from './many-tenants.ts';

export interface Simulation {
  seed: number;
  tenants: number;
  /** Number of its first tenant in the whole population. */
  first: number;
  starts: Starts;
  quotas: Quotas;
  /** Who answers the states: the product's own handlers, or a script of their answers, which is quicker by far. */
  functions: 'handlers' | 'script';
}

/** A simulation that has come to its end. */
interface Ran {
  engine: StepFunctionsEngine;
  account: ModelledAccount;
  /** Answers to task tokens. */
  answers: PerSecond;
}

type Seconds = [number, number][];

/** What happened, in a form that crosses from one thread to another. */
export interface Simulated {
  /** Of each tenant from its start to its end, in seconds, in no particular order. */
  durations: Float64Array;
  firstStart: number;
  lastEnd: number;
  looks: number;
  transitions: Seconds;
  invocations: Seconds;
  answers: Seconds;
  starts: Seconds;
  /** How long state transitions waited for their turn, all together and at most. */
  waitedMilliseconds: number;
  mostWaitedMilliseconds: number;
  mostAtOnce: number;
  refused: number;
  busyMilliseconds: number;
}

/** Takes a population of tenants through the real definitions, within the quotas of an account. */
export async function simulate(simulation: Simulation): Promise<Simulated> {
  const run = simulation.functions === 'handlers' ? runByHandlers : runByScript;
  const { engine, account, answers } = await run(simulation);
  const ended = engine.listExecutions(machineArn('migrate-tenant'), 'SUCCEEDED');
  // A simulation of tenants that did not get there would be a fast one.
  if (ended.length !== simulation.tenants) {
    throw new Error(`${String(ended.length)} of ${String(simulation.tenants)} tenants were migrated`);
  }
  const starts = new PerSecond();
  let looks = 0;
  for (const { executionArn, startDate } of ended) {
    starts.count(startDate.getTime());
    for (const state of engine.figuresOf(executionArn).states) if (state === 'CheckUpdate') looks++;
  }
  for (const { startDate } of engine.listExecutions(machineArn('hand-over-tenant'))) starts.count(startDate.getTime());
  const endOf = (stopDate: Date | undefined): number => stopDate?.getTime() ?? Number.NaN;
  return {
    durations: Float64Array.from(ended, ({ startDate, stopDate }) => (endOf(stopDate) - startDate.getTime()) / 1000),
    firstStart: ended.reduce((least, { startDate }) => Math.min(least, startDate.getTime()), Infinity),
    lastEnd: ended.reduce((most, { stopDate }) => Math.max(most, endOf(stopDate)), 0),
    looks,
    transitions: [...account.transitions.seconds],
    invocations: [...account.invocations.seconds],
    answers: [...answers.seconds],
    starts: [...starts.seconds],
    waitedMilliseconds: account.waitedMilliseconds,
    mostWaitedMilliseconds: account.mostWaitedMilliseconds,
    mostAtOnce: account.mostAtOnce,
    refused: account.refused,
    busyMilliseconds: account.busyMilliseconds,
  };
}

/** By the real handlers, from the upload of the CSV on, with stores in memory and scripted hands at the simulated vendor. */
async function runByHandlers({ seed, tenants, first, starts, quotas }: Simulation): Promise<Ran> {
  let account: ModelledAccount | undefined;
  const answers = new PerSecond();
  const stack = inMemoryStack({
    history: 'counts',
    scenario: population(seed, tenants, first),
    starts,
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

const START = new Date('2026-12-01T00:00:00.000Z');
const BATCH = 'scale--00000000';
const ACCEPTED = 'accepted.jsonl';
const INPUT = { bucket: INTAKE_BUCKET, key: 'incoming/scale.csv', versionId: 'v1', dryRun: false };

const payload = z.object({ tenantId: z.string().optional(), taskToken: z.string().optional() });

/** By a script of what the functions answer: the same machines, quotas and instants, at a fraction of the work. */
async function runByScript({ seed, tenants, first, starts, quotas }: Simulation): Promise<Ran> {
  const clock = new VirtualClock({ start: START, speed: 'max', speedWhileBusy: 0 });
  const account = new ModelledAccount(quotas, clock);
  const answers = new PerSecond();
  const scenario = population(seed, tenants, first);
  const scripted = new Map<string, ScriptedTenant>();
  for (const [tenantId, special] of scenario) scripted.set(tenantId, new ScriptedTenant(tenantId, special, clock));
  let createdAt = START;
  let outcomes = 0;

  const ofTheBatch = (state: string): unknown => {
    switch (state) {
      case 'ReadIntake':
        createdAt = clock.now();
        return { ending: null, acceptedKey: ACCEPTED };
      case 'AwaitRelease':
        return { released: true };
      case 'CountOutcomes':
        if (outcomes === tenants) return { done: true };
        return { done: false, ...lookAgainForTheBatch(createdAt.toISOString(), clock.now()) };
      case 'WriteReport':
        return { ending: 'migrated', summary: null };
      default:
        return {};
    }
  };
  const engine: StepFunctionsEngine = new StepFunctionsEngine({
    clock,
    region: REGION,
    accountId: ACCOUNT,
    history: 'counts',
    random: () => 0.5,
    limits: account,
    objects: {
      get: async () => Buffer.from([...scripted.keys()].map(workOf).join('')),
      put: async () => undefined,
    },
    invoke: (state, event) =>
      account.invocation(state, async () => {
        const { tenantId, taskToken } = payload.parse(event);
        const answer = await (tenantId === undefined ? ofTheBatch(state) : scripted.get(tenantId)?.answer(state));
        if (state === 'RecordOutcome') outcomes++;
        if (taskToken === undefined) return answer;
        answers.count(clock.now().getTime());
        engine.sendTaskSuccess({ taskToken, output: JSON.stringify(answer) });
        return {};
      }),
  });
  createMachines(engine, starts);
  engine.startExecution({ stateMachineArn: machineArn('migrate-batch'), name: BATCH, input: JSON.stringify(INPUT) });
  await engine.idle();
  clock.close();
  return { engine, account, answers };
}

/** A line of the work list. */
function workOf(tenantId: string): string {
  return `${JSON.stringify({ tenantId, execution: tenantExecutionName(tenantId, BATCH, 1) })}\n`;
}
