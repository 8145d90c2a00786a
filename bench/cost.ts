import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { costOf, type Usage } from '../lambdas/domain/estimate/cost.ts';
import { PRICES } from '../lambdas/domain/estimate/prices.ts';
import { machineArn } from '../local/deployment.ts';
import { startEmbeddedStack, type EmbeddedStack } from '../local/embedded-stack.ts';
import { upload } from '../local/upload.ts';
import type { TenantScenario } from '../lambdas/simulated-vendor/tenant-scenario.ts';
import { PersonAtTheDesk } from '../test/journeys/a-person-at-the-desk.ts';
import { countAwsCalls, type AwsCalls } from './aws-calls.ts';
import { manyTenants, tenantIdOf } from './many-tenants.ts';
import type { Figures, Section } from './section.ts';

/** What a batch of its own costs is told from what a tenant costs by two batches: of one tenant, and of these more. */
const MORE = 8;

/** Eight looks, as many as an update of 20 to 30 minutes takes on average, rounded up. */
const UPDATE_MINUTES = 25.5;

/**
 * Assumed, since nothing was run on AWS: a few calls of 5 to 10 ms; a browser's launch, sign-in and step; bytes of a
 * log record.
 */
const INVOCATION_SECONDS = 0.1;
const BROWSER_SECONDS = 10;
/** The functions that look at a console without a token: a browser each, as those with a token have. */
const LOOKS: ReadonlySet<string> = new Set(['CheckProvisioning', 'CheckConnection', 'CheckUpdate']);
/** The browser that claims the primary account waits for its mail: 5 to 20 seconds at the simulated vendor. */
const CODE_SECONDS = 12.5;
const LAMBDA_LOG_BYTES = 700;
const MACHINE_LOG_BYTES = 400;
const GIGABYTES = { function: 0.5, browser: 2 };

interface Path {
  name: string;
  says: string;
  scenario: TenantScenario;
  prefix: 'incoming' | 'dry-run';
  goal?: { atMost: number };
}

const PATHS: readonly Path[] = [
  {
    name: 'clean',
    says: 'clean tenant, one user account',
    scenario: { faults: [] },
    prefix: 'incoming',
    goal: { atMost: 0.0015 },
  },
  {
    name: 'temporaryProblem',
    says: 'two temporary problems',
    scenario: { faults: [{ name: 'TEMPORARY_PROBLEM', count: 2 }] },
    prefix: 'incoming',
  },
  {
    name: 'expiredLicence',
    says: 'expired licence',
    scenario: { faults: [{ name: 'EXPIRED_LICENCE' }] },
    prefix: 'incoming',
  },
  { name: 'dryRun', says: 'dry run', scenario: { faults: [] }, prefix: 'dry-run' },
  // The last: so many updates without an end trip the circuit breaker, which would hold anyone who comes after them.
  {
    name: 'updateNeverEnds',
    says: 'an update that never ends',
    scenario: { faults: [{ name: 'UPDATE_NEVER_ENDS' }] },
    prefix: 'incoming',
  },
];

/** What a tenant costs: counted in runs over the embedded services, by the SDK's own clients, priced from one table. */
export const cost: Section = {
  name: 'cost',
  what: `what one tenant costs, counted in batches over the embedded services and priced from the list of ${PRICES.asOf} (${PRICES.region}); taken are ${String(INVOCATION_SECONDS)} s for an invocation, ${String(BROWSER_SECONDS)} s for a browser, and ${String(CODE_SECONDS)} s more for the one that waits for a code`,
  run: () => walked('scripted', PATHS),
};

/** Cost of a tenant whose every step a person does: the machine polls nobody, and the desk has its own share. */
export const costByHand: Section = {
  name: 'costByHand',
  what: 'what a tenant costs whose every step is done by a person at the desk, counted and priced as above; two calls of the desk for each page that is answered, with the session looked at in both',
  run: () =>
    walked('operator', [
      { name: 'clean', says: 'clean tenant, one user account', scenario: { faults: [] }, prefix: 'incoming' },
    ]),
};

/** Two batches for each path, over the embedded services. */
async function walked(hands: 'operator' | 'scripted', paths: readonly Path[]): Promise<Figures> {
  const directory = await mkdtemp(join(tmpdir(), 'visionlift-cost-'));
  const scenario = new Map<string, TenantScenario>();
  const stack = await startEmbeddedStack({
    directory,
    speed: 'max',
    hands,
    scenario,
    settings: { releaseBy: 'automatic' },
    whilePeopleAreAsked: Infinity,
    onFault: (error) => {
      throw error;
    },
  });
  const calls = countAwsCalls();
  const person = new PersonAtTheDesk(stack);
  const atWork = hands === 'operator' ? person.work() : Promise.resolve();
  try {
    const figures: Figures[] = [];
    let first = 0;
    for (const path of paths) {
      const take = async (count: number): Promise<Counted> => {
        for (let index = first; index < first + count; index++) {
          scenario.set(tenantIdOf(index), { updateMinutes: UPDATE_MINUTES, ...path.scenario });
        }
        const key = `${path.prefix}/${path.name}-${String(count)}.csv`;
        const given = person.given.length;
        const used = await usageOf(stack, calls, key, manyTenants(count, first));
        first += count;
        return hands === 'operator' ? byHand(used, person.given.length - given) : used;
      };
      const one = await take(1);
      figures.push(figuresOf(path, each(one, await take(1 + MORE))));
    }
    return figures.reduce((all, some) => ({ ...all, ...some }), {});
  } finally {
    person.stop();
    await atWork;
    await stack.close();
    await rm(directory, { recursive: true, force: true });
  }
}

interface Counted extends Usage {
  handOverTransitions: number;
  tokenInvocations: number;
  looks: number;
}

/** What a batch used, from its upload to the end of everything it started. */
async function usageOf(stack: EmbeddedStack, calls: AwsCalls, key: string, csv: string): Promise<Counted> {
  const { engine } = stack;
  const before = { ...calls };
  const known = new Set(executions(stack).map(({ executionArn }) => executionArn));
  await upload(stack, key, Buffer.from(csv));
  await engine.idle();
  const own = executions(stack).filter(({ executionArn }) => !known.has(executionArn));
  const figures = own.map(({ executionArn }) => engine.figuresOf(executionArn));
  const claims = figures.flatMap(({ states }) => states).filter((state) => state === 'ClaimPrimaryAccount').length;
  const events = figures.reduce((sum, each) => sum + each.events, 0);
  const entered = figures.flatMap(({ states }) => states);
  const looks = entered.filter((state) => LOOKS.has(state)).length;
  const invocations = own.reduce(
    (sum, { executionArn }) =>
      sum + count(stack, executionArn, /^(Lambda)?Task.*Scheduled$|^LambdaFunctionScheduled$/u),
    0,
  );
  const withToken = own.reduce((sum, { executionArn }) => sum + count(stack, executionArn, /^TaskSubmitted$/u), 0);
  return {
    stateTransitions: entered.length,
    handOverTransitions: own
      .filter(({ stateMachineArn }) => stateMachineArn === machineArn('hand-over-tenant'))
      .reduce((sum, { executionArn }) => sum + engine.figuresOf(executionArn).states.length, 0),
    lambdaRequests: invocations,
    lambdaGigabyteSeconds: invocations * INVOCATION_SECONDS * GIGABYTES.function,
    browserGigabyteSeconds: ((withToken + looks) * BROWSER_SECONDS + claims * CODE_SECONDS) * GIGABYTES.browser,
    tokenInvocations: withToken,
    looks,
    dynamoWriteUnits: calls.dynamoWriteUnits - before.dynamoWriteUnits,
    dynamoReadUnits: calls.dynamoReadUnits - before.dynamoReadUnits,
    kmsRequests: calls.kmsRequests - before.kmsRequests,
    mails: calls.mails - before.mails,
    s3Puts: calls.s3Puts - before.s3Puts,
    s3Gets: calls.s3Gets - before.s3Gets,
    logBytes: invocations * LAMBDA_LOG_BYTES + events * MACHINE_LOG_BYTES,
  };
}

function executions({ engine }: EmbeddedStack) {
  return ['migrate-batch', 'migrate-tenant', 'hand-over-tenant'].flatMap((name) =>
    engine.listExecutions(machineArn(name)),
  );
}

function count({ engine }: EmbeddedStack, executionArn: string, type: RegExp): number {
  return engine.getExecutionHistory(executionArn).filter((event) => type.test(event.type)).length;
}

/** A page that is opened, and one that is answered, each time; KMS says of both whether their session is ours. */
function byHand(used: Counted, answers: number): Counted {
  const pages = 2 * answers;
  const lambdaRequests = used.lambdaRequests + pages;
  const kmsRequests = used.kmsRequests + pages;
  const lambdaGigabyteSeconds = lambdaRequests * INVOCATION_SECONDS * GIGABYTES.function;
  return { ...used, lambdaRequests, lambdaGigabyteSeconds, kmsRequests, browserGigabyteSeconds: 0 };
}

/** What each tenant adds to a batch. */
function each(one: Counted, more: Counted): Counted {
  const names = Object.keys(one) as (keyof Counted)[];
  return names.reduce((sums, name) => ({ ...sums, [name]: (more[name] - one[name]) / MORE }), one);
}

function figuresOf({ name, says, goal }: Path, usage: Counted): Figures {
  const { browser, total, ...items } = costOf(usage);
  const figure = (key: string, what: string, value: number, unit: string, more = {}): Figures => ({
    [`${name}.${key}`]: { says: `${says}: ${what}`, value, unit, ...more },
  });
  return {
    ...figure('total', 'without browser', total - browser, '$', goal),
    ...(browser > 0 && figure('withBrowser', 'with browser', total, '$')),
    ...figure('stepFunctions', 'of it Step Functions', items.stepFunctions, '$'),
    ...figure('lambda', 'of it Lambda', items.lambda, '$'),
    ...figure('dynamoDb', 'of it DynamoDB', items.dynamoDb, '$'),
    ...figure('kms', 'of it KMS', items.kms, '$'),
    ...figure('ses', 'of it SES', items.ses, '$'),
    ...figure('s3', 'of it S3', items.s3, '$'),
    ...figure('logs', 'of it logs', items.logs, '$'),
    ...figure('transitions', 'state transitions', usage.stateTransitions, ''),
    ...figure('handOverTransitions', 'of those in the hand-over', usage.handOverTransitions, ''),
    ...figure('invocations', 'invocations of functions', usage.lambdaRequests, ''),
    ...figure('withToken', 'of those with a task token, a browser each', usage.tokenInvocations, ''),
    ...figure('looks', 'of those looks without one, a browser each', usage.looks, ''),
    ...figure('writeUnits', 'DynamoDB write units', usage.dynamoWriteUnits, ''),
    ...figure('readUnits', 'DynamoDB read units', usage.dynamoReadUnits, ''),
    ...figure('kmsRequests', 'KMS requests', usage.kmsRequests, ''),
    ...figure('mails', 'mails', usage.mails, ''),
  };
}
