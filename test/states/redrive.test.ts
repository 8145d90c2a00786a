import { describe, expect, it } from 'vitest';
import { anEngine, askWithToken, CustomError, graph, invoke, machine } from './an-engine.ts';

const DAY = 86_400_000;

/** An engine whose functions are called `what`, and fail as often as `failures` says. */
function withFailures(failures: Record<string, number>, definition: object) {
  const called: string[] = [];
  const work = ({ what }: { what: string }) => {
    called.push(what);
    if ((failures[what] ?? 0) < 1) return { done: what };
    failures[what] = (failures[what] ?? 0) - 1;
    throw new CustomError(`${what} is broken`);
  };
  const made = anEngine({ functions: { work } });
  return {
    ...made,
    called,
    fail: async (input: unknown = {}) => (await made.run(definition, input)).executionArn,
    /** Redrives it and waits until it has closed again. */
    redrive: async (executionArn: string) => {
      made.engine.redriveExecution({ executionArn });
      return made.engine.whenClosed(executionArn);
    },
    events: (executionArn: string) => made.engine.getExecutionHistory(executionArn).map(({ type }) => type),
  };
}

const work = (what: string, more?: object) => invoke('work', { what }, more);

describe('a redrive', () => {
  it('goes on from the step that failed, with the results and variables of those before it', async () => {
    const { fail, redrive, called, events } = withFailures(
      { second: 1 },
      machine({
        First: work('first', { Assign: { kept: '{% $states.result.Payload.done %}' }, Next: 'Second' }),
        Second: work('second', { Output: '{% $kept & ", then " & $states.result.Payload.done %}', End: true }),
      }),
    );
    const executionArn = await fail();
    expect(await redrive(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '"first, then second"' });
    expect(called).toEqual(['first', 'second', 'second']);
    // The state was entered before; what is scheduled again is its task.
    expect(events(executionArn).slice(events(executionArn).indexOf('TaskFailed'))).toEqual([
      ...['TaskFailed', 'ExecutionFailed', 'ExecutionRedriven', 'TaskScheduled', 'TaskStarted', 'TaskSucceeded'],
      ...['TaskStateExited', 'ExecutionSucceeded'],
    ]);
  });

  it('lets states know how often there was one', async () => {
    const { fail, redrive, engine } = withFailures(
      { once: 2 },
      machine({ Once: work('once', { Output: '{% $states.context.Execution.RedriveCount %}', End: true }) }),
    );
    const executionArn = await fail();
    expect(await redrive(executionArn)).toMatchObject({ status: 'FAILED' });
    expect(await redrive(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '2' });
    expect(engine.getExecutionHistory(executionArn).filter(({ type }) => type === 'ExecutionRedriven')).toMatchObject([
      { executionRedrivenEventDetails: { redriveCount: 1 } },
      { executionRedrivenEventDetails: { redriveCount: 2 } },
    ]);
  });

  it('gives retries their full number again', async () => {
    const Retry = [{ ErrorEquals: ['States.ALL'], MaxAttempts: 2, IntervalSeconds: 1 }];
    const { fail, redrive, called } = withFailures(
      { flaky: 5 },
      machine({ Flaky: work('flaky', { Retry, End: true }) }),
    );
    expect(await redrive(await fail())).toMatchObject({ status: 'SUCCEEDED' });
    expect(called).toHaveLength(6);
  });

  it('enters only the branch of a Parallel that failed or was stopped, and inside of it only the step', async () => {
    const { fail, redrive, called } = withFailures(
      { broken: 1 },
      machine({
        Box: {
          Type: 'Parallel',
          Branches: [
            graph({ Good: work('good') }),
            graph({
              Fine: work('fine', { Next: 'Wait' }),
              Wait: { Type: 'Wait', Seconds: 5, Next: 'Broken' },
              Broken: work('broken'),
            }),
            graph({ Long: { Type: 'Wait', Seconds: 60, Next: 'After' }, After: work('after') }),
          ],
          Output: '{% $states.result.done %}',
          End: true,
        },
      }),
    );
    const closed = await redrive(await fail());
    expect(closed).toMatchObject({ status: 'SUCCEEDED', output: '["good","broken","after"]' });
    expect(called).toEqual(['good', 'fine', 'broken', 'broken', 'after']);
  });

  it('runs a Parallel that is retried as a whole, since a retry keeps nothing', async () => {
    const Retry = [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1, IntervalSeconds: 1 }];
    const Branches = [graph({ Good: work('good', { Next: 'Broken' }), Broken: work('broken') })];
    const { fail, redrive, called } = withFailures(
      { broken: 2 },
      machine({ Box: { Type: 'Parallel', Branches, Retry, End: true } }),
    );
    expect(await redrive(await fail())).toMatchObject({ status: 'SUCCEEDED' });
    expect(called).toEqual(['good', 'broken', 'good', 'broken', 'broken']);
  });

  it('runs a Parallel whose result was too large as a whole', async () => {
    const Branches = [graph({ Good: work('good') })];
    const Output = '{% $states.context.Execution.RedriveCount = 0 ? $pad("", 300000) : 1 %}';
    const { fail, redrive, called } = withFailures(
      {},
      machine({ Box: { Type: 'Parallel', Branches, Output, End: true } }),
    );
    expect(await redrive(await fail())).toMatchObject({ status: 'SUCCEEDED', output: '1' });
    expect(called).toEqual(['good', 'good']);
  });

  it('runs only the iterations of an inline Map that failed or never began', async () => {
    const { fail, redrive, called } = withFailures(
      { b: 1 },
      machine({
        Each: {
          Type: 'Map',
          Items: ['a', 'b', 'c'],
          MaxConcurrency: 1,
          ItemProcessor: {
            ProcessorConfig: { Mode: 'INLINE' },
            ...graph({ Do: invoke('work', { what: '{% $states.input %}' }) }),
          },
          Output: '{% $states.result.done %}',
          End: true,
        },
      }),
    );
    expect(await redrive(await fail())).toMatchObject({ status: 'SUCCEEDED', output: '["a","b","c"]' });
    expect(called).toEqual(['a', 'b', 'b', 'c']);
  });

  it('runs only the children of a Map Run that did not succeed', async () => {
    const { fail, redrive, called, events } = withFailures(
      { b: 1 },
      machine({
        Each: {
          Type: 'Map',
          Items: ['a', 'b', 'c'],
          MaxConcurrency: 1,
          ItemProcessor: {
            ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
            ...graph({ Do: invoke('work', { what: '{% $states.input %}' }) }),
          },
          Output: '{% $states.result.done %}',
          End: true,
        },
      }),
    );
    const executionArn = await fail();
    expect(await redrive(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '["a","b","c"]' });
    expect(called).toEqual(['a', 'b', 'b', 'c']);
    expect(events(executionArn)).toContain('MapRunRedriven');
  });

  it('fails once more where a Fail state was the end', async () => {
    const { fail, redrive } = withFailures({}, machine({ End: { Type: 'Fail', Error: 'Broken' } }));
    expect(await redrive(await fail())).toMatchObject({ status: 'FAILED', error: 'Broken' });
  });

  it('waits no second time for an instant that has passed', async () => {
    const { start, engine, clock } = anEngine();
    const Timestamp = '2026-12-01T01:00:00Z';
    const { executionArn } = start(machine({ Wait: { Type: 'Wait', Timestamp, End: true } }));
    engine.stopExecution({ executionArn });
    await clock.sleep(2 * 3_600_000);
    engine.redriveExecution({ executionArn });
    const { status, stopDate } = await engine.whenClosed(executionArn);
    expect(status).toBe('SUCCEEDED');
    expect(stopDate).toEqual(clock.now());
  });

  it('gives a task that waits another token, and the machine its whole time again', async () => {
    const tokens: string[] = [];
    const ask = ({ token }: { token: string }) => {
      tokens.push(token);
    };
    const { run, engine } = anEngine({ functions: { ask } });
    const { executionArn, status } = await run(machine({ Ask: askWithToken('ask') }, { TimeoutSeconds: 3600 }));
    expect(status).toBe('TIMED_OUT');
    engine.redriveExecution({ executionArn });
    await new Promise(setImmediate);
    expect(() => {
      engine.sendTaskSuccess({ taskToken: tokens[0] ?? '', output: '1' });
    }).toThrow('Task Timed Out');
    engine.sendTaskSuccess({ taskToken: tokens[1] ?? '', output: '2' });
    expect(await engine.whenClosed(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '2' });
  });
});

describe('a redrive is refused', () => {
  const ask = machine({ Ask: askWithToken('ask') });
  const nothing = () => undefined;

  it('of what runs, and of what succeeded', async () => {
    const { start, engine } = anEngine({ functions: { ask: nothing } });
    const { executionArn } = start(ask);
    expect(() => engine.redriveExecution({ executionArn })).toThrow('Execution is RUNNING and cannot be redriven.');
    const other = anEngine();
    const succeeded = await other.run(machine({ Done: { Type: 'Succeed' } }));
    expect(() => other.engine.redriveExecution(succeeded)).toThrow(
      expect.objectContaining({
        name: 'ExecutionNotRedrivable',
        message: 'Execution is SUCCEEDED and cannot be redriven.',
      }),
    );
  });

  it.each([
    [13.99, 'REDRIVABLE'],
    [14.01, 'NOT_REDRIVABLE'],
  ])('after fourteen days: %d days later it is %s', async (days, redriveStatus) => {
    const { start, engine, clock } = anEngine({ functions: { ask: nothing } });
    const { executionArn } = start(ask);
    engine.stopExecution({ executionArn });
    await clock.sleep(days * DAY);
    expect(engine.describeExecution(executionArn)).toMatchObject({ redriveStatus, redriveCount: 0 });
    if (redriveStatus === 'REDRIVABLE') engine.redriveExecution({ executionArn });
    else expect(() => engine.redriveExecution({ executionArn })).toThrow('Execution redrivable period exceeded.');
  });

  it('of a history without room for another event', async () => {
    const loop = machine({
      Again: { Type: 'Choice', Choices: [{ Condition: '{% true %}', Next: 'Pass' }], Default: 'Never' },
      Pass: { Type: 'Pass', Next: 'Again' },
      Never: { Type: 'Succeed' },
    });
    const { run, engine } = anEngine({ history: 'counts' });
    const closed = await run(loop);
    expect(() => engine.redriveExecution(closed)).toThrow('Execution history event limit exceeded.');
  });

  it('but a request that is sent again with its token is one redrive', () => {
    const { start, engine } = anEngine({ functions: { ask: nothing } });
    const { executionArn } = start(ask);
    engine.stopExecution({ executionArn });
    const request = { executionArn, clientToken: 'one' };
    expect(engine.redriveExecution(request)).toEqual(engine.redriveExecution(request));
    expect(engine.describeExecution(executionArn)).toMatchObject({ status: 'RUNNING', redriveCount: 1 });
  });
});
