import jsonata from 'jsonata';
import { describe, expect, test } from 'vitest';
import { steadyStarts, type Starts } from '../../lambdas/domain/admission.ts';
import { startsAsSubstitutions } from '../../lib/start-rate.ts';
import { aDefinition } from './checks/definition-file.ts';
import { edgesOf, leadingTo, stateIn, type State } from './checks/state-machine.ts';

const definition = aDefinition('migrate-batch');
const ends = Object.entries(definition.States)
  .filter(([, { Type }]) => Type === 'Succeed' || Type === 'Fail')
  .map(([name]) => name);

test('every way to an end leads through the report, whatever failed before it', () => {
  const before = ends.flatMap((name) => leadingTo(definition, name));

  expect(new Set(before)).toEqual(new Set(['WriteReport', 'HowDidTheBatchEnd']));
  for (const name of ['ReadIntake', 'AwaitRelease', 'StartEachTenant', 'CountOutcomes']) {
    expect(state(name).Catch?.map(({ Next }) => Next)).toEqual(['WriteReport']);
  }
});

test('starts nothing before the release', () => {
  expect(leadingTo(definition, 'StartEachTenant')).toEqual(['IsTheBatchReleased']);
  expect(leadingTo(definition, 'IsTheBatchReleased')).toEqual(['AwaitRelease']);
  expect(state('IsTheBatchReleased').Choices).toEqual([
    { Condition: '{% $states.input.released %}', Next: 'StartEachTenant' },
  ]);
});

test('fails only where somebody must be woken: a plan that a person declined is a decision', () => {
  const failed = ends.filter((name) => state(name).Type === 'Fail');

  expect(failed).toEqual(['BatchStopped', 'NoProgressMade', 'IntakeRefused']);
  expect(ends).toContain('BatchNotReleased');
});

test('ends as stopped when this machine failed, whatever the report says of the tenants', () => {
  expect(state('HowDidTheBatchEnd').Choices?.[0]).toEqual({
    Condition: '{% $failure != null %}',
    Next: 'BatchStopped',
  });
});

test('has at most 19 states on top: eleven that do something and one end per fact', () => {
  expect(Object.keys(definition.States).length).toBeLessThanOrEqual(19);
});

describe('starting the tenants', () => {
  const map = state('StartEachTenant');

  test('never stops at one that cannot be started', () => {
    expect(map.ToleratedFailurePercentage).toBe(100);
  });

  test('gives each child the id of the batch from outside, because inside Execution is the child', () => {
    expect(map.ItemSelector).toEqual({
      batchId: '{% $states.context.Execution.Name %}',
      tenantId: '{% $states.context.Map.Item.Value.tenantId %}',
      execution: '{% $states.context.Map.Item.Value.execution %}',
      index: '{% $states.context.Map.Item.Index %}',
    });
    expect(JSON.stringify(map.ItemProcessor)).not.toContain('context.Execution');
  });

  test('takes a tenant that was started before for started, and any other refusal for a failed item', () => {
    expect(state('StartTenant').Catch?.map(({ ErrorEquals, Next }) => [ErrorEquals, Next])).toEqual([
      [['StepFunctions.ExecutionAlreadyExistsException'], 'HoldTheRate'],
      [['States.ALL'], 'TenantNotStarted'],
    ]);
  });

  test('holds each slot for a second at first, so that MaxConcurrency is the rate of starts', async () => {
    expect(await holds({ atFirst: { tenants: 50, perSecond: 31 }, perSecond: 12 }, 50)).toEqual(Array(50).fill(1));
    expect(edgesOf(state('StartTenant')).map(({ to }) => to)).toContain('HoldTheRate');
    expect(map.MaxConcurrency).toBe('{% ${StartsAtFirst} %}');
  });

  test.each([
    [31, 12],
    [31, 13],
    [5, 4],
    [3, 1],
  ])('holds it longer after those, so that %i slots make %i starts a second', async (atFirst, perSecond) => {
    const all = await holds({ atFirst: { tenants: 0, perSecond: atFirst }, perSecond }, 100 * perSecond);

    expect(all.every((seconds) => Number.isInteger(seconds) && seconds >= 1)).toBe(true);
    expect(all.reduce((sum, seconds) => sum + seconds, 0)).toBe(100 * atFirst);
  });

  test('holds a second throughout where one rate is for all', async () => {
    expect(await holds(steadyStarts(7), 50)).toEqual(Array(50).fill(1));
  });
});

function state(name: string): State {
  return stateIn(definition, name);
}

/** For how many seconds each of so many tenants holds its slot. */
async function holds(starts: Starts, tenants: number): Promise<number[]> {
  const expression = Object.entries(startsAsSubstitutions(starts)).reduce(
    (text, [name, value]) => text.replaceAll(`\${${name}}`, value),
    String(state('HoldTheRate').Seconds).replace(/^\{%|%\}$/gu, ''),
  );
  const seconds = jsonata(expression);
  const indexes = Array.from({ length: tenants }, (_, index) => index);
  return Promise.all(
    indexes.map(async (index) => (await seconds.evaluate({}, { states: { input: { index } } })) as number),
  );
}
