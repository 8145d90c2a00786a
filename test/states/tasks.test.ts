import { describe, expect, it } from 'vitest';
import { anEngine, askWithToken, caught, CustomError, functionArn, invoke, machine } from './an-engine.ts';

const echo = (payload: unknown) => payload;

describe('a Task that invokes a function', () => {
  it('gives the answer of the API, of which Output takes what it needs', async () => {
    const task = invoke('echo', { x: '{% $states.input.a %}' }, { Output: undefined, End: true });
    const closed = await anEngine({ functions: { echo } }).run(
      machine({ S: JSON.parse(JSON.stringify(task)) as object }),
      { a: 1 },
    );
    expect(closed.value).toEqual({ ExecutedVersion: '$LATEST', Payload: { x: 1 }, StatusCode: 200 });
  });

  it.each(['echo', 'echo:live', functionArn('echo'), `${functionArn('echo')}:7`])('finds it by %s', async (name) => {
    const { value } = await anEngine({ functions: { echo } }).run(machine({ S: invoke(name, { a: 1 }) }));
    expect(value).toEqual({ a: 1 });
  });

  it('gives an empty object to a function without Payload', async () => {
    const task = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Arguments: { FunctionName: 'echo' } };
    const definition = machine({ S: { ...task, Output: '{% $states.result.Payload %}', End: true } });
    expect((await anEngine({ functions: { echo } }).run(definition)).value).toEqual({});
  });

  it('gives the input to, and takes the result from, a function that is the resource itself', async () => {
    const definition = machine({ S: { Type: 'Task', Resource: functionArn('echo'), End: true } });
    expect((await anEngine({ functions: { echo } }).run(definition, { a: 1 })).value).toEqual({ a: 1 });
  });

  it('sends both ways through JSON: no date, no undefined, no object shared with the function', async () => {
    const functions = {
      change: (payload: { list: number[] }) => {
        payload.list.push(9);
        return { at: new Date(0), nothing: undefined };
      },
      silent: () => undefined,
    };
    const definition = machine({
      A: invoke('change', '{% $states.input %}', {
        Assign: { changed: '{% $states.result.Payload %}' },
        Output: '{% $states.input %}',
        Next: 'B',
      }),
      B: invoke(
        'silent',
        {},
        { Assign: { silent: '{% $states.result.Payload %}' }, Output: '{% $states.input %}', Next: 'C' },
      ),
      C: { Type: 'Pass', Output: '{% [$states.input, $changed, $silent] %}', End: true },
    });
    expect((await anEngine({ functions }).run(definition, { list: [1] })).value).toEqual([
      { list: [1] },
      { at: '1970-01-01T00:00:00.000Z' },
      null,
    ]);
  });

  it("fails with the name of what was thrown and Lambda's cause", async () => {
    const functions = {
      fails: () => {
        throw new CustomError('boom');
      },
    };
    const closed = await anEngine({ functions }).run(machine({ S: invoke('fails', {}) }));
    expect(closed).toMatchObject({ status: 'FAILED', error: 'CustomError' });
    const cause = JSON.parse(closed.cause ?? '') as { trace: unknown };
    expect(cause).toMatchObject({ errorType: 'CustomError', errorMessage: 'boom' });
    expect(cause.trace).toBeInstanceOf(Array);
  });

  it('times out on the virtual clock, whatever the function still does', async () => {
    const { clock, run, engine } = anEngine({ functions: { slow: () => clock.sleep(5_000) } });
    const definition = machine({
      T: invoke(
        'slow',
        {},
        { TimeoutSeconds: '{% $states.input.s %}', Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'H' }], End: true },
      ),
      H: { Type: 'Pass', End: true },
    });
    const closed = await run(definition, { s: 1 });
    // A time-out carries no cause.
    expect(closed).toMatchObject({ value: { Error: 'States.Timeout' }, seconds: 1 });
    expect(closed.events).toContain('TaskTimedOut');
    await engine.idle();
  });
});

describe('the time-out of a machine', () => {
  it('ends the execution as TIMED_OUT', async () => {
    const closed = await anEngine().run(
      machine({ W: { Type: 'Wait', Seconds: 30, End: true } }, { TimeoutSeconds: 1 }),
    );
    expect(closed).toMatchObject({ status: 'TIMED_OUT', error: 'States.Timeout', seconds: 1 });
    expect(closed.events.at(-1)).toBe('ExecutionTimedOut');
  });

  it('means nothing to an execution that was quicker', async () => {
    const { run, clock } = anEngine();
    const closed = await run(machine({ W: { Type: 'Wait', Seconds: 1, End: true } }, { TimeoutSeconds: 30 }));
    await clock.sleep(60_000);
    expect(closed.status).toBe('SUCCEEDED');
  });
});

describe('a Task that starts another machine', () => {
  const child = machine({ W: { Type: 'Wait', Seconds: 60, End: true } });
  const startChild = (Name?: string) => ({
    Type: 'Task',
    Resource: 'arn:aws:states:::states:startExecution',
    Arguments: {
      StateMachineArn: '{% $states.input.child %}',
      ...(Name && { Name }),
      Input: { v: '{% $states.input.v %}' },
    },
    Catch: [{ ErrorEquals: ['StepFunctions.ExecutionAlreadyExistsException'], Next: 'H' }],
    End: true,
  });

  function withChild() {
    const made = anEngine();
    const { stateMachineArn } = made.engine.createStateMachine({ name: 'child', definition: child });
    return { ...made, child: stateMachineArn };
  }

  it('goes on at once with where it was started and when', async () => {
    const { run, engine, child } = withChild();
    const closed = await run(machine({ S: startChild('nm1'), H: caught }), { child, v: 3 });
    expect(closed).toMatchObject({ seconds: 0, value: { StartDate: Date.parse('2026-12-01T00:00:00Z') } });
    const { ExecutionArn } = closed.value as { ExecutionArn: string };
    expect(engine.describeExecution(ExecutionArn)).toMatchObject({ name: 'nm1', status: 'RUNNING', input: '{"v":3}' });
  });

  it('takes the same name and input for done while that runs', async () => {
    const { run, child } = withChild();
    const definition = machine({ S: startChild('nm1'), H: caught });
    const first = await run(definition, { child, v: 3 }, 'one');
    const second = await run(definition, { child, v: 3 }, 'two');
    expect(second.value).toEqual(first.value);
  });

  it('fails where the name has been used, for another input or by one that is closed', async () => {
    const { run, engine, child } = withChild();
    const definition = machine({ S: startChild('nm1'), H: caught });
    await run(definition, { child, v: 3 }, 'one');
    const error = 'StepFunctions.ExecutionAlreadyExistsException';
    expect((await run(definition, { child, v: 4 }, 'two')).value).toBe(error);
    await engine.idle();
    expect((await run(definition, { child, v: 3 }, 'three')).value).toBe(error);
  });

  it('fails where there is no such machine', async () => {
    const closed = await withChild().run(machine({ S: startChild(), H: caught }), { child: 'arn:nope', v: 1 });
    expect(closed).toMatchObject({ status: 'FAILED', error: 'StepFunctions.StateMachineDoesNotExistException' });
  });
});

describe('a Task that waits for a token', () => {
  it('ends with the answer, not with what the function returned', async () => {
    const { clock, engine, run } = anEngine({
      functions: {
        later: ({ token }: { token: string }) => {
          clock.at(clock.now().getTime() + 300_000, () => {
            engine.sendTaskSuccess({ taskToken: token, output: '{"done":true}' });
          });
          return { returned: true };
        },
      },
    });
    const closed = await run(machine({ S: askWithToken('later') }));
    expect(closed).toMatchObject({ value: { done: true }, seconds: 300 });
    expect(closed.events.slice(1, -1)).toEqual([
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSubmitted',
      'TaskSucceeded',
      'TaskStateExited',
    ]);
  });

  it('fails with the error and cause of the answer', async () => {
    const { clock, engine, run } = anEngine({
      functions: {
        later: ({ token }: { token: string }) => {
          clock.at(clock.now().getTime() + 300, () => {
            engine.sendTaskFailure({ taskToken: token, error: 'TokErr', cause: 'tc' });
          });
        },
      },
    });
    const definition = machine({
      T: askWithToken('later', { Catch: [{ ErrorEquals: ['TokErr'], Next: 'H' }], End: true }),
      H: { Type: 'Pass', End: true },
    });
    expect((await run(definition)).value).toEqual({ Error: 'TokErr', Cause: 'tc' });
  });

  it('times out where nobody answers', async () => {
    const definition = machine({
      T: askWithToken('never', {
        TimeoutSeconds: 604_800,
        Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'H' }],
        End: true,
      }),
      H: caught,
    });
    const closed = await anEngine({ functions: { never: () => ({}) } }).run(definition);
    expect(closed).toMatchObject({ value: 'States.Timeout', seconds: 604_800 });
  });

  it('times out where nobody gives a sign of life, which States.Timeout covers too', async () => {
    const { clock, engine, run } = anEngine({
      functions: {
        beats: ({ token }: { token: string }) => {
          clock.at(clock.now().getTime() + 8_000, () => {
            engine.sendTaskHeartbeat({ taskToken: token });
          });
        },
      },
    });
    const definition = machine({
      T: askWithToken('beats', {
        HeartbeatSeconds: 10,
        TimeoutSeconds: 200,
        Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'H' }],
        End: true,
      }),
      H: caught,
    });
    expect(await run(definition)).toMatchObject({ value: 'States.HeartbeatTimeout', seconds: 18 });
  });
});
