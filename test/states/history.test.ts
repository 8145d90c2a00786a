import { describe, expect, it } from 'vitest';
import { anEngine, CustomError, functionArn, graph, invoke, machine } from './an-engine.ts';

const WHOLE = { truncated: false };
const pass = { Type: 'Pass', End: true };
const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Handled' }];
const fails = () => {
  throw new CustomError('boom');
};
const boom = { Type: 'Fail', Error: 'MyError', Cause: 'my cause' };
const missing = { Type: 'Pass', Output: { v: '{% $states.input.missing %}' }, End: true };
const map = (states: Record<string, object>, more: object = {}) => ({
  Type: 'Map',
  Items: '{% $states.input.items %}',
  ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, ...graph(states) },
  End: true,
  ...more,
});

/** The events of one run, and from which other one each follows. */
async function historyOf(definition: object, input: unknown = {}, functions: Record<string, () => unknown> = {}) {
  const { run, engine } = anEngine({ functions });
  const closed = await run(definition, input);
  const events = engine.getExecutionHistory(closed.executionArn);
  return {
    closed,
    events,
    chain: events.map(({ type, previousEventId }) => `${String(previousEventId)} ${type}`),
    detailsOf: (type: string, nth = 0) => {
      const event = events.filter((candidate) => candidate.type === type)[nth];
      return Object.entries(event ?? {}).find(([key]) => key.endsWith('EventDetails'))?.[1];
    },
  };
}

describe('an event follows from', () => {
  it('nothing where it is the first state, as nothing stands before it on AWS', async () => {
    const { chain } = await historyOf(machine({ A: { Type: 'Pass', Next: 'B' }, B: pass }));
    expect(chain).toEqual([
      '0 ExecutionStarted',
      ...['0 PassStateEntered', '2 PassStateExited', '3 PassStateEntered', '4 PassStateExited', '5 ExecutionSucceeded'],
    ]);
  });

  it('the redrive where that let the execution go on', async () => {
    let isFirst = true;
    const { run, engine } = anEngine({
      functions: {
        once: () => {
          if (isFirst) {
            isFirst = false;
            fails();
          }
        },
      },
    });
    const { executionArn } = await run(machine({ T: invoke('once', {}) }));
    engine.redriveExecution({ executionArn });
    await engine.whenClosed(executionArn);
    const events = engine.getExecutionHistory(executionArn);
    const redriven = events.find(({ type }) => type === 'ExecutionRedriven');
    expect(events.find(({ id }) => id > (redriven?.id ?? NaN))).toMatchObject({
      type: 'TaskScheduled',
      previousEventId: redriven?.id,
    });
  });

  it('the last event of a branch after a Parallel; ParallelStateSucceeded is passed by', async () => {
    const branches = [graph({ A1: { Type: 'Pass', Next: 'A2' }, A2: pass }), graph({ B: pass })];
    const { chain, events } = await historyOf(machine({ P: { Type: 'Parallel', Branches: branches, End: true } }));
    expect(chain.slice(0, 3)).toEqual(['0 ExecutionStarted', '0 ParallelStateEntered', '2 ParallelStateStarted']);
    for (const name of ['A1', 'B']) {
      const details = { stateEnteredEventDetails: { name } };
      expect(events).toContainEqual(expect.objectContaining({ previousEventId: 3, ...matching(details) }));
    }
    expect(chain.slice(-3)).toEqual(['9 ParallelStateSucceeded', '9 ParallelStateExited', '11 ExecutionSucceeded']);
  });

  it('the last event of an iteration where that succeeds, and the last iteration where the Map does', async () => {
    const { chain } = await historyOf(machine({ M: map({ I: pass }, { MaxConcurrency: 1 }) }), { items: [1, 2] });
    expect(chain).toEqual([
      ...['0 ExecutionStarted', '0 MapStateEntered', '2 MapStateStarted'],
      ...['3 MapIterationStarted', '4 PassStateEntered', '5 PassStateExited', '6 MapIterationSucceeded'],
      ...['6 MapIterationStarted', '8 PassStateEntered', '9 PassStateExited', '10 MapIterationSucceeded'],
      ...['11 MapStateSucceeded', '11 MapStateExited', '13 ExecutionSucceeded'],
    ]);
  });

  it('MapStateStarted for every iteration that waits for no other', async () => {
    const { chain } = await historyOf(machine({ M: map({ I: pass }) }), { items: [1, 2, 3] });
    expect(chain.filter((event) => event.endsWith('MapIterationStarted'))).toEqual(
      new Array(3).fill('3 MapIterationStarted'),
    );
  });

  it('MapStateStarted where a Map has nothing to work through', async () => {
    const { chain } = await historyOf(machine({ M: map({ I: pass }) }), { items: [] });
    expect(chain.slice(2)).toEqual([
      ...['2 MapStateStarted', '3 MapStateSucceeded', '3 MapStateExited', '5 ExecutionSucceeded'],
    ]);
  });

  it('MapRunStarted after a distributed Map, past both events of its success', async () => {
    const ItemProcessor = {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      ...graph({ I: pass }),
    };
    const { chain } = await historyOf(machine({ M: { ...map({}), ItemProcessor } }), { items: [1, 2] });
    expect(chain).toEqual([
      ...['0 ExecutionStarted', '0 MapStateEntered', '2 MapStateStarted', '3 MapRunStarted'],
      ...['4 MapRunSucceeded', '5 MapStateSucceeded', '4 MapStateExited', '7 ExecutionSucceeded'],
    ]);
  });
});

describe('a failure', () => {
  it('of a Fail in a branch leaves ParallelStateFailed', async () => {
    const { chain } = await historyOf(machine({ P: { Type: 'Parallel', Branches: [graph({ B: boom })], End: true } }));
    expect(chain.slice(2)).toEqual([
      ...['2 ParallelStateStarted', '3 FailStateEntered', '4 ParallelStateFailed', '5 ExecutionFailed'],
    ]);
  });

  it('of a task that ends a branch leaves TaskStateAborted, which is passed by', async () => {
    const { chain } = await historyOf(
      machine({
        P: { Type: 'Parallel', Branches: [graph({ T: invoke('fails', {}) })], Catch, End: true },
        Handled: pass,
      }),
      {},
      { fails },
    );
    expect(chain.slice(3)).toEqual([
      ...['3 TaskStateEntered', '4 TaskScheduled', '5 TaskStarted', '6 TaskFailed', '7 TaskStateAborted'],
      ...['7 ParallelStateFailed', '9 ParallelStateExited', '10 PassStateEntered', '11 PassStateExited'],
      '12 ExecutionSucceeded',
    ]);
  });

  it('of a task outside of a branch leaves no TaskStateAborted', async () => {
    const { chain } = await historyOf(machine({ T: invoke('fails', {}) }), {}, { fails });
    expect(chain.slice(-2)).toEqual(['4 TaskFailed', '5 ExecutionFailed']);
  });

  it('that is tried again leaves ParallelStateFailed only once the tries are used up', async () => {
    const Retry = [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1, IntervalSeconds: 1 }];
    const { chain } = await historyOf(
      machine({ P: { Type: 'Parallel', Branches: [graph({ B: boom })], Retry, End: true } }),
    );
    expect(chain.slice(2)).toEqual([
      ...['2 ParallelStateStarted', '3 FailStateEntered', '4 ParallelStateStarted', '5 FailStateEntered'],
      ...['6 ParallelStateFailed', '7 ExecutionFailed'],
    ]);
  });

  it('of an iteration is passed by: MapStateFailed follows from the last event within', async () => {
    const { chain } = await historyOf(machine({ M: map({ I: missing }, { MaxConcurrency: 1 }) }), { items: [1, 2] });
    expect(chain.slice(2)).toEqual([
      ...['2 MapStateStarted', '3 MapIterationStarted', '4 PassStateEntered', '5 EvaluationFailed'],
      ...['6 MapIterationFailed', '6 MapStateFailed', '8 ExecutionFailed'],
    ]);
  });

  it('of an expression says where it stands, and in which stateRun of its state', async () => {
    const { detailsOf, closed } = await historyOf(machine({ A: { Type: 'Pass', Next: 'B' }, B: missing }));
    const cause =
      "An error occurred while executing the state 'B' (entered at the event id #4). The JSONata expression " +
      "'$states.input.missing' specified for the field 'Output/v' returned nothing (undefined).";
    expect(detailsOf('EvaluationFailed')).toEqual({
      state: 'B',
      error: 'States.QueryEvaluationError',
      cause,
      location: 'Output/v',
    });
    expect(closed).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError', cause });
  });

  it('names the stateRun also after a redrive, which enters no state anew', async () => {
    const { run, engine } = anEngine();
    const { executionArn } = await run(machine({ A: { Type: 'Pass', Next: 'B' }, B: missing }));
    engine.redriveExecution({ executionArn });
    expect((await engine.whenClosed(executionArn)).cause).toContain("the state 'B' (entered at the event id #4)");
  });

  it.each([
    ['Catch[0]/Output', machine({ T: { ...invoke('fails', {}), Catch: [{ ...Catch[0], Output: '{% $x() %}' }] } })],
    [
      'Choices[0]/Condition',
      machine({ C: { Type: 'Choice', Choices: [{ Condition: '{% $x() %}', Next: 'Handled' }] } }),
    ],
  ])('in a rule has its place within the state: %s', async (location, definition) => {
    const text = JSON.stringify({ ...definition, States: { ...definition.States, Handled: pass } });
    const { detailsOf } = await historyOf(JSON.parse(text.replace('$x()', "'a' + 1")) as object, {}, { fails });
    expect(detailsOf('EvaluationFailed')).toMatchObject({ location });
  });

  it.each([
    [1, "Expected 'array', but was 'number' for value: 1"],
    ['text', `Expected 'array', but was 'string' for value: "text"`],
    [{ a: [] }, `Expected 'array', but was 'object' for value: {"a":[]}`],
    [null, "Expected 'array', but was 'null' for value: null"],
  ])('at Items that are no list, but %j, fails the Map', async (items, expected) => {
    const { chain, detailsOf, closed } = await historyOf(machine({ M: map({ I: pass }) }), { items });
    expect(chain.slice(1)).toEqual([
      ...['0 MapStateEntered', '2 EvaluationFailed', '3 MapStateFailed', '4 ExecutionFailed'],
    ]);
    const cause =
      "An error occurred while executing the state 'M' (entered at the event id #2). The JSONata expression " +
      `'$states.input.items' specified for the field 'Items' returned an unexpected result type. ${expected}`;
    expect(detailsOf('EvaluationFailed')).toEqual({
      state: 'M',
      error: 'States.QueryEvaluationError',
      cause,
      location: 'Items',
    });
    expect(closed).toMatchObject({ status: 'FAILED', cause });
  });
});

describe('the details of an event', () => {
  it('say of every input and output that it is whole', async () => {
    const { detailsOf, events } = await historyOf(
      machine({ T: invoke('one', {}, { Next: 'F' }), F: { Type: 'Task', Resource: functionArn('one'), End: true } }),
      { a: 1 },
      { one: () => 1 },
    );
    expect(detailsOf('ExecutionStarted')).toEqual({
      input: '{"a":1}',
      inputDetails: WHOLE,
      roleArn: 'arn:aws:iam::123456789012:role/embedded',
    });
    expect(detailsOf('TaskSucceeded')).toMatchObject({ outputDetails: WHOLE });
    expect(detailsOf('LambdaFunctionScheduled')).toEqual({
      resource: functionArn('one'),
      input: '1',
      inputDetails: WHOLE,
    });
    expect(detailsOf('LambdaFunctionSucceeded')).toEqual({ output: '1', outputDetails: WHOLE });
    expect(detailsOf('ExecutionSucceeded')).toEqual({ output: '1', outputDetails: WHOLE });
    for (const event of events) {
      for (const [key, details] of Object.entries(event).filter(([name]) => name.endsWith('EventDetails'))) {
        for (const what of ['input', 'output'].filter((name) => name in (details as object))) {
          expect(details, key).toHaveProperty(`${what}Details`, WHOLE);
        }
      }
    }
  });

  it('are one object for all that say so: a long history would not fit otherwise', async () => {
    const { events } = await historyOf(machine({ A: { Type: 'Pass', Next: 'B' }, B: pass }));
    const entered = events.filter(({ type }) => type === 'PassStateEntered');
    const [first, second] = entered.map(
      (event) => (event['stateEnteredEventDetails'] as { inputDetails: unknown }).inputDetails,
    );
    expect(first).toBe(second);
  });

  it('are missing where a plain function starts', async () => {
    const { events } = await historyOf(
      machine({ F: { Type: 'Task', Resource: functionArn('one'), End: true } }),
      {},
      { one: () => 1 },
    );
    const started = events.find(({ type }) => type === 'LambdaFunctionStarted');
    expect(Object.keys(started ?? {}).toSorted()).toEqual(['id', 'previousEventId', 'timestamp', 'type']);
  });

  it('name the region, the time-out and the heartbeat of a task', async () => {
    const { detailsOf } = await historyOf(
      machine({ T: invoke('one', {}, { TimeoutSeconds: 9, HeartbeatSeconds: 3, End: true }) }),
      {},
      { one: () => 1 },
    );
    expect(detailsOf('TaskScheduled')).toEqual({
      resourceType: 'lambda',
      resource: 'invoke',
      region: 'us-east-1',
      parameters: '{"FunctionName":"one","Payload":{}}',
      timeoutInSeconds: 9,
      heartbeatInSeconds: 3,
    });
  });

  const Assign = { text: 'a', list: [1, null], found: '{% $states.input.n %}' };
  const assignedVariables = { text: '"a"', list: '[1,null]', found: '7' };
  it.each<[string, object]>([
    ['Pass', { Type: 'Pass', Assign, End: true }],
    ['Wait', { Type: 'Wait', Seconds: 1, Assign, End: true }],
    ['Choice', { Type: 'Choice', Choices: [{ Condition: true, Assign, Next: 'End' }] }],
    ['Task', invoke('one', {}, { Assign, End: true })],
  ])('have what a %s assigned, each value as JSON text', async (type, state) => {
    const definition = machine({ S: state, End: { Type: 'Succeed' } });
    const { detailsOf } = await historyOf(definition, { n: 7 }, { one: () => 1 });
    expect(detailsOf(`${type}StateExited`)).toMatchObject({ assignedVariables, assignedVariablesDetails: WHOLE });
  });

  it('have no variables where none was assigned', async () => {
    const { detailsOf } = await historyOf(machine({ S: { ...pass, Assign: {} } }));
    expect(detailsOf('PassStateExited')).toEqual({ name: 'S', output: '{}', outputDetails: WHOLE });
  });

  it('keep a number as the function wrote it, 0.0 as 0.0', async () => {
    const { rawJSON } = JSON as unknown as { rawJSON(text: string): unknown };
    const { detailsOf, closed } = await historyOf(
      machine({
        F: { Type: 'Task', Resource: functionArn('zero'), Next: 'T' },
        T: invoke('zero', 1, { Output: undefined, End: true }),
      }),
      {},
      { zero: () => rawJSON('0.0') },
    );
    expect(detailsOf('LambdaFunctionSucceeded')).toEqual({ output: '0.0', outputDetails: WHOLE });
    expect(detailsOf('TaskStateExited')).toMatchObject({ output: '0.0' });
    expect(closed.output).toBe('{"ExecutedVersion":"$LATEST","Payload":0.0,"StatusCode":200}');
  });

  it('keep the input and the answer to a token as they were given', async () => {
    const { engine } = anEngine();
    const { stateMachineArn } = engine.createStateMachine({ name: 'm', definition: machine({ S: pass }) });
    const { executionArn } = engine.startExecution({ stateMachineArn, input: '0.0' });
    expect(await engine.whenClosed(executionArn)).toMatchObject({ input: '0.0', output: '0.0' });
  });
});

function matching(details: Record<string, object>) {
  return Object.fromEntries(
    Object.entries(details).map(([key, value]) => [key, expect.objectContaining(value) as unknown]),
  );
}
