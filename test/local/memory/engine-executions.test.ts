import { describe } from 'vitest';
import { EngineExecutions } from '../../../local/memory/engine-executions.ts';
import { executionsContract } from '../../contracts/executions-contract.ts';
import { anEngine, askWithToken, machine } from '../../states/an-engine.ts';

/** Answers once the state that was waiting has taken the answer. */
class SettledExecutions extends EngineExecutions {
  override async succeedTask(taskToken: string, output: unknown): Promise<boolean> {
    const answered = await super.succeedTask(taskToken, output);
    await new Promise(setImmediate);
    return answered;
  }

  override async failTask(taskToken: string, error: string, cause: string): Promise<boolean> {
    const answered = await super.failTask(taskToken, error, cause);
    await new Promise(setImmediate);
    return answered;
  }
}

describe('EngineExecutions', () => {
  executionsContract(async () => {
    const tokens: string[] = [];
    const { engine } = anEngine({ functions: { ask: ({ token }: { token: string }) => void tokens.push(token) } });
    const waiting = machine({ Ask: askWithToken('ask') });
    const batches = engine.createStateMachine({ name: 'migrate-batch', definition: waiting });
    const start = (name: string) =>
      engine.startExecution({ stateMachineArn: batches.stateMachineArn, name }).executionArn;
    const running = start('running');
    const stopped = start('stopped');
    // Both ask for their answer before either goes on.
    while (tokens.length < 2) await new Promise(setImmediate);
    engine.stopExecution({ executionArn: stopped });
    const [waitingToken = '', lateToken = ''] = tokens;
    return {
      executions: new SettledExecutions(engine, batches.stateMachineArn),
      started: (name) =>
        engine
          .listExecutions(batches.stateMachineArn)
          .filter((execution) => execution.name === name)
          .map(({ input }) => JSON.parse(input) as unknown),
      aRunningExecution: () => running,
      aClosedExecution: () => stopped,
      aForgottenExecution: () => `${running}-forgotten`,
      aWaitingToken: () => waitingToken,
      aLateToken: () => lateToken,
      failureOf: () => {
        const { error, cause } = engine.describeExecution(running);
        return { error, cause };
      },
      answerTo: () => JSON.parse(engine.describeExecution(running).output ?? 'null') as unknown,
    };
  });
});
