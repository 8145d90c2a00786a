import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Executions } from '../../lambdas/ports/executions.ts';

/** Executions, and what the engine behind them knows and does. */
export interface ExecutionsWorld {
  executions: Executions;
  /** How often an execution of that name was started, with its input. */
  started: (name: string) => unknown[];
  /** ARN of an execution that runs. */
  aRunningExecution: () => string;
  /** ARN of an execution that has closed. */
  aClosedExecution: () => string;
  /** ARN of an execution that nobody remembers. */
  aForgottenExecution: () => string;
  /** A token that a state waits for. */
  aWaitingToken: () => string;
  /** The token of a state whose time is over. */
  aLateToken: () => string;
  /** What a token was answered with. */
  answerTo: (token: string) => unknown;
  /** What a token was failed with. */
  failureOf: (token: string) => unknown;
}

/** One test per promise of the port, against any executions. */
export function executionsContract(open: () => ExecutionsWorld | Promise<ExecutionsWorld>): void {
  const INPUT = { bucket: 'intake', key: 'incoming/pilot.csv', versionId: 'v1', dryRun: false };

  it('starts a batch under its name with its input', async () => {
    const { executions, started } = await open();
    const name = `pilot--${randomUUID()}`;
    expect(await executions.startBatch(name, INPUT)).toBe(true);
    expect(started(name)).toEqual([INPUT]);
  });

  it('starts one execution for an object whose event comes more than once, also at once', async () => {
    const { executions, started } = await open();
    const name = `pilot--${randomUUID()}`;
    await Promise.all(Array.from({ length: 5 }, () => executions.startBatch(name, INPUT)));
    await executions.startBatch(name, INPUT);
    expect(started(name)).toEqual([INPUT]);
  });

  it('tells a running execution from one that is closed or long forgotten', async () => {
    const { executions, ...world } = await open();
    expect(await executions.isRunning(world.aRunningExecution())).toBe(true);
    expect(await executions.isRunning(world.aClosedExecution())).toBe(false);
    expect(await executions.isRunning(world.aForgottenExecution())).toBe(false);
  });

  it('answers a token with the output of its state', async () => {
    const { executions, ...world } = await open();
    const token = world.aWaitingToken();
    expect(await executions.succeedTask(token, { done: false, lookAgainAt: '2026-12-01T00:20:00Z' })).toBe(true);
    expect(world.answerTo(token)).toEqual({ done: false, lookAgainAt: '2026-12-01T00:20:00Z' });
  });

  it('answers a token once: a second answer changes nothing and does not throw', async () => {
    const { executions, ...world } = await open();
    const token = world.aWaitingToken();
    const answers = await Promise.all([1, 2, 3].map((n) => executions.succeedTask(token, { n })));
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect(world.answerTo(token)).toEqual({ n: answers.indexOf(true) + 1 });
  });

  it('fails a token by the name that the machine asks for, and only once', async () => {
    const { executions, ...world } = await open();
    const token = world.aWaitingToken();
    expect(await executions.failTask(token, 'PersonIsReadyError', 'the mailbox is open')).toBe(true);
    expect(world.failureOf(token)).toEqual({ error: 'PersonIsReadyError', cause: 'the mailbox is open' });
    expect(await executions.failTask(token, 'PersonIsReadyError', 'again')).toBe(false);
    expect(await executions.succeedTask(token, {})).toBe(false);
    expect(await executions.failTask(world.aLateToken(), 'PersonIsReadyError', 'late')).toBe(false);
  });

  it('says that an answer came late, or to a token nobody gave out', async () => {
    const { executions, ...world } = await open();
    expect(await executions.succeedTask(world.aLateToken(), {})).toBe(false);
    expect(await executions.succeedTask('a token nobody gave out', {})).toBe(false);
  });
}
