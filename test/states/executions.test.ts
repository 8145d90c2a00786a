import { describe, expect, it } from 'vitest';
import type { ExecutionClosed } from '../../local/states/engine-types.ts';
import { anEngine, functionArn, graph, invoke, machine } from './an-engine.ts';

const pass = machine({ S: { Type: 'Pass', End: true } });
const minute = machine({ W: { Type: 'Wait', Seconds: 60, End: true } });
const named = (name: string) => expect.objectContaining({ name }) as Error;

describe('starting an execution', () => {
  it('with the same name and input while it runs answers with the one that runs', async () => {
    const { start, engine, clock } = anEngine();
    const first = start(minute, { a: 1, b: 2 });
    await clock.sleep(5_000);
    expect(start(minute, { a: 1, b: 2 })).toEqual(first);
    expect(engine.listExecutions(engine.describeExecution(first.executionArn).stateMachineArn)).toHaveLength(1);
  });

  it('with another input, or once it has closed, is refused, so that a name means one piece of work', async () => {
    const { start, engine } = anEngine();
    start(minute, { a: 1 });
    expect(() => start(minute, { a: 2 })).toThrow(named('ExecutionAlreadyExists'));
    await engine.idle();
    expect(() => start(minute, { a: 1 })).toThrow(named('ExecutionAlreadyExists'));
  });

  it('makes up a name where there is none', () => {
    const { engine } = anEngine();
    const { stateMachineArn } = engine.createStateMachine({ name: 'm', definition: pass });
    const arns = [1, 2].map(() => engine.startExecution({ stateMachineArn }).executionArn);
    expect(new Set(arns).size).toBe(2);
  });

  it.each(['', 'a'.repeat(81), 'two words', 'a/b', 'a:b', 'a*', 'a"b', 'a\u0007'])('refuses the name %j', (name) => {
    expect(() => anEngine().start(pass, {}, name)).toThrow(named('InvalidName'));
  });

  it('takes names as AWS does', () => {
    expect(() => anEngine().start(pass, {}, 'acme-01_(x)=@+!.' + '日'.repeat(60))).not.toThrow();
  });

  it('needs a machine and JSON', () => {
    const { engine } = anEngine();
    expect(() => engine.startExecution({ stateMachineArn: 'arn:nope' })).toThrow(named('StateMachineDoesNotExist'));
    const { stateMachineArn } = engine.createStateMachine({ name: 'm', definition: pass });
    expect(() => engine.startExecution({ stateMachineArn, input: '{' })).toThrow(named('InvalidExecutionInput'));
  });
});

describe('a machine', () => {
  it('may be created twice from the same definition, not from another', () => {
    const { engine } = anEngine();
    engine.createStateMachine({ name: 'm', definition: pass });
    engine.createStateMachine({ name: 'm', definition: pass });
    expect(() => engine.createStateMachine({ name: 'm', definition: minute })).toThrow(
      named('StateMachineAlreadyExists'),
    );
    expect(engine.listStateMachines()).toHaveLength(1);
  });
});

describe('an execution that closes', () => {
  it('is told to the hook as EventBridge would, however it closes', async () => {
    const told: ExecutionClosed[] = [];
    const { engine, clock } = anEngine({
      onClosed: async (closed) => {
        told.push(closed);
      },
    });
    const create = (name: string, definition: object) =>
      engine.createStateMachine({ name, definition }).stateMachineArn;
    const wait = create('wait', minute);
    engine.startExecution({ stateMachineArn: wait, name: 'good', input: '{"a":1}' });
    const { executionArn } = engine.startExecution({ stateMachineArn: wait, name: 'stopped' });
    engine.startExecution({ stateMachineArn: create('slow', { ...minute, TimeoutSeconds: 10 }), name: 'slow' });
    engine.startExecution({
      stateMachineArn: create('fail', machine({ F: { Type: 'Fail', Error: 'E', Cause: 'c' } })),
      name: 'bad',
    });
    await clock.sleep(1_000);
    engine.stopExecution({ executionArn });
    engine.stopExecution({ executionArn, error: 'again' });
    await engine.idle();
    expect(told.map(({ name, status, error, cause }) => ({ name, status, error, cause }))).toEqual([
      { name: 'bad', status: 'FAILED', error: 'E', cause: 'c' },
      { name: 'stopped', status: 'ABORTED', error: null, cause: null },
      { name: 'slow', status: 'TIMED_OUT', error: 'States.Timeout', cause: null },
      { name: 'good', status: 'SUCCEEDED', error: null, cause: null },
    ]);
    const start = Date.parse('2026-12-01T00:00:00Z');
    expect(told.at(-1)).toMatchObject({
      executionArn: 'arn:aws:states:us-east-1:123456789012:execution:wait:good',
      stateMachineArn: wait,
      input: '{"a":1}',
      output: '{"a":1}',
      startDate: start,
      stopDate: start + 60_000,
    });
  });

  it('counts as running until its hook is done, so that nobody stops too early', async () => {
    let done = false;
    const { engine, start, clock } = anEngine({
      onClosed: async () => {
        await clock.sleep(60_000);
        done = true;
      },
    });
    const { executionArn } = start(pass);
    await engine.whenClosed(executionArn);
    expect([engine.running, done]).toEqual([1, false]);
    await engine.idle();
    expect([engine.running, done]).toEqual([0, true]);
  });

  it('does not wait for the function that started it', async () => {
    const { engine, run, clock } = anEngine({
      functions: {
        starts: async () => {
          const { stateMachineArn } = engine.createStateMachine({ name: 'child', definition: minute });
          engine.startExecution({ stateMachineArn, name: 'child' });
          await clock.sleep(1_000);
        },
      },
    });
    expect((await run(machine({ S: invoke('starts', {}) }))).seconds).toBe(1);
    await engine.idle();
    expect(clock.now()).toEqual(new Date('2026-12-01T00:01:00Z'));
  });
});

describe('the history', () => {
  const functions = { f: () => 1 };
  const everything = machine({
    T: invoke('f', {}, { Next: 'B' }),
    B: { Type: 'Task', Resource: functionArn('f'), Next: 'W' },
    W: { Type: 'Wait', Seconds: 1, Next: 'C' },
    C: { Type: 'Choice', Choices: [{ Condition: true, Next: 'P' }] },
    P: { Type: 'Parallel', Branches: [graph({ Q: { Type: 'Pass', End: true } })], Next: 'S' },
    S: { Type: 'Succeed' },
  });

  it("has AWS's events: five for a task, two for a Wait, a Choice or a Pass", async () => {
    const closed = await anEngine({ functions }).run(everything);
    expect(closed.events).toEqual([
      'ExecutionStarted',
      ...['TaskStateEntered', 'TaskScheduled', 'TaskStarted', 'TaskSucceeded', 'TaskStateExited'],
      'TaskStateEntered',
      ...['LambdaFunctionScheduled', 'LambdaFunctionStarted', 'LambdaFunctionSucceeded'],
      'TaskStateExited',
      ...['WaitStateEntered', 'WaitStateExited', 'ChoiceStateEntered', 'ChoiceStateExited'],
      ...['ParallelStateEntered', 'ParallelStateStarted', 'PassStateEntered', 'PassStateExited'],
      ...['ParallelStateSucceeded', 'ParallelStateExited', 'SucceedStateEntered', 'SucceedStateExited'],
      'ExecutionSucceeded',
    ]);
    expect(closed.states).toEqual(['T', 'B', 'W', 'C', 'P', 'Q', 'S']);
    expect(closed.figures.events).toBe(closed.events.length);
  });

  it('shows what went in and out of each state, and when', async () => {
    const { run, engine } = anEngine({ functions });
    const { executionArn } = await run(everything, { a: 1 });
    const events = engine.getExecutionHistory(executionArn);
    expect(events[1]).toMatchObject({
      id: 2,
      previousEventId: 0,
      type: 'TaskStateEntered',
      stateEnteredEventDetails: { name: 'T', input: '{"a":1}' },
    });
    expect(events[2]).toMatchObject({
      taskScheduledEventDetails: {
        resourceType: 'lambda',
        resource: 'invoke',
        parameters: '{"FunctionName":"f","Payload":{}}',
      },
    });
    expect(events[5]).toMatchObject({ stateExitedEventDetails: { name: 'T', output: '1' } });
    expect(events.at(-1)).toMatchObject({
      timestamp: new Date('2026-12-01T00:00:01Z'),
      executionSucceededEventDetails: { output: '[1]' },
    });
  });

  it('can be kept as counts only', async () => {
    const closed = await anEngine({ functions, history: 'counts' }).run(everything, { text: 'x'.repeat(1_000) });
    expect(closed.events).toEqual([]);
    expect(closed.figures).toEqual({ events: 24, states: closed.states, largestPayloadBytes: 1_011 });
  });
});

describe('many executions', () => {
  it('wait side by side: a thousand that poll every half hour for a day are done in a moment', async () => {
    const { engine, clock } = anEngine({
      history: 'counts',
      functions: { check: ({ until }: { until: string }) => ({ done: clock.now().getTime() >= Date.parse(until) }) },
    });
    const { stateMachineArn } = engine.createStateMachine({
      name: 'polls',
      definition: machine({
        Check: invoke('check', '{% $states.context.Execution.Input %}', { Next: 'IsItDone' }),
        IsItDone: {
          Type: 'Choice',
          Choices: [{ Condition: '{% $states.input.done %}', Next: 'Done' }],
          Default: 'Again',
        },
        Again: { Type: 'Wait', Seconds: 1800, Next: 'Check' },
        Done: { Type: 'Succeed' },
      }),
    });
    for (let tenant = 0; tenant < 1_000; tenant++) {
      const until = new Date(Date.parse('2026-12-01T00:00:00Z') + (tenant % 9) * 3_600_000).toISOString();
      engine.startExecution({ stateMachineArn, name: `t${String(tenant)}`, input: JSON.stringify({ until }) });
    }
    await engine.idle();
    expect(clock.now()).toEqual(new Date('2026-12-01T08:00:00Z'));
    const executions = engine.listExecutions(stateMachineArn, 'SUCCEEDED');
    expect(executions).toHaveLength(1_000);
    for (const { startDate, stopDate, input } of executions) {
      expect(stopDate).toEqual(new Date((JSON.parse(input) as { until: string }).until));
      expect(startDate).toEqual(new Date('2026-12-01T00:00:00Z'));
    }
  });

  it('of a Map Run may be a hundred thousand without blowing the stack', async () => {
    const { run, objects } = anEngine({ history: 'counts' });
    objects.set('bkt/in', Array.from({ length: 100_000 }, (_, n) => `{"n":${String(n)}}`).join('\n'));
    const definition = machine({
      M: {
        Type: 'Map',
        ItemReader: {
          Resource: 'arn:aws:states:::s3:getObject',
          ReaderConfig: { InputType: 'JSONL' },
          Arguments: { Bucket: 'bkt', Key: 'in' },
        },
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
          ...graph({ E: { Type: 'Pass', Output: {}, End: true } }),
        },
        ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Arguments: { Bucket: 'bkt', Prefix: 'out' } },
        Output: {},
        End: true,
      },
    });
    expect((await run(definition)).status).toBe('SUCCEEDED');
  });
});
