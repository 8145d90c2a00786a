import { isDeepStrictEqual } from 'node:util';
import { expressionsIn, expressionsOf } from './expression.ts';
import {
  lambdaTasksOf,
  ownFieldsOf,
  statesOf,
  stringsIn,
  tasksOf,
  waitsForAToken,
  type Definition,
  type PlacedState,
  type Retrier,
} from './state-machine.ts';

/**
 * How often a Lambda task is tried again, the same for all of them.
 *
 * - Lambda's own transients, those of the services it asked, and a record that somebody else changed: 2, 4, 8, 16, 32, 60 s, about two minutes in all,
 *   each drawn from 0 to that time so that many tenants do not return at once.
 * - A first run that is still alive: 16 minutes, one more than a Lambda may live.
 * - Somebody has come to the mailbox that a code goes to: at once, and oftener than anybody is asked.
 * - The vendor's passing faults: 30, 60, 120, 240 s, seven and a half minutes.
 */
export const lambdaRetry: readonly Retrier[] = [
  {
    ErrorEquals: [
      'Lambda.TooManyRequestsException',
      'Lambda.ServiceException',
      'Lambda.AWSLambdaException',
      'Lambda.SdkClientException',
      'Lambda.Unknown',
      'Sandbox.Timedout',
      'AwsUnavailableError',
      'StaleRecordError',
    ],
    IntervalSeconds: 2,
    BackoffRate: 2,
    MaxAttempts: 6,
    MaxDelaySeconds: 60,
    JitterStrategy: 'FULL',
  },
  { ErrorEquals: ['StepStillRunningError', 'NotShownYetError'], IntervalSeconds: 60, BackoffRate: 1, MaxAttempts: 16 },
  { ErrorEquals: ['PersonIsReadyError'], IntervalSeconds: 1, BackoffRate: 1, MaxAttempts: 20 },
  {
    ErrorEquals: [
      'VendorUnavailableError',
      'SessionExpiredError',
      'VerificationCodeLateError',
      'VerificationCodeRefusedError',
      'MailRefusedError',
    ],
    IntervalSeconds: 30,
    BackoffRate: 2,
    MaxAttempts: 4,
    MaxDelaySeconds: 300,
  },
];

/**
 * How often a start is tried again: 1, 2, 4, 8, 16, 30, 30 s, a minute and a half, because a child of the Distributed
 * Map lives for five minutes. Step Functions' throttling has had more than one name.
 */
export const startRetry: readonly Retrier[] = [
  {
    ErrorEquals: [
      'StepFunctions.ThrottlingException',
      'StepFunctions.ExecutionLimitExceeded',
      'StepFunctions.ExecutionLimitExceededException',
      'StepFunctions.AWSStepFunctionsException',
      'StepFunctions.SfnException',
      'StepFunctions.SdkClientException',
    ],
    IntervalSeconds: 1,
    BackoffRate: 2,
    MaxAttempts: 7,
    MaxDelaySeconds: 30,
    JitterStrategy: 'FULL',
  },
];

const OTHER_PLACEHOLDERS = [
  ...['MigrateTenantArn', 'HandOverTenantArn', 'ReportsBucket'],
  ...['StartsAtFirst', 'StartsPerSecond', 'TenantsAtFirst'],
];

/** A task without a limit waits for a year. */
export function tasksHaveATimeout(definition: Definition): string[] {
  return tasksOf(definition)
    .filter(({ state }) => typeof state.TimeoutSeconds !== 'number' || state.TimeoutSeconds <= 0)
    .map(({ name }) => `${name} has no TimeoutSeconds`);
}

export function tasksRetryAlike(definition: Definition): string[] {
  const lambdas = new Set(lambdaTasksOf(definition).map(({ name }) => name));
  return tasksOf(definition)
    .filter(({ name, state }) => !isDeepStrictEqual(state.Retry, lambdas.has(name) ? lambdaRetry : startRetry))
    .map(({ name }) => `${name} does not have the Retry of its kind`);
}

/** An error that nothing catches ends the execution without an outcome; a box catches for all that it holds. */
export function tasksAreCaught(definition: Definition): string[] {
  return tasksOf(definition)
    .filter((task) => !catchesEverything(task))
    .map(({ name }) => `${name} can fail without a Catch for States.ALL, its own or of the box around it`);
}

/** The wildcard hides every error behind it, and Step Functions refuses it beside others. */
export function statesAllStandsLastAndAlone(definition: Definition): string[] {
  return statesOf(definition).flatMap(({ name, state }) =>
    [state.Retry ?? [], state.Catch ?? []].flatMap((handlers) =>
      handlers
        .filter(({ ErrorEquals }, index) => {
          const isLastAndAlone = index === handlers.length - 1 && ErrorEquals.length === 1;
          return ErrorEquals.includes('States.ALL') && !isLastAndAlone;
        })
        .map(() => `${name} names States.ALL before or beside other errors`),
    ),
  );
}

/**
 * The state's name is the function's placeholder, and a look by a person calls the function of the look; nothing else is bound
 * but what the stack knows.
 */
export function placeholdersAreKnown(definition: Definition): string[] {
  return statesOf(definition).flatMap(({ name, state }) => {
    return stringsIn(ownFieldsOf(state)).flatMap(({ path, text }) =>
      Array.from(text.matchAll(/\$\{([^}]*)\}/g), ([, placeholder]) => placeholder ?? '')
        .filter((placeholder) => {
          const isFunction = path.join('.') === 'Arguments.FunctionName';
          return isFunction ? placeholder !== functionOf(name) : !OTHER_PLACEHOLDERS.includes(placeholder);
        })
        .map((placeholder) => `${name} uses the unknown placeholder \${${placeholder}}`),
    );
  });
}

/**
 * A task that waits for a token hands it over and gets what was sent for it; a plain one gets an envelope, of which only
 * the Payload may go on. Mixed up, a state waits for days or reads undefined.
 */
export function resultsAreReadByKind(definition: Definition): string[] {
  return lambdaTasksOf(definition).flatMap(({ name, state }) => {
    const paths = new Set(expressionsOf(state).flatMap((expression) => [...expression.paths]));
    const handsOverToken = expressionsIn(state.Arguments).some(({ paths }) => paths.has('states.context.Task.Token'));
    const readsPayload = [...paths].some((path) => path.startsWith('states.result.Payload'));
    const readsEnvelope = [...paths].some((path) => /^states\.result(?!\.Payload)/.test(path));
    const problems: string[] = [];
    if (waitsForAToken(state)) {
      if (!handsOverToken) problems.push(`${name} waits for a token that it does not hand over`);
      if (readsPayload) problems.push(`${name} reads a Payload, but its result is what was sent for the token`);
    } else {
      if (handsOverToken) problems.push(`${name} hands over a token that it does not wait for`);
      if (readsEnvelope || state.Output === undefined) problems.push(`${name} passes on more than its Payload`);
    }
    return problems;
  });
}

/** `CheckUpdateByAPerson` calls `CheckUpdate`. */
export function functionOf(state: string): string {
  return state.replace(/(?<=^Check.+)ByAPerson$/u, '');
}

function catchesEverything({ state, within }: PlacedState): boolean {
  if (state.Catch?.some(({ ErrorEquals }) => ErrorEquals.includes('States.ALL'))) return true;
  // The children of a Distributed Map are executions of their own: an error inside is a failed item, not an error here.
  return within.owner !== undefined && !within.isolated && catchesEverything(within.owner);
}
