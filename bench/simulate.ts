import { machineArn } from '../local/deployment.ts';
import type { StepFunctionsEngine } from '../local/states/step-functions-engine.ts';
import type { ModelledAccount, Quotas } from './modelled-account.ts';
import { PerSecond } from './per-second.ts';
import { runByHandlers } from './run-by-handlers.ts';
import { runByScript } from './run-by-script.ts';

export interface Simulation {
  seed: number;
  tenants: number;
  /** Number of its first tenant in the whole population. */
  first: number;
  startsPerSecond: number;
  quotas: Quotas;
  /** Who answers the states: the product's own handlers, or a script of their answers, which is quicker by far. */
  functions: 'handlers' | 'script';
}

/** A simulation that has come to its end. */
export interface Ran {
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
    mostAtOnce: account.mostAtOnce,
    refused: account.refused,
    busyMilliseconds: account.busyMilliseconds,
  };
}
