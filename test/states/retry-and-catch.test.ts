import { describe, expect, it } from 'vitest';
import { anEngine, caught, CustomError, graph, invoke, machine } from './an-engine.ts';

const fails = () => {
  throw new CustomError('boom');
};

/** A function that fails until its attempt number `good`. */
function flaky(good: number) {
  let attempts = 0;
  return () => {
    if (++attempts < good) fails();
    return { attempts };
  };
}

const retry = (fields: object, more: object = { End: true }) =>
  invoke('flaky', {}, { Retry: [{ ErrorEquals: ['CustomError'], ...fields }], ...more });

describe('Retry', () => {
  it('tries again until the task succeeds', async () => {
    const definition = machine({ S: retry({ IntervalSeconds: 1, MaxAttempts: 5, BackoffRate: 1 }) });
    expect(await anEngine({ functions: { flaky: flaky(3) } }).run(definition)).toMatchObject({
      value: { attempts: 3 },
      seconds: 2,
    });
  });

  it('waits longer each time, up to MaxDelaySeconds', async () => {
    const definition = machine({
      S: retry({ IntervalSeconds: 2, BackoffRate: 3, MaxAttempts: 4, MaxDelaySeconds: 20 }),
    });
    const closed = await anEngine({ functions: { flaky: flaky(5) } }).run(definition);
    expect(closed.seconds).toBe(2 + 6 + 18 + 20);
  });

  it('has three attempts, one second and a factor of two unless told otherwise', async () => {
    const closed = await anEngine({ functions: { flaky: fails } }).run(machine({ S: retry({}) }));
    expect(closed).toMatchObject({ status: 'FAILED', error: 'CustomError', seconds: 1 + 2 + 4 });
  });

  it('with full jitter waits a part of the delay that the random source decides', async () => {
    const definition = machine({
      S: retry({ IntervalSeconds: 10, BackoffRate: 2, MaxAttempts: 2, JitterStrategy: 'FULL' }),
    });
    const closed = await anEngine({ functions: { flaky: flaky(3) }, random: () => 0.5 }).run(definition);
    expect(closed.seconds).toBe(5 + 10);
  });

  it('tells the state how often it has been retried', async () => {
    const functions = {
      failsUnless2: ({ rc }: { rc: number }) => (rc < 2 ? fails() : { rc }),
    };
    const definition = machine({
      S: invoke(
        'failsUnless2',
        { rc: '{% $states.context.State.RetryCount %}' },
        { Retry: [{ ErrorEquals: ['States.ALL'] }], End: true },
      ),
    });
    expect((await anEngine({ functions }).run(definition)).value).toEqual({ rc: 2 });
  });

  it('counts each retrier by itself', async () => {
    const errors = ['A', 'B', 'A', 'B', 'A'];
    const functions = {
      alternate: () => {
        const error = new Error('again');
        error.name = errors.shift() ?? 'none';
        throw error;
      },
    };
    const Retry = [
      { ErrorEquals: ['A'], MaxAttempts: 2, IntervalSeconds: 1, BackoffRate: 1 },
      { ErrorEquals: ['B'], MaxAttempts: 3, IntervalSeconds: 100, BackoffRate: 1 },
    ];
    const closed = await anEngine({ functions }).run(machine({ S: invoke('alternate', {}, { Retry, End: true }) }));
    expect(closed).toMatchObject({ status: 'FAILED', error: 'A', seconds: 202 });
  });

  it('of a Parallel begins all branches anew', async () => {
    let runs = 0;
    const functions = { flaky: flaky(2), counts: () => ++runs };
    const definition = machine({
      P: {
        Type: 'Parallel',
        Branches: [graph({ A: invoke('counts', {}) }), graph({ B: invoke('flaky', {}) })],
        Retry: [{ ErrorEquals: ['CustomError'], IntervalSeconds: 30 }],
        End: true,
      },
    });
    expect(await anEngine({ functions }).run(definition)).toMatchObject({ value: [2, { attempts: 2 }], seconds: 30 });
  });
});

describe('Catch', () => {
  const catching = (ErrorEquals: string[], more: object = {}) =>
    machine({
      T: invoke('flaky', {}, { Catch: [{ ErrorEquals, Next: 'H', ...more }], End: true }),
      H: { Type: 'Pass', End: true },
    });
  const failing = () => anEngine({ functions: { flaky: fails } });

  it('leads on with error and cause as its output', async () => {
    const { value } = await failing().run(catching(['CustomError']));
    const { Error, Cause } = value as { Error: string; Cause: string };
    expect(Error).toBe('CustomError');
    expect(JSON.parse(Cause)).toMatchObject({ errorMessage: 'boom' });
  });

  it.each(['States.ALL', 'States.TaskFailed'])('takes it by %s', async (name) => {
    const { value } = await failing().run(catching([name], { Output: { e: '{% $states.errorOutput.Error %}' } }));
    expect(value).toEqual({ e: 'CustomError' });
  });

  it('assigns, with the error before it and the state it happened in', async () => {
    const definition = machine({
      T: invoke(
        'flaky',
        {},
        {
          Catch: [
            {
              ErrorEquals: ['States.ALL'],
              Assign: {
                failure: { state: '{% $states.context.State.Name %}', error: '{% $states.errorOutput.Error %}' },
              },
              Output: {},
              Next: 'H',
            },
          ],
          End: true,
        },
      ),
      H: { Type: 'Pass', Output: '{% $failure %}', End: true },
    });
    expect((await failing().run(definition)).value).toEqual({ state: 'T', error: 'CustomError' });
  });

  it('leaves an error that is meant for nobody to end the execution', async () => {
    expect(await failing().run(catching(['Other']))).toMatchObject({ status: 'FAILED', error: 'CustomError' });
  });

  it('comes after the retries', async () => {
    const definition = machine({
      T: retry({ MaxAttempts: 1 }, { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'H' }], End: true }),
      H: caught,
    });
    expect(await failing().run(definition)).toMatchObject({ value: 'CustomError', seconds: 1 });
  });

  it('takes an expression that fails in Arguments, Output or Assign of its own state', async () => {
    const Catch = [{ ErrorEquals: ['States.QueryEvaluationError'], Next: 'H' }];
    const broken = '{% $states.input.nope %}';
    for (const task of [
      invoke('echo', broken, { Catch, End: true }),
      invoke('echo', {}, { Catch, Output: broken, End: true }),
      invoke('echo', {}, { Catch, Assign: { v: broken }, End: true }),
    ]) {
      const { value } = await anEngine({ functions: { echo: () => 1 } }).run(machine({ T: task, H: caught }));
      expect(value).toBe('States.QueryEvaluationError');
    }
  });

  it('does not take its own failure', async () => {
    const closed = await failing().run(catching(['States.ALL'], { Output: '{% $states.errorOutput.nope %}' }));
    expect(closed).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  });

  it('on States.ALL does not take States.DataLimitExceeded, as on AWS', async () => {
    const functions = { large: () => 'x'.repeat(300_000) };
    const definition = (name: string) =>
      machine({ T: invoke('large', {}, { Catch: [{ ErrorEquals: [name], Next: 'H' }], End: true }), H: caught });
    expect(await anEngine({ functions }).run(definition('States.ALL'))).toMatchObject({
      error: 'States.DataLimitExceeded',
    });
    expect(await anEngine({ functions }).run(definition('States.TaskFailed'))).toMatchObject({
      error: 'States.DataLimitExceeded',
    });
  });
});
