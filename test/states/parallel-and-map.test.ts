import { describe, expect, it } from 'vitest';
import { anEngine, caught, CustomError, graph, invoke, machine } from './an-engine.ts';

const echo = (payload: unknown) => payload;
const fails = () => {
  throw new CustomError('boom');
};
const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'H' }];

describe('a Parallel', () => {
  it('gives the outputs of its branches in their order, not in that of their ends', async () => {
    const definition = machine({
      P: {
        Type: 'Parallel',
        Branches: [
          graph({ W: { Type: 'Wait', Seconds: 60, Next: 'A' }, A: { Type: 'Pass', Output: 1, End: true } }),
          graph({ B: invoke('echo', '{% $states.input.x %}') }),
        ],
        Arguments: { x: '{% $states.input.n + 1 %}' },
        Output: { r: '{% $states.result %}' },
        End: true,
      },
    });
    const closed = await anEngine({ functions: { echo } }).run(definition, { n: 41 });
    expect(closed).toMatchObject({ value: { r: [1, 42] }, seconds: 60 });
  });

  it('fails with the first branch that does and stops the others', async () => {
    const definition = machine({
      P: {
        Type: 'Parallel',
        Branches: [graph({ A: { Type: 'Wait', Seconds: 30, End: true } }), graph({ B: invoke('fails', {}) })],
        Catch,
        End: true,
      },
      H: caught,
    });
    const closed = await anEngine({ functions: { fails } }).run(definition);
    expect(closed).toMatchObject({ value: 'CustomError', seconds: 0 });
    expect(closed.events).toContain('ParallelStateFailed');
    expect(closed.events).not.toContain('WaitStateExited');
  });

  it('with one branch is a box that catches for everything inside', async () => {
    const inner = graph({ W: { Type: 'Wait', Timestamp: '{% $states.input.at %}', End: true } });
    const definition = machine({ Box: { Type: 'Parallel', Branches: [inner], Catch, End: true }, H: caught });
    expect((await anEngine().run(definition, { at: 'never' })).value).toBe('States.QueryEvaluationError');
  });
});

describe('an inline Map', () => {
  const map = (states: Record<string, object>, more: object = {}) => ({
    Type: 'Map',
    Items: '{% $states.input.items %}',
    ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, ...graph(states) },
    End: true,
    ...more,
  });

  it('runs each item with what ItemSelector makes of it', async () => {
    const ItemSelector = {
      v: '{% $states.context.Map.Item.Value %}',
      i: '{% $states.context.Map.Item.Index %}',
      k: '{% $states.input.k %}',
    };
    const definition = machine({
      M: map({ E: invoke('echo', '{% $states.input %}') }, { ItemSelector, MaxConcurrency: 2 }),
    });
    const { value } = await anEngine({ functions: { echo } }).run(definition, { items: ['a', 'b'], k: 9 });
    expect(value).toEqual([
      { v: 'a', i: 0, k: 9 },
      { v: 'b', i: 1, k: 9 },
    ]);
  });

  it('lets the states within see the item and the input of the execution', async () => {
    const Output = { i: '{% $states.context.Map.Item.Index %}', k: '{% $states.context.Execution.Input.k %}' };
    const { value } = await anEngine().run(machine({ M: map({ E: { Type: 'Pass', Output, End: true } }) }), {
      items: ['a', 'b'],
      k: 9,
    });
    expect(value).toEqual([
      { i: 0, k: 9 },
      { i: 1, k: 9 },
    ]);
  });

  it('works through nothing', async () => {
    expect(
      (await anEngine().run(machine({ M: map({ E: { Type: 'Pass', End: true } }) }), { items: [] })).value,
    ).toEqual([]);
  });

  it('fails where there is no list', async () => {
    const definition = machine({ M: map({ E: { Type: 'Pass', End: true } }, { Catch }), H: caught });
    expect((await anEngine().run(definition, { items: 5 })).value).toBe('States.QueryEvaluationError');
  });

  it.each([
    [2, 30],
    [0, 10],
    ['{% $states.input.at %}', 50],
  ])('with MaxConcurrency %j takes %d seconds for five items of ten seconds', async (MaxConcurrency, seconds) => {
    const definition = machine({ M: map({ W: { Type: 'Wait', Seconds: 10, End: true } }, { MaxConcurrency }) });
    expect((await anEngine().run(definition, { items: [1, 2, 3, 4, 5], at: 1 })).seconds).toBe(seconds);
  });

  it('fails with the first item that does, tells the others and can be caught', async () => {
    const states = {
      C: { Type: 'Choice', Choices: [{ Condition: '{% $states.input = 2 %}', Next: 'E' }], Default: 'W' },
      W: { Type: 'Wait', Seconds: 60, End: true },
      E: invoke('fails', {}),
    };
    const closed = await anEngine({ functions: { fails } }).run(machine({ M: map(states, { Catch }), H: caught }), {
      items: [1, 2, 3],
    });
    expect(closed).toMatchObject({ value: 'CustomError', seconds: 0 });
    const iterations = closed.events.filter((type) => type.startsWith('MapIteration')).toSorted();
    expect(iterations).toEqual([
      ...['MapIterationAborted', 'MapIterationAborted', 'MapIterationFailed'],
      ...['MapIterationStarted', 'MapIterationStarted', 'MapIterationStarted'],
    ]);
  });

  it('goes on where each item catches for itself, since an inline Map tolerates nothing', async () => {
    const E = invoke('failsIfBad', '{% $states.input %}', {
      Catch: [{ ErrorEquals: ['States.ALL'], Output: 'bad', Next: 'Noted' }],
      End: true,
    });
    const functions = { failsIfBad: (bad: boolean) => (bad ? fails() : 'good') };
    const definition = machine({ M: map({ E, Noted: { Type: 'Pass', End: true } }) });
    expect((await anEngine({ functions }).run(definition, { items: [true, false] })).value).toEqual(['bad', 'good']);
  });

  it('is stopped with its execution, whose last event says so', async () => {
    const { start, engine, clock } = anEngine();
    const { executionArn } = start(machine({ M: map({ W: { Type: 'Wait', Seconds: 60, End: true } }) }), {
      items: [1, 2],
    });
    await clock.sleep(1_000);
    engine.stopExecution({ executionArn });
    await clock.sleep(600_000);
    const types = engine.getExecutionHistory(executionArn).map(({ type }) => type);
    expect(types.at(-1)).toBe('ExecutionAborted');
    expect(types).not.toContain('WaitStateExited');
  });
});
