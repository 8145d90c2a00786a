import { describe, expect, test } from 'vitest';
import { acceptedByAslValidator } from './checks/accepted-by-asl-validator.ts';
import { aDefinition, definitionNames, rendered, type DefinitionName } from './checks/definition-file.ts';
import { checks, type CheckTitle } from './checks/index.ts';
import { stateIn, type Definition, type State } from './checks/state-machine.ts';

interface Defect {
  defect: string;
  in: DefinitionName;
  plant: (state: (name: string) => State, definition: Definition) => void;
  caughtBy: CheckTitle;
  /** Whether asl-validator would have let it pass. */
  missedByAslValidator: boolean;
}

const defects: Defect[] = [
  {
    defect: 'a variable that one way does not assign',
    in: 'migrate-tenant',
    plant: (state) => delete state('ClaimTenant').Catch?.[0]?.Assign?.skip,
    caughtBy: 'assigns every variable on every way to the state that reads it',
    missedByAslValidator: true,
  },
  {
    defect: 'a Wait whose Timestamp is a variable of one branch',
    in: 'migrate-tenant',
    plant: (state) => {
      const windowClosed = state('HasTheUpdateStarted').Choices?.[1];
      if (windowClosed) windowClosed.Assign = { lookAgainAt: '{% $states.input.lookAgainAt %}' };
      state('WaitRetryWindow').Timestamp = '{% $lookAgainAt %}';
    },
    caughtBy: 'assigns every variable on every way to the state that reads it',
    missedByAslValidator: true,
  },
  {
    defect: 'a variable that is read only after the box that assigns it inside',
    in: 'migrate-tenant',
    plant: (state) => {
      state('AskForConsent').Assign = { consented: true };
      Object.assign(state('HasConsentBeenGiven').Choices?.[0] ?? {}, { Condition: '{% $consented %}' });
    },
    caughtBy: 'assigns every variable on every way to the state that reads it',
    missedByAslValidator: true,
  },
  {
    defect: 'an outer variable read in a child of the Distributed Map',
    in: 'migrate-batch',
    plant: (state) => {
      state('ReadIntake').Assign = { ...state('ReadIntake').Assign, batchId: '{% $states.context.Execution.Name %}' };
      state('StartTenant').Arguments = { Name: '{% $batchId %}' };
    },
    caughtBy: 'assigns every variable on every way to the state that reads it',
    missedByAslValidator: true,
  },
  {
    defect: 'a variable of a box with a name from outside',
    in: 'migrate-tenant',
    plant: (state) => (state('ConfirmLicence').Assign = { failure: null }),
    caughtBy: 'gives no variable inside a box a name from outside',
    missedByAslValidator: true,
  },
  {
    defect: 'a check that looks again at once',
    in: 'migrate-tenant',
    plant: (state) => (state('IsTheUpdateFinished').Default = 'CheckUpdate'),
    caughtBy: 'waits in every cycle, because a history holds 25,000 events',
    missedByAslValidator: true,
  },
  {
    defect: 'a look that asks again at once whether a person is needed',
    in: 'migrate-tenant',
    plant: (state) => (state('CheckUpdateByAPerson').Resource = 'arn:aws:states:::lambda:invoke'),
    caughtBy: 'waits in every cycle, because a history holds 25,000 events',
    missedByAslValidator: true,
  },
  {
    defect: 'a look by a person that calls the function of another look',
    in: 'migrate-tenant',
    plant: (state) => (state('CheckUpdateByAPerson').Arguments = state('CheckConnectionByAPerson').Arguments),
    caughtBy: 'binds each task to the function of its own name',
    missedByAslValidator: true,
  },
  {
    defect: 'a state that is its own successor',
    in: 'migrate-batch',
    plant: (state) => Object.assign(state('EmailBatchReport').Catch?.[0] ?? {}, { Next: 'EmailBatchReport' }),
    caughtBy: 'waits in every cycle, because a history holds 25,000 events',
    missedByAslValidator: true,
  },
  {
    defect: 'a state that nothing leads to',
    in: 'migrate-tenant',
    plant: (state) => (state('IssueRegistrationToken').Next = 'WaitForConnection'),
    caughtBy: 'reaches every state',
    missedByAslValidator: false,
  },
  {
    defect: 'two states that lead only to each other',
    in: 'hand-over-tenant',
    plant: (_, definition) => {
      definition.States.Ping = { Type: 'Wait', Comment: 'Waits.', Seconds: 1, Next: 'Pong' };
      definition.States.Pong = { Type: 'Wait', Comment: 'Waits.', Seconds: 1, Next: 'Ping' };
    },
    caughtBy: 'reaches every state',
    missedByAslValidator: true,
  },
  {
    defect: 'a Next into another scope',
    in: 'migrate-tenant',
    plant: (state) => state('HasTheUpdateStarted').Choices?.push({ Condition: '{% true %}', Next: 'RecordOutcome' }),
    caughtBy: 'leads from no state into another scope',
    missedByAslValidator: false,
  },
  {
    defect: 'a Next to a state that does not exist',
    in: 'migrate-tenant',
    plant: (state) => (state('CheckUpdate').Next = 'IsTheUpdateDone'),
    caughtBy: 'leads from no state into another scope',
    missedByAslValidator: false,
  },
  {
    defect: 'a Choice without a Default',
    in: 'migrate-batch',
    plant: (state) => delete state('IsTheBatchReleased').Default,
    caughtBy: 'decides in every Choice what to do with an unexpected answer',
    missedByAslValidator: true,
  },
  {
    defect: 'one name for two states',
    in: 'migrate-tenant',
    plant: (state, definition) => {
      definition.States.WaitForUpdate = structuredClone(state('WaitForUpdate'));
    },
    caughtBy: 'gives each name to one state only',
    missedByAslValidator: false,
  },
  {
    defect: 'a Task without TimeoutSeconds',
    in: 'migrate-tenant',
    plant: (state) => delete state('AskForConsent').TimeoutSeconds,
    caughtBy: 'limits every task, which else could wait for a year',
    missedByAslValidator: true,
  },
  {
    defect: 'a Task without Retry',
    in: 'hand-over-tenant',
    plant: (state) => delete state('UpgradeUserAccount').Retry,
    caughtBy: 'tries every Lambda again in the same way, and every start',
    missedByAslValidator: true,
  },
  {
    defect: 'a Retry that differs from the others in one number',
    in: 'migrate-tenant',
    plant: (state) => Object.assign(state('StartUpdate').Retry?.[1] ?? {}, { MaxAttempts: 3 }),
    caughtBy: 'tries every Lambda again in the same way, and every start',
    missedByAslValidator: true,
  },
  {
    defect: 'a box without Catch',
    in: 'migrate-tenant',
    plant: (state) => delete state('SetUpVisionOne').Catch,
    caughtBy: 'catches every error of every task, so that no tenant is left without an outcome',
    missedByAslValidator: true,
  },
  {
    defect: 'a child of the Distributed Map that leaves its errors to the Map',
    in: 'migrate-batch',
    plant: (state) => (state('StartTenant').Catch = [{ ErrorEquals: ['States.Timeout'], Next: 'TenantNotStarted' }]),
    caughtBy: 'catches every error of every task, so that no tenant is left without an outcome',
    missedByAslValidator: true,
  },
  {
    defect: 'States.ALL before another Catch',
    in: 'migrate-batch',
    plant: (state) => state('StartTenant').Catch?.reverse(),
    caughtBy: 'names States.ALL last and alone, so that it hides no other error',
    missedByAslValidator: true,
  },
  {
    defect: 'States.ALL beside another error',
    in: 'migrate-tenant',
    plant: (state) => state('PrepareTenant').Catch?.[0]?.ErrorEquals.push('States.Timeout'),
    caughtBy: 'names States.ALL last and alone, so that it hides no other error',
    missedByAslValidator: true,
  },
  {
    defect: 'a placeholder that nothing binds',
    in: 'migrate-batch',
    plant: (state) => (state('StartEachTenant').ItemSelector = { bucket: '${ReportBucket}' }),
    caughtBy: 'binds each task to the function of its own name',
    missedByAslValidator: true,
  },
  {
    defect: "a state bound to another state's function",
    in: 'migrate-tenant',
    plant: (state) => (state('StartUpdate').Arguments = structuredClone(state('CheckUpdate').Arguments)),
    caughtBy: 'binds each task to the function of its own name',
    missedByAslValidator: true,
  },
  {
    defect: 'a token task that keeps its token to itself',
    in: 'migrate-tenant',
    plant: (state) => {
      state('ConfirmLicence').Arguments = { FunctionName: '${ConfirmLicence}', Payload: {} };
    },
    caughtBy: 'reads of a token task what was sent, and of a plain one the Payload',
    missedByAslValidator: true,
  },
  {
    defect: 'a plain task whose whole envelope goes on',
    in: 'migrate-batch',
    plant: (state) => delete state('CountOutcomes').Output,
    caughtBy: 'reads of a token task what was sent, and of a plain one the Payload',
    missedByAslValidator: true,
  },
  {
    defect: 'a token task read as if it had a Payload',
    in: 'migrate-tenant',
    plant: (state) => (state('StartUpdate').Output = '{% $states.result.Payload %}'),
    caughtBy: 'reads of a token task what was sent, and of a plain one the Payload',
    missedByAslValidator: true,
  },
  {
    defect: 'a JSONPath field in a JSONata state',
    in: 'migrate-tenant',
    plant: (state) => (state('RecordOutcome').ResultPath = '$.outcome'),
    caughtBy: 'speaks JSONata only',
    missedByAslValidator: false,
  },
  {
    defect: 'a JSONPath key among the arguments',
    in: 'migrate-tenant',
    plant: (state) => {
      state('RecordOutcome').Arguments = { FunctionName: '${RecordOutcome}', 'Payload.$': '$.tenant' };
    },
    caughtBy: 'speaks JSONata only',
    missedByAslValidator: true,
  },
  {
    defect: 'an operator of a later JSONata',
    in: 'migrate-tenant',
    plant: (state) => Object.assign(state('TenantNeedsAttention'), { Error: "{% $failure.error ?? 'Unknown' %}" }),
    caughtBy: 'has no expression that Step Functions would refuse',
    missedByAslValidator: false,
  },
  {
    defect: 'a field name without a context',
    in: 'migrate-tenant',
    plant: (state) => (state('WaitForUpdate').Timestamp = '{% lookAgainAt %}'),
    caughtBy: 'has no expression that Step Functions would refuse',
    missedByAslValidator: true,
  },
  {
    defect: '$now()',
    in: 'migrate-tenant',
    plant: (state) => (state('WaitForUpdate').Timestamp = '{% $now() %}'),
    caughtBy: 'reads no clock and calls nothing that decides',
    missedByAslValidator: true,
  },
  {
    defect: '$eval()',
    in: 'migrate-tenant',
    plant: (state) => (state('WaitForUpdate').Timestamp = '{% $eval("1") %}'),
    caughtBy: 'reads no clock and calls nothing that decides',
    missedByAslValidator: true,
  },
  {
    defect: 'an ItemReader in INLINE mode',
    in: 'migrate-batch',
    plant: (state) =>
      Object.assign(state('StartEachTenant').ItemProcessor ?? {}, { ProcessorConfig: { Mode: 'INLINE' } }),
    caughtBy: 'reads items from S3 in a Distributed Map only, and writes its results there',
    missedByAslValidator: true,
  },
  {
    defect: 'a Distributed Map without a ResultWriter',
    in: 'migrate-batch',
    plant: (state) => delete state('StartEachTenant').ResultWriter,
    caughtBy: 'reads items from S3 in a Distributed Map only, and writes its results there',
    missedByAslValidator: true,
  },
  {
    defect: 'a password in a payload',
    in: 'hand-over-tenant',
    plant: (state) => {
      state('UpgradeUserAccount').Arguments = { Payload: { newPassword: '{% $states.input.password %}' } };
    },
    caughtBy: 'carries no secret, because the history is kept for 90 days',
    missedByAslValidator: true,
  },
  {
    defect: 'a state without Comment',
    in: 'migrate-tenant',
    plant: (state) => delete state('WaitForWindow').Comment,
    caughtBy: 'says of every state why it is there',
    missedByAslValidator: true,
  },
  {
    defect: 'a Choice that does not ask',
    in: 'hand-over-tenant',
    plant: (_, definition) => rename(definition, 'IsTheTenantHandedOver', 'CheckHandOver'),
    caughtBy: 'names every state by what it is',
    missedByAslValidator: true,
  },
  {
    defect: 'an end that sounds like a task',
    in: 'hand-over-tenant',
    plant: (_, definition) => rename(definition, 'HandOverIsOpen', 'DestroyNothing'),
    caughtBy: 'names every state by what it is',
    missedByAslValidator: true,
  },
];

describe('a planted defect', () => {
  test.each(defects)('is caught: $defect', ({ in: name, plant, caughtBy }) => {
    expect(checks[caughtBy](withDefect(name, plant))).not.toEqual([]);
  });

  test.each(defects.filter((planted) => planted.missedByAslValidator))('passes asl-validator: $defect', (planted) => {
    expect(acceptedByAslValidator(rendered(withDefect(planted.in, planted.plant)))).toEqual([]);
  });

  test.each(defects.filter((planted) => !planted.missedByAslValidator))(
    'asl-validator sees too: $defect',
    (planted) => {
      expect(acceptedByAslValidator(rendered(withDefect(planted.in, planted.plant)))).not.toEqual([]);
    },
  );

  test('is not invented where there is none', () => {
    const found = definitionNames.flatMap((name) => Object.values(checks).flatMap((check) => check(aDefinition(name))));

    expect(found).toEqual([]);
  });

  test('has been tried on every check, so that none of them is one that cannot fail', () => {
    expect(new Set(defects.map(({ caughtBy }) => caughtBy))).toEqual(new Set(Object.keys(checks)));
  });
});

function withDefect(name: DefinitionName, plant: Defect['plant']): Definition {
  const definition = aDefinition(name);
  plant((wanted) => stateIn(definition, wanted), definition);
  expect(definition).not.toEqual(aDefinition(name));
  return definition;
}

/** Renames a state of the outermost scope, and everything that leads to it. */
function rename(definition: Definition, from: string, to: string): void {
  const text = JSON.stringify(definition.States).replaceAll(`"${from}"`, `"${to}"`);
  definition.States = JSON.parse(text) as Definition['States'];
}
