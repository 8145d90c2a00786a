import { describe, expect, it } from 'vitest';
import { anEngine, caught, CustomError, graph, invoke, machine } from './an-engine.ts';

const functions = {
  echo: (payload: unknown) => payload,
  failIfBad: (item: { bad: boolean }) => {
    if (item.bad) throw new CustomError('bad');
    return item;
  },
};
const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'H' }];
const echo = { E: invoke('echo', '{% $states.input %}') };
const failIfBad = { E: invoke('failIfBad', '{% $states.input %}') };

function map(states: Record<string, object>, more: object = {}, ExecutionType = 'STANDARD') {
  return {
    Type: 'Map',
    ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType }, ...graph(states) },
    End: true,
    ...more,
  };
}

const Items = '{% $states.input.items %}';

function reading(InputType: string, Key: string, config: object = {}) {
  const Arguments = { Bucket: '{% $states.input.bucket %}', Key };
  return {
    ItemReader: { Resource: 'arn:aws:states:::s3:getObject', ReaderConfig: { InputType, ...config }, Arguments },
  };
}

const writing = {
  ResultWriter: {
    Resource: 'arn:aws:states:::s3:putObject',
    Arguments: { Bucket: 'bkt', Prefix: "{% 'starts/' & $states.context.Execution.Name %}" },
  },
};

describe('a distributed Map', () => {
  it.each(['STANDARD', 'EXPRESS'])('runs a %s child for each item', async (type) => {
    const definition = machine({ M: map(echo, { Items }, type) });
    const { value, events } = await anEngine({ functions }).run(definition, { items: [{ t: 1 }, { t: 2 }] });
    expect(value).toEqual([{ t: 1 }, { t: 2 }]);
    expect(events.slice(1, -1)).toEqual([
      ...['MapStateEntered', 'MapStateStarted', 'MapRunStarted'],
      ...['MapRunSucceeded', 'MapStateSucceeded', 'MapStateExited'],
    ]);
  });

  it('works through its own input where nothing else is named', async () => {
    expect((await anEngine({ functions }).run(machine({ M: map(echo) }), [1, 2])).value).toEqual([1, 2]);
  });

  it('gives its children names of their own and nothing of the variables and the context around it', async () => {
    const Output = {
      id: '{% $states.context.Execution.Id %}',
      map: '{% $exists($states.context.Map) %}',
      input: '{% $states.context.Execution.Input %}',
    };
    const definition = machine({
      M: map({ E: { Type: 'Pass', Output, End: true } }, { Items: ['a'], Label: 'Rows' }, 'EXPRESS'),
    });
    const { value } = await anEngine().run(definition);
    expect(value).toEqual([
      {
        id: expect.stringMatching(
          /^arn:aws:states:us-east-1:123456789012:express:machine\/Rows:[^:]+:[^:]+$/,
        ) as string,
        map: false,
        input: 'a',
      },
    ]);
  });

  it('forgets its children: nobody sees them among the executions of the machine', async () => {
    const { run, engine } = anEngine({ functions });
    const { stateMachineArn } = await run(machine({ M: map(echo, { Items: [1, 2, 3] }) }));
    expect(engine.listExecutions(stateMachineArn)).toHaveLength(1);
  });

  it.each([
    [1, 3],
    [2, 2],
    ['{% $states.input.n %}', 1],
  ])('with MaxConcurrency %j starts three children of a second in %d seconds', async (MaxConcurrency, seconds) => {
    const children = { W: { Type: 'Wait', Seconds: 1, End: true } };
    const closed = await anEngine().run(
      machine({ M: map(children, { Items: [1, 2, 3], MaxConcurrency }, 'EXPRESS') }),
      { n: 80 },
    );
    expect(closed.seconds).toBe(seconds);
  });

  it('gives batches where there is an ItemBatcher', async () => {
    const definition = machine({
      M: map(echo, {
        Items: ['t1', 't2', 't3'],
        ItemSelector: { t: '{% $states.context.Map.Item.Value %}', i: '{% $states.context.Map.Item.Index %}' },
        ItemBatcher: { MaxItemsPerBatch: 2, BatchInput: { bi: '{% $states.input.bi %}' } },
        MaxConcurrency: 5,
      }),
    });
    expect((await anEngine({ functions }).run(definition, { bi: 'x' })).value).toEqual([
      {
        BatchInput: { bi: 'x' },
        Items: [
          { t: 't1', i: 0 },
          { t: 't2', i: 1 },
        ],
      },
      { BatchInput: { bi: 'x' }, Items: [{ t: 't3', i: 2 }] },
    ]);
  });

  it('ends an EXPRESS child after five minutes, as AWS does', async () => {
    const definition = machine({
      M: map({ W: { Type: 'Wait', Seconds: 301, End: true } }, { Items: [1], Catch }, 'EXPRESS'),
      H: caught,
    });
    expect(await anEngine().run(definition)).toMatchObject({
      value: 'States.ExceedToleratedFailureThreshold',
      seconds: 300,
    });
  });

  it('stops its children with the execution', async () => {
    const { start, engine, clock, objects } = anEngine({ functions });
    const states = { W: { Type: 'Wait', Seconds: 60, Next: 'E' }, ...echo };
    const { executionArn } = start(machine({ M: map(states, { Items: [1, 2], ...writing }) }));
    await clock.sleep(1_000);
    engine.stopExecution({ executionArn });
    await clock.sleep(600_000);
    expect(engine.describeExecution(executionArn).status).toBe('ABORTED');
    expect(objects.size).toBe(0);
  });

  it('starts one execution of another machine for each row and takes a name that is in use for success', async () => {
    const { run, engine, objects } = anEngine();
    const { stateMachineArn } = engine.createStateMachine({
      name: 'child',
      definition: machine({ W: { Type: 'Wait', Seconds: 9999, End: true } }),
    });
    objects.set('bkt/accepted.jsonl', '{"execution":"a"}\n{"execution":"b"}\n{"execution":"a"}\n');
    const children = {
      Start: {
        Type: 'Task',
        Resource: 'arn:aws:states:::states:startExecution',
        Arguments: { StateMachineArn: stateMachineArn, Name: '{% $states.input.execution %}', Input: {} },
        Catch: [{ ErrorEquals: ['StepFunctions.ExecutionAlreadyExistsException'], Output: {}, Next: 'Hold' }],
        Output: {},
        Next: 'Hold',
      },
      Hold: { Type: 'Wait', Seconds: 1, Next: 'Started' },
      Started: { Type: 'Succeed' },
    };
    const definition = machine({
      M: map(children, { ...reading('JSONL', 'accepted.jsonl'), ...writing, MaxConcurrency: 1 }, 'EXPRESS'),
    });
    expect(await run(definition, { bucket: 'bkt' })).toMatchObject({ status: 'SUCCEEDED', seconds: 3 });
    expect(engine.listExecutions(stateMachineArn, 'RUNNING').map(({ name }) => name)).toEqual(['b', 'a']);
  });
});

describe('an ItemReader', () => {
  const CSV = 'tenant,email\nt1,a@x.io\nt2\nt3,"""c"", c@x.io",extra\n';

  it.each([
    ['JSON', '[{"t":1},{"t":2}]', {}, [{ t: 1 }, { t: 2 }]],
    ['JSONL', '{"t":1}\n\n{"t":2}\n', {}, [{ t: 1 }, { t: 2 }]],
    ['JSONL', '1\n2\n3\n', { MaxItems: 2 }, [1, 2]],
    [
      'CSV',
      CSV,
      { CSVHeaderLocation: 'FIRST_ROW' },
      [
        { tenant: 't1', email: 'a@x.io' },
        { tenant: 't2', email: '' },
        { tenant: 't3', email: '"c", c@x.io' },
      ],
    ],
    [
      'CSV',
      'a;1\n',
      { CSVHeaderLocation: 'GIVEN', CSVHeaders: ['x', 'y'], CSVDelimiter: 'SEMICOLON' },
      [{ x: 'a', y: '1' }],
    ],
  ])('takes the items of a %s object', async (type, text, config, items) => {
    const { run, objects } = anEngine({ functions });
    objects.set('bkt/in', text);
    const definition = machine({ M: map(echo, reading(type, 'in', config)) });
    expect((await run(definition, { bucket: 'bkt' })).value).toEqual(items);
  });

  it.each(['absent', 'broken'])('fails with States.ItemReaderFailed at an object that is %s', async (key) => {
    const { run, objects } = anEngine({ functions });
    objects.set('bkt/broken', '{"t":');
    const definition = machine({ M: map(echo, { ...reading('JSONL', key), Catch }), H: caught });
    expect((await run(definition, { bucket: 'bkt' })).value).toBe('States.ItemReaderFailed');
  });
});

describe('tolerance', () => {
  const items = (good: number, bad: number) => [
    ...Array.from({ length: good }, () => ({ bad: false })),
    ...Array.from({ length: bad }, () => ({ bad: true })),
  ];

  it.each([
    [{}, 9, 1, false],
    [{ ToleratedFailureCount: 0 }, 9, 1, false],
    [{ ToleratedFailureCount: 1 }, 9, 1, true],
    [{ ToleratedFailureCount: 1 }, 8, 2, false],
    [{ ToleratedFailurePercentage: 20 }, 8, 2, true],
    [{ ToleratedFailurePercentage: 20 }, 7, 3, false],
    [{ ToleratedFailurePercentage: 100 }, 0, 3, true],
    [{ ToleratedFailurePercentage: '{% $states.input.p %}' }, 7, 3, true],
    [{ ToleratedFailurePercentage: 50, ToleratedFailureCount: 1 }, 8, 2, false],
  ])('%j of %d good and %d bad items: succeeded %j', async (tolerance, good, bad, succeeds) => {
    const definition = machine({ M: map(failIfBad, { Items, ...tolerance, Catch }), H: caught });
    const closed = await anEngine({ functions }).run(definition, { items: items(good, bad), p: 30 });
    expect(closed.value).toEqual(succeeds ? items(good, 0) : 'States.ExceedToleratedFailureThreshold');
    expect(closed.events.includes('MapRunFailed')).toBe(!succeeds);
  });
});

describe('a ResultWriter', () => {
  interface Manifest {
    DestinationBucket: string;
    MapRunArn: string;
    ResultFiles: Record<'SUCCEEDED' | 'FAILED' | 'PENDING', { Key: string; Size: number }[]>;
  }

  it('leaves what became of each item in S3 and only a reference in the state', async () => {
    const { run, objects } = anEngine({ functions });
    const definition = machine({ M: map(failIfBad, { Items, ToleratedFailurePercentage: 100, ...writing }) });
    const { value } = await run(definition, {
      items: [
        { bad: false, n: 1 },
        { bad: true, n: 2 },
      ],
    });
    const { MapRunArn, ResultWriterDetails } = value as {
      MapRunArn: string;
      ResultWriterDetails: { Bucket: string; Key: string };
    };
    expect(ResultWriterDetails).toMatchObject({
      Bucket: 'bkt',
      Key: expect.stringMatching(/^starts\/exec1\/[^/]+\/manifest.json$/) as string,
    });

    const read = (key: string) => JSON.parse(objects.get(`bkt/${key}`) ?? '') as unknown;
    const manifest = read(ResultWriterDetails.Key) as Manifest;
    expect(manifest).toMatchObject({ DestinationBucket: 'bkt', MapRunArn, ResultFiles: { PENDING: [] } });
    const [succeeded, failed] = [manifest.ResultFiles.SUCCEEDED[0], manifest.ResultFiles.FAILED[0]];
    expect(succeeded?.Size).toBe(objects.get(`bkt/${String(succeeded?.Key)}`)?.length);
    expect(read(String(succeeded?.Key))).toMatchObject([
      {
        Status: 'SUCCEEDED',
        Input: '{"bad":false,"n":1}',
        Output: '{"bad":false,"n":1}',
        StartDate: '2026-12-01T00:00:00.000Z',
      },
    ]);
    expect(read(String(failed?.Key))).toMatchObject([
      { Status: 'FAILED', Input: '{"bad":true,"n":2}', Error: 'CustomError' },
    ]);
  });

  it('writes also where too many failed, so that somebody can see which', async () => {
    const { run, objects } = anEngine({ functions });
    const closed = await run(machine({ M: map(failIfBad, { Items, ...writing }) }), { items: [{ bad: true }] });
    expect(closed.error).toBe('States.ExceedToleratedFailureThreshold');
    expect([...objects.keys()].map((key) => key.split('/').at(-1))).toEqual(['FAILED_0.json', 'manifest.json']);
  });

  it('is what lets a Map of many items through, whose outputs would be too large for a state', async () => {
    const items = Array.from({ length: 2_000 }, (_, n) => ({ n, text: 'x'.repeat(150) }));
    const pass = { E: { Type: 'Pass', Output: '{% $states.input %}', End: true } };
    const jsonl = items.map((item) => JSON.stringify(item)).join('\n');
    const without = anEngine();
    without.objects.set('bkt/in', jsonl);
    expect(await without.run(machine({ M: map(pass, reading('JSONL', 'in')) }), { bucket: 'bkt' })).toMatchObject({
      error: 'States.DataLimitExceeded',
    });
    const withWriter = anEngine();
    withWriter.objects.set('bkt/in', jsonl);
    expect(
      (await withWriter.run(machine({ M: map(pass, { ...reading('JSONL', 'in'), ...writing }) }), { bucket: 'bkt' }))
        .status,
    ).toBe('SUCCEEDED');
  });

  it('fails with States.ResultWriterFailed where it cannot write', async () => {
    const objects = {
      get: () => Promise.reject(new Error('none')),
      put: () => Promise.reject(new Error('AccessDenied')),
    };
    const definition = machine({ M: map(echo, { Items: [1], ...writing, Catch }), H: caught });
    expect((await anEngine({ functions, objects }).run(definition)).value).toBe('States.ResultWriterFailed');
  });
});
