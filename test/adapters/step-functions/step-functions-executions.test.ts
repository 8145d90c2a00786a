import { SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, describe, expect, it } from 'vitest';
import { StepFunctionsExecutions } from '../../../lambdas/adapters/step-functions/step-functions-executions.ts';
import { executionsContract } from '../../contracts/executions-contract.ts';
import { startFakeStepFunctions } from './fake-step-functions.ts';

const MACHINE = 'arn:aws:states:ap-northeast-1:111122223333:stateMachine:migrate-batch';
const EXECUTION = 'arn:aws:states:ap-northeast-1:111122223333:execution:migrate-tenant';

const fake = await startFakeStepFunctions(MACHINE);
afterAll(() => fake.close());
const client = new SFNClient({
  endpoint: fake.url,
  region: 'ap-northeast-1',
  credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
  maxAttempts: 1,
});
const executions = new StepFunctionsExecutions({ client, batchMachineArn: MACHINE });
let count = 0;

function aToken(state: 'waiting' | 'timedOut' | 'gone' | 'throttled'): string {
  const token = `token-${String(++count)}`;
  fake.tokens.set(token, state);
  return token;
}

function anExecution(status?: string): string {
  const arn = `${EXECUTION}:${String(++count)}`;
  if (status) fake.status.set(arn, status);
  return arn;
}

describe('StepFunctionsExecutions', () => {
  executionsContract(() => ({
    executions,
    started: (name) => fake.executions.filter((execution) => execution.name === name).map(({ input }) => input),
    aRunningExecution: () => anExecution('RUNNING'),
    aClosedExecution: () => anExecution('SUCCEEDED'),
    aForgottenExecution: () => anExecution(),
    aWaitingToken: () => aToken('waiting'),
    aLateToken: () => aToken('timedOut'),
    answerTo: (token) => fake.answers.get(token),
    failureOf: (token) => fake.failures.get(token),
  }));

  it('starts the machine of batches', async () => {
    const input = { bucket: 'intake', key: 'incoming/a.csv', versionId: 'v1', dryRun: true };
    await executions.startBatch('a--00000000', input);
    expect(fake.executions.at(-1)).toEqual({ machine: MACHINE, name: 'a--00000000', input });
  });

  it.each([
    ['RUNNING', true],
    ['PENDING_REDRIVE', true],
    ['SUCCEEDED', false],
    ['FAILED', false],
    ['TIMED_OUT', false],
    ['ABORTED', false],
  ])('takes an execution that is %s for running: %s', async (status, running) => {
    expect(await executions.isRunning(anExecution(status))).toBe(running);
  });

  it('answers a state that asks for nothing with null, because no output is no JSON', async () => {
    const token = aToken('waiting');
    await executions.succeedTask(token, undefined);
    expect(fake.answers.get(token)).toBeNull();
  });

  it('does not throw when the execution that waited is gone', async () => {
    expect(await executions.succeedTask(aToken('gone'), {})).toBe(false);
  });

  it('throws when a token was not taken: the state still waits, and nobody else would answer it', async () => {
    await expect(executions.succeedTask(aToken('throttled'), {})).rejects.toThrow('Rate exceeded');
    await expect(executions.failTask(aToken('throttled'), 'StoppedError', 'stopped')).rejects.toThrow('Rate exceeded');
  });

  it('throws what the caller must know, such as a machine that does not exist', async () => {
    const elsewhere = new StepFunctionsExecutions({ client, batchMachineArn: `${MACHINE}-unknown` });
    const start = elsewhere.startBatch('b--00000000', { bucket: 'b', key: 'k', versionId: 'v', dryRun: false });
    await expect(start).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' });
  });
});
