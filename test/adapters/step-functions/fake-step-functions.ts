import * as z from 'zod';
import { AwsError, serveJsonProtocol, type JsonProtocolServer } from '../../../local/aws/json-protocol-server.ts';

const startSchema = z.object({ stateMachineArn: z.string(), name: z.string(), input: z.string() });
const describeSchema = z.object({ executionArn: z.string() });
const failureSchema = z.object({ taskToken: z.string(), error: z.string(), cause: z.string() });
const successSchema = z.object({ taskToken: z.string(), output: z.string() });

/** The answers of Step Functions to the product's calls, in the shapes of its API. Nothing runs. */
export interface FakeStepFunctions extends JsonProtocolServer {
  executions: { machine: string; name: string; input: unknown }[];
  status: Map<string, string>;
  tokens: Map<string, 'waiting' | 'timedOut' | 'gone' | 'throttled'>;
  answers: Map<string, unknown>;
  failures: Map<string, unknown>;
}

export async function startFakeStepFunctions(knownMachine: string): Promise<FakeStepFunctions> {
  const executions: FakeStepFunctions['executions'] = [];
  const status: FakeStepFunctions['status'] = new Map();
  const tokens: FakeStepFunctions['tokens'] = new Map();
  const answers: FakeStepFunctions['answers'] = new Map();
  const failures: FakeStepFunctions['failures'] = new Map();
  const take = (taskToken: string): void => {
    const state = tokens.get(taskToken);
    if (!state) throw new AwsError('InvalidToken', 'Invalid Token');
    if (state === 'throttled') throw new AwsError('ThrottlingException', 'Rate exceeded');
    if (state === 'gone') throw new AwsError('TaskDoesNotExist', 'Task does not exist anymore');
    if (state === 'timedOut') throw new AwsError('TaskTimedOut', 'Task Timed Out');
    tokens.set(taskToken, 'timedOut');
  };
  const server = await serveJsonProtocol({
    version: '1.0',
    operations: {
      'AWSStepFunctions.StartExecution': (input) => {
        const { stateMachineArn: machine, name, input: text } = startSchema.parse(input);
        if (machine !== knownMachine)
          throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${machine}'`);
        if (executions.some((execution) => execution.name === name)) {
          throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${name}'`);
        }
        executions.push({ machine, name, input: JSON.parse(text) as unknown });
        return { executionArn: `${machine.replace(':stateMachine:', ':execution:')}:${name}`, startDate: 1764547200 };
      },
      'AWSStepFunctions.DescribeExecution': (input) => {
        const { executionArn } = describeSchema.parse(input);
        const found = status.get(executionArn);
        if (!found) throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${executionArn}'`);
        return { executionArn, status: found };
      },
      'AWSStepFunctions.SendTaskSuccess': (input) => {
        const { taskToken, output } = successSchema.parse(input);
        take(taskToken);
        answers.set(taskToken, JSON.parse(output));
        return {};
      },
      'AWSStepFunctions.SendTaskFailure': (input) => {
        const { taskToken, ...failure } = failureSchema.parse(input);
        take(taskToken);
        failures.set(taskToken, failure);
        return {};
      },
    },
  });
  return { ...server, executions, status, tokens, answers, failures };
}
