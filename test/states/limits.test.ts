import { describe, expect, it } from 'vitest';
import { anEngine, graph, invoke, machine, START } from './an-engine.ts';

const KIB = 1024;
const large = (bytes: number) => 'x'.repeat(bytes - 2);

describe('256 KiB', () => {
  const functions = { size: ({ bytes }: { bytes: number }) => large(bytes), echo: (payload: unknown) => payload };
  const sized = (more: object = { End: true }) =>
    invoke('size', { bytes: '{% $states.input.bytes %}' }, { Output: undefined, ...more });

  it.each([
    ['the result of a task', machine({ S: { ...sized(), Output: 1 } })],
    [
      'an output',
      machine({
        S: {
          Type: 'Pass',
          Output: "{% $join($map($range(1, $states.input.bytes / 1024, 1), function() { $pad('', 1024, 'x') })) %}",
          End: true,
        },
      }),
    ],
    [
      'what is assigned',
      machine({
        S: {
          Type: 'Pass',
          Assign: {
            v: "{% $join($map($range(1, $states.input.bytes / 1024, 1), function() { $pad('', 1024, 'x') })) %}",
          },
          End: true,
        },
      }),
    ],
    [
      'arguments',
      machine({
        S: invoke(
          'echo',
          "{% $join($map($range(1, $states.input.bytes / 1024, 1), function() { $pad('', 1024, 'x') })) %}",
        ),
      }),
    ],
  ])('are the most for %s', async (_, definition) => {
    const made = JSON.parse(JSON.stringify(definition)) as object;
    expect(await anEngine({ functions }).run(made, { bytes: 250 * KIB })).toMatchObject({ status: 'SUCCEEDED' });
    expect(await anEngine({ functions }).run(made, { bytes: 257 * KIB })).toMatchObject({
      status: 'FAILED',
      error: 'States.DataLimitExceeded',
    });
  });

  it('are the most for the input of an execution, which is not even started with more', () => {
    const { engine, start } = anEngine();
    const definition = machine({ S: { Type: 'Pass', End: true } });
    expect(() => start(definition, large(257 * KIB))).toThrow(
      expect.objectContaining({ name: 'InvalidExecutionInput' }) as Error,
    );
    expect(engine.running).toBe(0);
  });

  it('are bytes, not characters', async () => {
    const definition = machine({ S: invoke('large', {}) });
    const closed = await anEngine({ functions: { large: () => '移'.repeat(100_000) } }).run(definition);
    expect(closed.error).toBe('States.DataLimitExceeded');
  });
});

describe('25,000 events', () => {
  const runaway = machine({
    A: { Type: 'Pass', Next: 'B' },
    B: { Type: 'Choice', Choices: [{ Condition: false, Next: 'E' }], Default: 'A' },
    E: { Type: 'Succeed' },
  });

  it.each(['full', 'counts'] as const)('end a machine that would never end (history: %s)', async (history) => {
    const closed = await anEngine({ history }).run(runaway);
    expect(closed).toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: expect.stringContaining('25,000') as string,
    });
    expect(closed.figures.events).toBe(25_000);
    if (history === 'full') expect(closed.events.at(-1)).toBe('ExecutionFailed');
  });

  it('let everything else have its turn meanwhile', async () => {
    const { start, engine } = anEngine();
    let turns = 0;
    const turn = () => {
      turns++;
      if (engine.running > 0) setImmediate(turn);
    };
    setImmediate(turn);
    start(runaway);
    await engine.idle();
    expect(turns).toBeGreaterThanOrEqual(10);
  });

  it('cannot be caught', async () => {
    const { StartAt, States } = runaway;
    const definition = machine({
      P: {
        Type: 'Parallel',
        Branches: [{ StartAt, States }],
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'H' }],
        End: true,
      },
      H: { Type: 'Pass', End: true },
    });
    expect(await anEngine().run(definition)).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  });

  it('are counted for each child of a distributed Map by itself', async () => {
    const Items = Array.from({ length: 5_000 }, (_, n) => n);
    const ItemProcessor = {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
      ...graph({ A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'C' }, C: { Type: 'Pass', End: true } }),
    };
    const closed = await anEngine().run(
      machine({ M: { Type: 'Map', Items, ItemProcessor, Output: '{% $count($states.result) %}', End: true } }),
    );
    expect(closed).toMatchObject({ value: 5_000, figures: { events: 8 } });
  });
});

describe('state transitions of an account', () => {
  const three = { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'C' }, C: { Type: 'Pass', End: true } };
  /** One transition a second, from now on. */
  const onePerSecond = () => {
    let next = START.getTime();
    return { transition: (now: number) => (next = Math.max(next + 1_000, now)) };
  };

  it('delay a state that comes too soon and never lose it, as AWS throttles', async () => {
    const closed = await anEngine({ limits: onePerSecond() }).run(machine(three));

    expect(closed).toMatchObject({ status: 'SUCCEEDED', seconds: 3, states: ['A', 'B', 'C'] });
  });

  it('are not counted for EXPRESS children, which have none', async () => {
    const ItemProcessor = { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' }, ...graph(three) };
    const closed = await anEngine({ limits: onePerSecond() }).run(
      machine({ M: { Type: 'Map', Items: [1, 2, 3], ItemProcessor, End: true } }),
    );

    expect(closed).toMatchObject({ status: 'SUCCEEDED', seconds: 1 });
  });

  it('are counted for each retry, as AWS bills it', async () => {
    const limits = { count: 0, transition: (now: number) => (limits.count++, now) };
    const Retry = [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 1, MaxAttempts: 2 }];
    const Task = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Arguments: { FunctionName: 'F' }, Retry };
    await anEngine({ limits }).run(machine({ T: { ...Task, End: true } }));

    expect(limits.count).toBe(3);
  });
});
