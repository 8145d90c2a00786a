import { DescribeStacksCommand, type CloudFormationClient, type Stack } from '@aws-sdk/client-cloudformation';
import type { STSClient } from '@aws-sdk/client-sts';
import { defaultQuotas, startRate, tenantLoad, type Quotas } from '../../../lambdas/domain/admission.ts';
import * as z from '../../../lambdas/domain/zod.ts';
import { startsOf } from '../../../lib/start-rate.ts';
import type { StageSettings } from '../../../lib/stage-settings.ts';
import { callerIdentity } from '../shared/caller-identity.ts';
import { askAws, type AwsAccess } from './ask-aws.ts';
import { couldNotLook, fine, toDo, type Check, type Finding } from './finding.ts';

/** AWS refuses what is signed more than five minutes off; a clock that runs away is told before. */
const MOST_SKEW_SECONDS = 60;
/** Of the roles and buckets that `cdk deploy` of this version needs. */
const BOOTSTRAP = 6;
/** What Step Functions starts in a second at most, and so a stage file may ask for. */
const MOST_STARTS = 300;

const quotasSchema = z.object({
  Quotas: z.array(z.object({ QuotaName: z.string(), Value: z.number() })),
  NextToken: z.optional(z.string()),
});
const accountSchema = z.object({ AccountLimit: z.object({ ConcurrentExecutions: z.number() }) });

/** Quotas as an account has them, and what of them a stage may start in a second whose settings say a number. */
export interface QuotasFound {
  quotas: Partial<Quotas>;
  startsPerSecond?: number;
}

export interface AccountChecks {
  access: AwsAccess;
  sts: STSClient;
  formation: CloudFormationClient;
  settings: StageSettings;
  /** Called with what was found, for `--write`. */
  onQuotas: (found: QuotasFound) => void;
}

export function checksOfAccount({ access, sts, formation, settings, onQuotas }: AccountChecks): Check[] {
  return [
    { name: 'account', look: async () => lookAtAccount(sts, settings) },
    { name: 'clock', look: async () => lookAtClock(sts) },
    { name: 'quotas', look: async () => lookAtQuotas(access, settings, onQuotas) },
    { name: 'bootstrap', look: () => lookAtBootstrap(formation) },
  ];
}

async function lookAtAccount(sts: STSClient, { account }: StageSettings): Promise<Finding> {
  const { caller, refusal } = await callerIdentity(sts);
  if (!caller) throw refusal ?? new Error('STS names no account');
  const { account: theirs } = caller;
  if (account === undefined) {
    return toDo(
      {
        ja: `認証情報のアカウントは ${theirs}です。設定ファイルには指定がありません`,
        en: `the credentials are of ${theirs}, and the stage file names no account`,
      },
      {
        ja: `"account": "${theirs}" を設定すると、別のアカウントへの誤ったデプロイを防げます`,
        en: `set "account": "${theirs}", so that a deployment to another account fails`,
      },
    );
  }
  if (account === theirs) return fine(theirs, theirs);
  return toDo(
    {
      ja: `認証情報のアカウントは ${theirs}、設定は ${account}です`,
      en: `the credentials are of ${theirs}, the stage is for ${account}`,
    },
    {
      ja: '正しいアカウントの認証情報を使ってください（AWS_PROFILE）',
      en: 'use credentials of that account (AWS_PROFILE)',
    },
  );
}

/** By the Date of an answer of AWS, halfway between question and answer. */
async function lookAtClock(sts: STSClient): Promise<Finding> {
  const { refusal, secondsAhead: skew } = await callerIdentity(sts);
  if (skew === undefined) {
    if (refusal !== undefined) throw refusal;
    return couldNotLook('no Date in the answer of AWS', {
      ja: '別の時計と比べてください',
      en: 'compare this clock with another one',
    });
  }
  // The header has whole seconds.
  if (Math.abs(skew) <= MOST_SKEW_SECONDS) return fine(`AWSとの差 ${String(skew)}秒`, `${String(skew)} s from AWS`);
  return toDo(
    {
      ja: `このコンピュータの時計はAWSと ${String(skew)}秒ずれています`,
      en: `this computer's clock is ${String(skew)} s off`,
    },
    {
      ja: '時刻を同期してください。5分以上ずれるとAWSは要求を拒否します',
      en: 'synchronise it: AWS refuses requests that are five minutes off',
    },
  );
}

/** The names that Service Quotas has for them. */
const OF_STATES: readonly (readonly [keyof Quotas, RegExp])[] = [
  ['stateTransitions', /^StateTransition throttle token refill rate/iu],
  ['executionStarts', /^StartExecution throttle token refill rate/iu],
  ['taskAnswers', /^SendTaskSuccess throttle token refill rate/iu],
];

async function lookAtQuotas(
  access: AwsAccess,
  settings: StageSettings,
  onQuotas: AccountChecks['onQuotas'],
): Promise<Finding> {
  const [ofStates, lambdaConcurrency] = await Promise.all([quotasOfStates(access), concurrencyOf(access)]);
  const found: Partial<Quotas> = { ...ofStates, lambdaConcurrency };
  const missing = OF_STATES.filter(([name]) => found[name] === undefined).map(([name]) => name);
  const { region, quotas, defaultHands } = settings;
  const { vendorTenants } = quotas;
  const known = { ...defaultQuotas(region), ...(vendorTenants !== undefined && { vendorTenants }), ...found };
  const rate = startRate(known, tenantLoad(defaultHands));
  const allowed = Math.min(rate.perSecond, MOST_STARTS);
  const now = startsOf(settings).perSecond;
  // Somebody who asks for fewer has a reason; without a number the starts follow from the quotas, more of them at first.
  const { startsPerSecond } = settings;
  onQuotas({
    quotas: found,
    ...(startsPerSecond !== undefined && { startsPerSecond: Math.min(startsPerSecond, allowed) }),
  });
  const values = Object.entries(found)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ');
  if (missing.length > 0) {
    return couldNotLook(`Service Quotas lists no ${missing.join(', ')} (${values})`, {
      ja: 'Service Quotasのコンソールで確認し、設定ファイルの "quotas" に記入してください',
      en: 'look into the console of Service Quotas, and write them into "quotas" of the stage file',
    });
  }
  const raise = {
    ja: `${rate.binding}の引き上げをService Quotasで申請するか、npm run -s visionlift -- doctor --stage ${settings.stage} --write で開始数を合わせて再デプロイしてください`,
    en: `ask Service Quotas for more of ${rate.binding}; or let the starts follow by npm run -s visionlift -- doctor --stage ${settings.stage} --write, and deploy`,
  };
  if (rate.allowed[rate.binding] < 1) {
    return toDo(
      {
        ja: `毎秒 1 テナントの開始にも足りません（${values}）`,
        en: `they do not even allow one start a second (${values})`,
      },
      {
        ja: `${rate.binding}の引き上げをService Quotasで申請してください`,
        en: `ask Service Quotas for more of ${rate.binding}`,
      },
    );
  }
  if (now > allowed) {
    return toDo(
      {
        ja: `毎秒 ${String(now)}件の開始設定に対し、クォータが許すのは ${String(allowed)}件です（${values}）`,
        en: `the stage starts ${String(now)} tenants a second, and they allow ${String(allowed)} (${values})`,
      },
      raise,
    );
  }
  return fine(
    `毎秒 ${String(now)}件の開始に足ります（上限 ${String(allowed)}件。${values}）`,
    `enough for ${String(now)} starts a second, of ${String(allowed)} (${values})`,
  );
}

async function quotasOfStates(access: AwsAccess): Promise<Partial<Quotas>> {
  const found: Partial<Quotas> = {};
  let NextToken: string | undefined;
  do {
    const input = { ServiceCode: 'states', MaxResults: 100, ...(NextToken !== undefined && { NextToken }) };
    const target = 'ServiceQuotasV20190624.ListServiceQuotas';
    const page = quotasSchema.parse(await askAws('quotas', { target, version: '1.1', input }, access));
    for (const { QuotaName, Value } of page.Quotas) {
      const name = OF_STATES.find(([, pattern]) => pattern.test(QuotaName))?.[0];
      if (name) found[name] = Value;
    }
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  return found;
}

async function concurrencyOf(access: AwsAccess): Promise<number> {
  const answer = await askAws('lambda', { path: '/2016-08-19/account-settings' }, access);
  return accountSchema.parse(answer).AccountLimit.ConcurrentExecutions;
}

async function lookAtBootstrap(formation: CloudFormationClient): Promise<Finding> {
  const whatToDo = {
    ja: 'npx cdk bootstrap を実行してください（docs/deploying.md の3）',
    en: 'run npx cdk bootstrap, as in step 3 of docs/deploying.md',
  };
  const stack = await stackOf(formation, 'CDKToolkit');
  if (!stack)
    return toDo(
      { ja: 'このリージョンはブートストラップされていません', en: 'this region is not bootstrapped' },
      whatToDo,
    );
  const version = Number(stack.Outputs?.find(({ OutputKey }) => OutputKey === 'BootstrapVersion')?.OutputValue);
  if (version >= BOOTSTRAP) return fine(`バージョン ${String(version)}`, `version ${String(version)}`);
  const seen = Number.isNaN(version) ? '?' : String(version);
  return toDo(
    {
      ja: `バージョン ${seen}は ${String(BOOTSTRAP)}より古い`,
      en: `version ${seen} is older than ${String(BOOTSTRAP)}`,
    },
    whatToDo,
  );
}

/** Undefined where there is none of that name. */
export async function stackOf(formation: CloudFormationClient, name: string): Promise<Stack | undefined> {
  try {
    return (await formation.send(new DescribeStacksCommand({ StackName: name }))).Stacks?.[0];
  } catch (error) {
    // CloudFormation has no error of its own for a stack that is not there.
    if (error instanceof Error && error.name === 'ValidationError' && error.message.includes('does not exist')) {
      return undefined;
    }
    throw error;
  }
}
