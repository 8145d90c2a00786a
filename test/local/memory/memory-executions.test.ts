import { describe } from 'vitest';
import { MemoryExecutions } from '../../../local/memory/memory-executions.ts';
import { executionsContract } from '../../contracts/executions-contract.ts';

describe('MemoryExecutions', () => {
  executionsContract(() => {
    const executions = new MemoryExecutions();
    executions.running.add('a running execution');
    executions.waiting.add('a waiting token');
    return {
      executions,
      started: (name) => [...executions.batches].filter(([key]) => key === name).map(([, input]) => input),
      aRunningExecution: () => 'a running execution',
      aClosedExecution: () => 'a closed execution',
      aForgottenExecution: () => 'a forgotten execution',
      aWaitingToken: () => 'a waiting token',
      aLateToken: () => 'a late token',
      answerTo: (token) => executions.answers.get(token),
      failureOf: (token) => executions.failures.get(token),
    };
  });
});
