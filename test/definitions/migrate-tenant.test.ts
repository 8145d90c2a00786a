import { describe, expect, test } from 'vitest';
import { MOST_RETRIES } from '../../lambdas/runtime/step-call.ts';
import { aDefinition } from './checks/definition-file.ts';
import {
  edgesOf,
  lambdaTasksOf,
  leadingTo,
  stateIn,
  statesOf,
  waitsForAToken,
  type State,
} from './checks/state-machine.ts';

const DAY = 86_400;
const definition = aDefinition('migrate-tenant');

describe('the picture an operator sees', () => {
  test('has at most 17 states on top, so that it can be read at a glance', () => {
    expect(Object.keys(definition.States).length).toBeLessThanOrEqual(17);
  });

  test('shows the three STEPs of the guide as boxes, in their order', () => {
    const boxes = statesOf(definition).filter(({ state }) => state.Type === 'Parallel');

    expect(boxes.map(({ name }) => name)).toEqual([
      'PrepareTenant',
      'SetUpVisionOne',
      'UpdateToStandardEndpointProtection',
    ]);
    expect(boxes.map(({ state }) => state.Branches?.length)).toEqual([1, 1, 1]);
  });
});

describe('what cannot be undone', () => {
  test('comes after AskForConsent only: nothing else leaves the first box with a consent', () => {
    const ends = Object.entries(state('PrepareTenant').Branches?.[0]?.States ?? {}).filter(
      ([, { Type, End }]) => Type === 'Succeed' || End,
    );

    expect(ends.map(([name, { Output }]) => [name, Output])).toEqual([
      ['TenantIsChecked', { consented: false }],
      ['AskForConsent', { consented: '{% $states.result.consented %}' }],
    ]);
    expect(state('HasConsentBeenGiven').Choices).toEqual([
      { Condition: '{% $states.input.consented %}', Next: 'SetUpVisionOne' },
    ]);
    expect(leadingTo(definition, 'SetUpVisionOne')).toEqual(['HasConsentBeenGiven']);
    expect(leadingTo(definition, 'UpdateToStandardEndpointProtection')).toEqual(['SetUpVisionOne']);
  });

  test('is pressed after a look at the connection, at the end of a wait for the window, or on the word of a person', () => {
    expect(leadingTo(definition, 'StartUpdate')).toEqual([
      'IsApexCentralConnected',
      'WaitForWindow',
      'IsTheUpdateFinished',
    ]);
    expect(state('IsTheUpdateFinished').Choices).toContainEqual({
      Condition: '{% $exists($states.input.pressAgain) %}',
      Next: 'StartUpdate',
    });
  });

  test('is never repeated by a timeout, because only a read may decide after one', () => {
    const retried = statesOf(definition).flatMap(({ state }) => state.Retry?.flatMap((retrier) => retrier.ErrorEquals));

    expect(retried).not.toContain('States.Timeout');
    expect(retried).not.toContain('States.ALL');
    expect(retried).not.toContain('States.TaskFailed');
  });
});

describe('waiting', () => {
  test('takes its instant from the answer before it, because a finished check has none to assign', () => {
    const waits = statesOf(definition).filter(({ state }) => state.Type === 'Wait');

    expect(new Set(waits.map(({ state }) => state.Timestamp))).toEqual(new Set(['{% $states.input.lookAgainAt %}']));
    const before = waits.flatMap(({ name }) => leadingTo(definition, name));
    const tasks = before.filter((name) => state(name).Type !== 'Choice');
    expect(tasks).toEqual(['ProvisionConsole', 'RegisterApexCentral']);
    expect(tasks.map((name) => state(name).Output)).toEqual([undefined, undefined]);
  });

  test('for a person ends after 7 days, for a consent after 30', () => {
    const tokenTasks = lambdaTasksOf(definition).filter((task) => waitsForAToken(task.state));
    const days = tokenTasks.map(({ name, state }) => [name, Number(state.TimeoutSeconds) / DAY]);

    expect(days).toHaveLength(12);
    expect(days.map(([name]) => name).filter((name) => String(name).startsWith('Check'))).toEqual([
      'CheckProvisioningByAPerson',
      'CheckConnectionByAPerson',
      'CheckUpdateByAPerson',
    ]);
    expect(days.filter(([, limit]) => limit !== 7)).toEqual([['AskForConsent', 30]]);
  });
});

describe('a look', () => {
  test.each(['CheckProvisioning', 'CheckConnection', 'CheckUpdate'])(
    '%s waits for nobody; only where it says that a person is needed, a state with a token asks one, and at once',
    (look) => {
      const byAPerson = `${look}ByAPerson`;
      const [question = ''] = edgesOf(state(look)).map(({ to }) => to);

      expect(waitsForAToken(state(look))).toBe(false);
      expect(leadingTo(definition, byAPerson)).toEqual([question]);
      expect(state(question).Choices).toContainEqual({
        Condition: '{% $exists($states.input.personNeeded) %}',
        Next: byAPerson,
      });
      expect(edgesOf(state(byAPerson)).map(({ to }) => to)).toEqual([question]);
      expect(state(byAPerson).Arguments).toMatchObject({
        FunctionName: `\${${look}}`,
        Payload: { taskToken: '{% $states.context.Task.Token %}', retryCount: MOST_RETRIES },
      });
    },
  );
});

describe('the outcome', () => {
  test('is asked of RecordOutcome by every box that fails', () => {
    for (const box of ['ClaimTenant', 'PrepareTenant', 'SetUpVisionOne', 'UpdateToStandardEndpointProtection']) {
      expect(state(box).Catch?.map(({ Next }) => Next)).toEqual(['RecordOutcome']);
      expect(state(box).Catch?.[0]?.Assign?.failure).toEqual({
        state: '{% $states.context.State.Name %}',
        error: '{% $states.errorOutput.Error %}',
        cause: "{% $exists($states.errorOutput.Cause) ? $substring($states.errorOutput.Cause, 0, 2000) : '' %}",
      });
    }
  });

  test('keeps its first reason when RecordOutcome itself fails, because that Catch assigns nothing', () => {
    expect(state('RecordOutcome').Catch?.map(({ Assign, Next }) => [Assign, Next])).toEqual([
      [undefined, 'TenantNeedsAttention'],
    ]);
  });

  test('is not changed by what fails after it', () => {
    expect(edgesOf(state('EmailStakeholders')).map(({ to }) => to)).toEqual(['HowDidItEnd', 'HowDidItEnd']);
    expect(edgesOf(state('StartHandOver')).map(({ to }) => to)).toEqual(['TenantMigrated', 'TenantMigrated']);
  });
});

test('hand-over gets the name of this execution, so that a second start of it is none', () => {
  expect(state('StartHandOver').Arguments).toMatchObject({ Name: '{% $states.context.Execution.Name %}' });
});

function state(name: string): State {
  return stateIn(definition, name);
}
