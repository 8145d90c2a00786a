import {
  DescribeExecutionCommand,
  DescribeStateMachineAliasCommand,
  DescribeStateMachineCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  ExecutionNotRedrivable,
  GetExecutionHistoryCommand,
  InvalidToken,
  ListExecutionsCommand,
  ListStateMachineAliasesCommand,
  ListStateMachinesCommand,
  ListStateMachineVersionsCommand,
  ListTagsForResourceCommand,
  paginateGetExecutionHistory,
  paginateListExecutions,
  RedriveExecutionCommand,
  ResourceNotFound,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StateMachineDoesNotExist,
  StopExecutionCommand,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JsonProtocolServer } from '../../local/aws/json-protocol-server.ts';
import { serveStepFunctions } from '../../local/aws/step-functions-endpoint.ts';
import { anEngine, askWithToken, machine, START } from './an-engine.ts';

let server: JsonProtocolServer;
let client: SFNClient;
let made: ReturnType<typeof anEngine>;
let tokens: string[];
let stateMachineArn: string;

beforeEach(async () => {
  tokens = [];
  made = anEngine({
    functions: {
      ask: ({ token }: { token: string }) => {
        tokens.push(token);
      },
    },
  });
  ({ stateMachineArn } = made.engine.createStateMachine({
    name: 'asks',
    definition: machine({ Ask: askWithToken('ask', { Next: 'Done' }), Done: { Type: 'Succeed' } }),
  }));
  server = await serveStepFunctions(made.engine);
  client = new SFNClient({
    endpoint: server.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
});

afterEach(async () => {
  client.destroy();
  await server.close();
});

const start = (name: string, input = '{}') => client.send(new StartExecutionCommand({ stateMachineArn, name, input }));

describe('the Step Functions endpoint, seen by an SDK client', () => {
  it('starts, answers and describes an execution', async () => {
    const { executionArn, startDate } = await start('one', '{"a":1}');
    expect(startDate).toEqual(START);
    await client.send(new SendTaskHeartbeatCommand({ taskToken: tokens[0] }));
    await client.send(new SendTaskSuccessCommand({ taskToken: tokens[0], output: '{"ok":true}' }));
    expect(await client.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
      executionArn,
      stateMachineArn,
      name: 'one',
      status: 'SUCCEEDED',
      input: '{"a":1}',
      output: '{"ok":true}',
      startDate: START,
      stopDate: START,
    });
  });

  it('redrives what was stopped, once', async () => {
    const { executionArn } = await start('one');
    await client.send(new StopExecutionCommand({ executionArn }));
    expect(await client.send(new RedriveExecutionCommand({ executionArn }))).toMatchObject({ redriveDate: START });
    await expect(client.send(new RedriveExecutionCommand({ executionArn }))).rejects.toThrow(ExecutionNotRedrivable);
    await client.send(new SendTaskSuccessCommand({ taskToken: tokens[1], output: '{}' }));
    expect(await client.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
      status: 'SUCCEEDED',
      redriveCount: 1,
      redriveDate: START,
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven.',
    });
  });

  it('passes on a failure', async () => {
    const { executionArn } = await start('one');
    await client.send(new SendTaskFailureCommand({ taskToken: tokens[0], error: 'E', cause: 'c' }));
    expect(await client.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
      status: 'FAILED',
      error: 'E',
      cause: 'c',
    });
  });

  it('stops an execution', async () => {
    const { executionArn } = await start('one');
    expect(await client.send(new StopExecutionCommand({ executionArn, error: 'Enough' }))).toMatchObject({
      stopDate: START,
    });
    expect(await client.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
      status: 'ABORTED',
      error: 'Enough',
    });
  });

  it('lists executions in pages, newest first, by status', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) await start(name);
    await client.send(new SendTaskSuccessCommand({ taskToken: tokens[2], output: '{}' }));
    const names: (string | undefined)[] = [];
    for await (const { executions = [] } of paginateListExecutions(
      { client, pageSize: 2 },
      { stateMachineArn, statusFilter: 'RUNNING' },
    )) {
      expect(executions.length).toBeLessThanOrEqual(2);
      names.push(...executions.map(({ name }) => name));
    }
    expect(names).toEqual(['e', 'd', 'b', 'a']);
  });

  it('keeps a page in its place while further executions start', async () => {
    for (const name of ['a', 'b', 'c']) await start(name);
    const first = await client.send(new ListExecutionsCommand({ stateMachineArn, maxResults: 2 }));
    await start('d');
    const second = await client.send(
      new ListExecutionsCommand({ stateMachineArn, maxResults: 2, nextToken: first.nextToken }),
    );
    expect([...(first.executions ?? []), ...(second.executions ?? [])].map(({ name }) => name)).toEqual([
      'c',
      'b',
      'a',
    ]);
    expect(second.nextToken).toBeUndefined();
  });

  it('gives the history in pages and from its end', async () => {
    const { executionArn } = await start('one');
    await client.send(new SendTaskSuccessCommand({ taskToken: tokens[0], output: '{}' }));
    const ids: (number | undefined)[] = [];
    for await (const { events = [] } of paginateGetExecutionHistory({ client, pageSize: 4 }, { executionArn })) {
      ids.push(...events.map(({ id }) => id));
    }
    expect(ids).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    const { events } = await client.send(
      new GetExecutionHistoryCommand({ executionArn, reverseOrder: true, maxResults: 2 }),
    );
    expect(events).toMatchObject([
      { id: 10, type: 'ExecutionSucceeded', timestamp: START, executionSucceededEventDetails: { output: '{}' } },
      { id: 9, type: 'SucceedStateExited', stateExitedEventDetails: { name: 'Done' } },
    ]);
  });

  it('knows its machines', async () => {
    expect(await client.send(new ListStateMachinesCommand())).toMatchObject({
      stateMachines: [{ name: 'asks', stateMachineArn, creationDate: START }],
    });
    const { definition } = await client.send(new DescribeStateMachineCommand({ stateMachineArn }));
    expect(JSON.parse(definition ?? '')).toMatchObject({ StartAt: 'Ask' });
  });

  it("answers with AWS's typed errors", async () => {
    const { executionArn } = await start('one', '{"a":1}');
    await expect(start('one', '{"a":2}')).rejects.toThrow(ExecutionAlreadyExists);
    await expect(start('one', '{"a":1}')).resolves.toMatchObject({ executionArn });
    await client.send(new SendTaskSuccessCommand({ taskToken: tokens[0], output: '{}' }));
    await expect(client.send(new SendTaskSuccessCommand({ taskToken: tokens[0], output: '{}' }))).rejects.toThrow(
      TaskTimedOut,
    );
    await expect(client.send(new SendTaskFailureCommand({ taskToken: 'nope' }))).rejects.toThrow(InvalidToken);
    await expect(client.send(new DescribeExecutionCommand({ executionArn: 'arn:nope' }))).rejects.toThrow(
      ExecutionDoesNotExist,
    );
    await expect(client.send(new StartExecutionCommand({ stateMachineArn: '' }))).rejects.toMatchObject({
      name: 'ValidationException',
    });
    await expect(client.send(new ListTagsForResourceCommand({ resourceArn: 'arn:x' }))).rejects.toMatchObject({
      name: 'UnknownOperationException',
    });
  });

  it('ends every socket when it closes, also those that clients keep alive', async () => {
    await client.send(new ListStateMachinesCommand());
    const spare = await serveStepFunctions(made.engine);
    const response = await fetch(spare.url, {
      method: 'POST',
      headers: { 'x-amz-target': 'AWSStepFunctions.ListStateMachines' },
      body: '{}',
    });
    expect(response.headers.get('content-type')).toBe('application/x-amz-json-1.0');
    await spare.close();
    await expect(fetch(spare.url)).rejects.toThrow();
  });
});

describe('a machine that was published', () => {
  const version = () => `${stateMachineArn}:1`;
  const live = () => `${stateMachineArn}:live`;

  beforeEach(() => {
    made.engine.publish(stateMachineArn, 'live');
  });

  it('has its version and the alias that leads to it, however often that is done', async () => {
    made.engine.publish(stateMachineArn, 'live');
    expect(await client.send(new ListStateMachineVersionsCommand({ stateMachineArn }))).toMatchObject({
      stateMachineVersions: [{ stateMachineVersionArn: version() }],
    });
    expect(await client.send(new ListStateMachineAliasesCommand({ stateMachineArn }))).toMatchObject({
      stateMachineAliases: [{ stateMachineAliasArn: live() }],
    });
    expect(await client.send(new DescribeStateMachineAliasCommand({ stateMachineAliasArn: live() }))).toMatchObject({
      name: 'live',
      routingConfiguration: [{ stateMachineVersionArn: version(), weight: 100 }],
    });
    const unknown = new DescribeStateMachineAliasCommand({ stateMachineAliasArn: `${stateMachineArn}:old` });
    await expect(client.send(unknown)).rejects.toThrow(ResourceNotFound);
  });

  it('starts executions by either, under one set of names, and lists them by what they were started with', async () => {
    for (const [name, arn] of Object.entries({ plain: stateMachineArn, one: version(), newest: live() })) {
      await client.send(new StartExecutionCommand({ stateMachineArn: arn, name, input: '{}' }));
    }
    const named = async (arn: string) =>
      (await client.send(new ListExecutionsCommand({ stateMachineArn: arn }))).executions?.map(({ name }) => name);
    expect(await named(stateMachineArn)).toEqual(['newest', 'one', 'plain']);
    expect(await named(live())).toEqual(['newest']);
    expect(await named(version())).toEqual(['newest', 'one']);
    const [newest] = made.engine.listExecutions(live());
    const described = await client.send(new DescribeExecutionCommand({ executionArn: newest?.executionArn }));
    expect(described).toMatchObject({
      stateMachineArn,
      stateMachineVersionArn: version(),
      stateMachineAliasArn: live(),
    });
  });

  it('is not there by a version or an alias that it has not', async () => {
    for (const qualifier of ['2', 'old']) {
      const start = new StartExecutionCommand({ stateMachineArn: `${stateMachineArn}:${qualifier}` });
      await expect(client.send(start)).rejects.toThrow(StateMachineDoesNotExist);
    }
  });
});
