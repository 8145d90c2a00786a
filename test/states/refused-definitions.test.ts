import { describe, expect, it } from 'vitest';
import { DefinitionRefusedError } from '../../local/states/definition-refused-error.ts';
import { readMachine } from '../../local/states/parse/read-machine.ts';
import { askWithToken, functionArn, graph, invoke, machine } from './an-engine.ts';

function problemsOf(definition: unknown): readonly string[] {
  try {
    readMachine('m', definition);
    return [];
  } catch (error) {
    if (error instanceof DefinitionRefusedError) return error.problems;
    throw error;
  }
}

/** The problems of a machine with this one state, besides an end. */
function problemsOfState(state: object): readonly string[] {
  return problemsOf(machine({ S: state, End: { Type: 'Succeed' } }));
}

const pass = { Type: 'Pass', End: true };
const task = { Type: 'Task', Resource: functionArn('f'), End: true };
const inlineMap = { Type: 'Map', Items: [1], ItemProcessor: graph({ I: pass }), End: true };
const distributedMap = (states: Record<string, object>, more: object = {}, ExecutionType = 'STANDARD') => ({
  ...inlineMap,
  ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType }, ...graph(states) },
  ...more,
});
const s3 = (operation: string, Arguments: object, more: object = {}) => ({
  Resource: `arn:aws:states:::s3:${operation}`,
  Arguments,
  ...more,
});

describe('a definition is refused by name', () => {
  it.each([
    ['no language', { StartAt: 'S', States: { S: pass } }, 'm: only "QueryLanguage": "JSONata" runs here'],
    ['JSONPath', machine({ S: pass }, { QueryLanguage: 'JSONPath' }), 'm: only "QueryLanguage": "JSONata" runs here'],
    ['no states', { QueryLanguage: 'JSONata', StartAt: 'S' }, 'm: States is missing'],
    ['a start that is no state', { ...machine({ S: pass }), StartAt: 'T' }, 'm.StartAt: there is no state T'],
    ['a field of the machine', machine({ S: pass }, { Tags: {} }), 'm.Tags: is not known here'],
    ['text that is no JSON', '{', 'is not JSON'],
    [
      'two states of one name',
      machine({ S: { Type: 'Parallel', Branches: [graph({ S: pass })], End: true } }),
      'another state is called S',
    ],
    [
      'states without an end',
      machine({ A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } }),
      'm: no state ends it',
    ],
  ])('at %s', (_, definition, problem) => {
    expect(problemsOf(definition).join('\n')).toContain(problem);
  });

  it.each<readonly [string, object, string]>([
    ['an unknown type', { Type: 'Activity' }, 'm.States.S.Type: Activity is none of Task, Parallel, Map'],
    ['a missing type', { End: true }, 'm.States.S: Type is missing'],
    [
      'a state in JSONPath',
      { ...pass, QueryLanguage: 'JSONPath' },
      'm.States.S.QueryLanguage: JSONPath is valid on AWS, but here only JSONata run',
    ],
    ...['InputPath', 'OutputPath', 'ResultPath', 'Parameters', 'ResultSelector', 'Result'].map(
      (field) => [field, { ...pass, [field]: '$' }, `m.States.S.${field}: is JSONPath`] as const,
    ),
    ['SecondsPath', { Type: 'Wait', SecondsPath: '$.s', End: true }, 'm.States.S.SecondsPath: is JSONPath'],
    [
      'a key of JSONPath',
      { ...pass, Output: { 'a.$': '$.b' } },
      'm.States.S.Output.a.$: a key that ends in .$ is JSONPath',
    ],
    [
      'an operator of JSONPath',
      { Type: 'Choice', Choices: [{ Variable: '$.n', NumericEquals: 1, Next: 'End' }] },
      'm.States.S.Choices[0].Variable: is JSONPath',
    ],
    ['an unknown field', { ...pass, Arguments: {} }, 'm.States.S.Arguments: is not known here'],
    ['neither Next nor End', { Type: 'Pass' }, 'm.States.S: has neither Next nor "End": true'],
    ['both Next and End', { ...pass, Next: 'End' }, 'm.States.S: has both Next and End'],
    ['a Next that is no state', { Type: 'Pass', Next: 'T' }, 'States.S: leads to T, which is no state here'],
    ['a Catch that leads nowhere', { ...task, Catch: [{ ErrorEquals: ['E'], Next: 'T' }] }, 'States.S: leads to T'],
    [
      'a resource',
      { ...task, Resource: 'arn:aws:states:::sqs:sendMessage' },
      'arn:aws:states:::sqs:sendMessage is valid on AWS, but does not run here',
    ],
    [
      '.sync',
      { ...task, Resource: 'arn:aws:states:::states:startExecution.sync:2' },
      'startExecution.sync:2 is valid on AWS, but does not run here',
    ],
    [
      'an argument',
      { ...invoke('f', {}), Arguments: { FunctionName: 'f', Qualifier: '1' } },
      'm.States.S.Arguments.Qualifier: is valid on AWS, but does not run here',
    ],
    ['a missing argument', { ...invoke('f', {}), Arguments: {} }, 'm.States.S.Arguments: FunctionName is missing'],
    [
      'a token that nobody gets',
      { ...askWithToken('f'), Arguments: { FunctionName: 'f', Payload: {} } },
      'hands $states.context.Task.Token to nobody',
    ],
    [
      'a time-out of a state that has none',
      { ...inlineMap, TimeoutSeconds: 5 },
      'm.States.S.TimeoutSeconds: is not known here',
    ],
    [
      'no time at all',
      { ...task, TimeoutSeconds: 0 },
      'm.States.S.TimeoutSeconds: is not a whole number of at least 1',
    ],
    [
      'States.ALL among others',
      { ...task, Retry: [{ ErrorEquals: ['States.ALL', 'E'] }] },
      'm.States.S.Retry: States.ALL stands alone',
    ],
    [
      'States.ALL before others',
      {
        ...task,
        Catch: [
          { ErrorEquals: ['States.ALL'], Next: 'End' },
          { ErrorEquals: ['E'], Next: 'End' },
        ],
      },
      'm.States.S.Catch: States.ALL stands in the last rule',
    ],
    [
      'an error that does not exist',
      { ...task, Retry: [{ ErrorEquals: ['States.TimeOut'] }] },
      'States.TimeOut is not an error of the States Language',
    ],
    ['a retry without errors', { ...task, Retry: [{ MaxAttempts: 1 }] }, 'm.States.S.Retry[0]: ErrorEquals is missing'],
    [
      'an unknown field of a retrier',
      { ...task, Retry: [{ ErrorEquals: ['E'], Interval: 1 }] },
      'm.States.S.Retry[0].Interval: is not known here',
    ],
    [
      'a longest delay below the shortest',
      { ...task, Retry: [{ ErrorEquals: ['E'], IntervalSeconds: 5, MaxDelaySeconds: 2 }] },
      'MaxDelaySeconds: is not longer than',
    ],
    [
      'an instant that is none',
      { Type: 'Wait', Timestamp: '2026-12-01', End: true },
      'm.States.S.Timestamp: is not an instant',
    ],
    ['a Wait for nothing', { Type: 'Wait', End: true }, 'm.States.S: needs either Seconds or Timestamp'],
    [
      'a Parallel of nothing',
      { Type: 'Parallel', Branches: [], End: true },
      'm.States.S.Branches: is not a list with entries',
    ],
    ['a Map without a processor', { Type: 'Map', Items: [], End: true }, 'm.States.S: ItemProcessor is missing'],
    [
      'the time of the real clock',
      { ...pass, Output: '{% $now() %}' },
      'm.States.S.Output: $now() reads the real clock',
    ],
    [
      'the milliseconds of the real clock',
      { ...pass, Output: ['{% [$millis()] %}'] },
      'm.States.S.Output[0]: $millis() reads the real clock',
    ],
    ['$eval', { ...pass, Output: "{% $eval('1') %}" }, '$eval() does not exist in Step Functions'],
    [
      'an unknown function',
      { ...pass, Output: "{% $upper('a') %}" },
      '$upper is neither a function nor a variable assigned here',
    ],
    [
      'a variable that nobody assigns',
      { ...pass, Output: '{% $v %}' },
      'm.States.S.Output: $v is neither a function nor a variable',
    ],
    [
      'a slip in $states',
      { ...pass, Output: '{% $states.inptu.a %}' },
      '$states.inptu is not known here, only input, context',
    ],
    ['a result where there is none', { ...pass, Output: '{% $states.result %}' }, '$states.result is not known here'],
    [
      'an error output outside of a Catch',
      { ...task, Output: '{% $states.errorOutput %}' },
      '$states.errorOutput is not known here',
    ],
    ['what is no JSONata', { ...pass, Output: '{% 1 + %}' }, 'm.States.S.Output: {% 1 + %} is not JSONata'],
    ['half an expression', { ...pass, Output: '{% 1' }, 'begins with {% and does not end with %}'],
    [
      'a placeholder',
      { ...invoke('${ConfirmLicence}', {}) },
      'm.States.S.Arguments.FunctionName: ${ConfirmLicence} has not been replaced',
    ],
    ['a placeholder in an expression', { ...pass, Output: '{% ${Number} %}' }, '${Number} has not been replaced'],
    ['a name for a variable', { ...pass, Assign: { 'a-b': 1 } }, 'm.States.S.Assign.a-b: is not a name for a variable'],
    [
      'the reserved variable',
      { ...pass, Assign: { states: 1 } },
      'm.States.S.Assign.states: is not a name for a variable',
    ],
    ['a children type', distributedMap({ I: pass }, {}, 'FAST'), 'FAST is none of STANDARD, EXPRESS'],
    [
      'a token in an EXPRESS child',
      distributedMap({ I: askWithToken('f') }, {}, 'EXPRESS'),
      'waitForTaskToken does not run in an EXPRESS child',
    ],
    [
      'two sources of items',
      distributedMap(
        { I: pass },
        { ItemReader: s3('getObject', { Bucket: 'b', Key: 'k' }, { ReaderConfig: { InputType: 'JSONL' } }) },
      ),
      'has both Items and ItemReader',
    ],
    [
      'an input type',
      distributedMap(
        { I: pass },
        {
          Items: undefined,
          ItemReader: s3('getObject', { Bucket: 'b', Key: 'k' }, { ReaderConfig: { InputType: 'MANIFEST' } }),
        },
      ),
      'MANIFEST is valid on AWS, but here only JSON, JSONL, CSV run',
    ],
    [
      'a version of an object',
      distributedMap(
        { I: pass },
        {
          Items: undefined,
          ItemReader: s3(
            'getObject',
            { Bucket: 'b', Key: 'k', VersionId: 'v' },
            { ReaderConfig: { InputType: 'JSONL' } },
          ),
        },
      ),
      'ItemReader.Arguments.VersionId: is valid on AWS, but does not run here',
    ],
    [
      'a listing of objects',
      distributedMap(
        { I: pass },
        {
          Items: undefined,
          ItemReader: s3('listObjectsV2', { Bucket: 'b', Key: 'k' }, { ReaderConfig: { InputType: 'JSONL' } }),
        },
      ),
      's3:listObjectsV2 is valid on AWS, but here only arn:aws:states:::s3:getObject runs',
    ],
    [
      'a WriterConfig',
      distributedMap(
        { I: pass },
        { ResultWriter: s3('putObject', { Bucket: 'b', Prefix: 'p' }, { WriterConfig: {} }) },
      ),
      'm.States.S.ResultWriter.WriterConfig: is valid on AWS, but does not run here',
    ],
  ])('at %s', (_, state, problem) => {
    const definition = JSON.parse(JSON.stringify(state)) as object;
    expect(problemsOfState(definition).join('\n')).toContain(problem);
  });

  it('at a variable of the outside that an inner scope would hide', () => {
    const inner = graph({ I: { Type: 'Pass', Assign: { v: 2 }, End: true } });
    const definition = machine({
      A: { Type: 'Pass', Assign: { v: 1 }, Next: 'P' },
      P: { Type: 'Parallel', Branches: [inner], End: true },
    });
    expect(problemsOf(definition)).toEqual([
      'm.States.P.Branches[0].States.I.Assign.v: $v is a variable of an outer scope',
    ]);
  });

  it('at a variable of the outside in a distributed item processor, which does not see it', () => {
    const read = { I: { Type: 'Pass', Output: '{% $v %}', End: true } };
    const states = (map: object) => machine({ A: { Type: 'Pass', Assign: { v: 1 }, Next: 'M' }, M: map });
    expect(problemsOf(states({ ...inlineMap, ItemProcessor: graph(read) }))).toEqual([]);
    expect(problemsOf(states(distributedMap(read))).join()).toContain('$v is neither a function nor a variable');
    expect(problemsOf(states(distributedMap({ I: pass }, { ItemSelector: '{% $v %}' })))).toEqual([]);
  });

  it('with everything that is wrong at once, so that one look is enough', () => {
    const definition = machine({
      A: { ...pass, InputPath: '$' },
      B: { ...task, Resource: 'x', Foo: 1 },
      C: { Type: 'Pass', Next: 'X' },
    });
    const problems = problemsOf(definition);
    expect(problems).toHaveLength(4);
    expect(() => readMachine('m', definition)).toThrow(problems.map((problem) => `- ${problem}`).join('\n'));
  });
});

describe('a definition runs', () => {
  it.each([
    [
      'functions and variables of an expression itself',
      { ...pass, Output: '{% ($f := function($x) { $x + 1 }; $map([1, 2], $f)) %}' },
    ],
    ['names bound along a path', { ...pass, Output: '{% $states.input.a@$x#$i.{ "v": $x, "i": $i } %}' }],
    ['JSONata that groups', { ...pass, Output: '{% $states.input.rows{name: value} %}' }],
    ['comments wherever they may stand', { ...task, Comment: 'c', Retry: [{ Comment: 'c', ErrorEquals: ['E'] }] }],
    ['tolerance in an inline Map, which AWS takes and which bears nothing', { ...inlineMap, ToleratedFailureCount: 1 }],
    ['a share of failures in an inline Map', { ...inlineMap, ToleratedFailurePercentage: '{% 10 %}' }],
    ['a heartbeat of a task without a token', { ...task, HeartbeatSeconds: 5 }],
    ['no retriers and no catchers', { ...task, Retry: [], Catch: [] }],
    ['text as an object', { ...pass, Output: { text: 'costs $5, 50 %' } }],
  ])('with %s', (_, state) => {
    expect(problemsOfState(state)).toEqual([]);
  });

  it('given as text or as an object', () => {
    const definition = machine({ S: pass }, { Comment: 'c', Version: '1.0', TimeoutSeconds: 60 });
    expect(readMachine('m', JSON.stringify(definition))).toMatchObject({ startAt: 'S', timeoutSeconds: 60 });
    expect(readMachine('m', definition)).toMatchObject({ startAt: 'S', timeoutSeconds: 60 });
  });
});
