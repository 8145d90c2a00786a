import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { DescribeKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import { DescribeStateMachineCommand, SFNClient } from '@aws-sdk/client-sfn';
import { dynamoClient } from '../../../lambdas/adapters/dynamo/client.ts';
import * as z from '../../../lambdas/domain/zod.ts';
import { askAws, type AwsAccess } from './ask-aws.ts';
import { stackOf } from './checks-of-account.ts';
import { couldNotLook, fine, toDo, type Check, type Finding } from './finding.ts';

const alarmsSchema = z.object({
  MetricAlarms: z.array(
    z.object({
      AlarmName: z.string(),
      AlarmDescription: z.optional(z.string()),
      StateValue: z.string(),
      ActionsEnabled: z.optional(z.boolean()),
    }),
  ),
  NextToken: z.optional(z.string()),
});
type Alarm = z.infer<typeof alarmsSchema>['MetricAlarms'][number];
const queuesSchema = z.object({ QueueUrls: z.optional(z.array(z.string())) });
const attributesSchema = z.object({ Attributes: z.object({ ApproximateNumberOfMessages: z.string() }) });

export interface DeploymentChecks {
  access: AwsAccess;
  formation: CloudFormationClient;
  kms: KMSClient;
  stage: string;
  /** All stages that have a file here. */
  known: readonly string[];
  /** Of this checkout; see `version-of-checkout.ts`. */
  version: string;
}

const NOT_DEPLOYED = {
  ja: 'デプロイされていません。デプロイ後にもう一度実行してください（docs/deploying.md の3）',
  en: 'deploy as in step 3 of docs/deploying.md, and look again',
};

export function checksOfDeployment({ access, formation, kms, stage, known, version }: DeploymentChecks): Check[] {
  const prefix = `visionlift-${stage}`;
  const isOurs = ownedBy(stage, known);
  return [
    { name: 'stack', look: async () => lookAtStack(formation, prefix) },
    { name: 'version', look: async () => lookAtVersion(formation, prefix, version) },
    { name: 'keys', look: async () => lookAtKeys(kms, [`alias/${prefix}-data`, `alias/${prefix}-vault`]) },
    { name: 'dead-letters', look: async () => lookAtDeadLetters(access, prefix, isOurs) },
    { name: 'alarms', look: async () => lookAtAlarms(access, prefix, isOurs) },
  ];
}

/**
 * Whether a name that begins with the prefix of a stage is of that stage: AWS lists by prefixes, and `visionlift-prod-` is
 * also how names of a stage `prod-2` begin. Other stages are known by their files in this checkout; where one has its file
 * elsewhere, what it shows counts as of this stage.
 */
function ownedBy(stage: string, known: readonly string[]): (name: string) => boolean {
  const longer = known.filter((each) => each.startsWith(`${stage}-`)).map((each) => `visionlift-${each}-`);
  return (name) => !longer.some((prefix) => name.startsWith(prefix));
}

async function lookAtStack(formation: CloudFormationClient, name: string): Promise<Finding> {
  const stack = await stackOf(formation, name);
  if (!stack) return toDo({ ja: `${name}がありません`, en: `there is no ${name}` }, NOT_DEPLOYED);
  const status = stack.StackStatus ?? '?';
  if (!/^(?:CREATE|UPDATE|UPDATE_ROLLBACK)_COMPLETE$/u.test(status)) {
    return toDo(
      { ja: `状態は ${status}です`, en: `it is in ${status}` },
      {
        ja: 'docs/deploying.md の「When the first deployment fails」を参照してください',
        en: 'see "When the first deployment fails" of docs/deploying.md',
      },
    );
  }
  if (stack.EnableTerminationProtection) return fine(`${status}、削除保護あり`, `${status}, protected from deletion`);
  return toDo(
    { ja: `${status}、削除保護がありません`, en: `${status}, and nothing keeps it from being deleted` },
    {
      ja: '"deletionProtection": true にして再デプロイしてください',
      en: 'set "deletionProtection": true and deploy again',
    },
  );
}

async function lookAtVersion(formation: CloudFormationClient, name: string, here: string): Promise<Finding> {
  const stack = await stackOf(formation, name);
  if (!stack) return couldNotLook(`there is no ${name}`, NOT_DEPLOYED);
  const deployed = stack.Outputs?.find(({ OutputKey }) => OutputKey === 'Version')?.OutputValue;
  if (deployed === here && !here.endsWith('.dirty')) return fine(here, here);
  return toDo(
    {
      ja: `デプロイ済み ${deployed ?? '不明（旧版）'}、手元 ${here}`,
      en: `deployed is ${deployed ?? 'an older one that does not say'}, this checkout is ${here}`,
    },
    {
      ja: `gitで同じコミットに合わせるか、npx cdk diff -c stage=${name.slice('visionlift-'.length)}で差分を確認してデプロイしてください`,
      en: `check out the commit that is deployed; or see npx cdk diff -c stage=${name.slice('visionlift-'.length)}, and deploy`,
    },
  );
}

/** Whether every key can be used; also on this computer. */
export async function lookAtKeys(kms: KMSClient, keys: readonly string[]): Promise<Finding> {
  const states = await Promise.all(
    keys.map(async (key) => {
      try {
        const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: key }));
        return { key, state: KeyMetadata?.KeyState ?? (KeyMetadata?.Enabled ? 'Enabled' : 'Disabled') };
      } catch (error) {
        if (error instanceof Error && error.name === 'NotFoundException') return { key, state: 'missing' };
        throw error;
      }
    }),
  );
  const unusable = states.filter(({ state }) => state !== 'Enabled');
  if (unusable.length === 0) return fine(`${keys.join(', ')}は有効です`, `${keys.join(', ')} can be used`);
  const which = unusable.map(({ key, state }) => `${key} ${state}`).join(', ');
  if (unusable.every(({ state }) => state === 'missing')) return toDo({ ja: which, en: which }, NOT_DEPLOYED);
  return toDo(
    { ja: `使用できないキー: ${which}`, en: `cannot be used: ${which}` },
    {
      ja: 'aws kms cancel-key-deletion と aws kms enable-key で戻してください。削除された鍵で封じたものは開けられません',
      en: 'bring it back by aws kms cancel-key-deletion and aws kms enable-key: what a deleted key sealed is lost',
    },
  );
}

async function lookAtDeadLetters(
  access: AwsAccess,
  prefix: string,
  isOurs: (name: string) => boolean,
): Promise<Finding> {
  const input = { QueueNamePrefix: `${prefix}-`, MaxResults: 1000 };
  const listed = await askAws('sqs', { target: 'AmazonSQS.ListQueues', version: '1.0', input }, access);
  const urls = (queuesSchema.parse(listed).QueueUrls ?? []).filter(
    (url) => url.endsWith('-dead-letters') && isOurs(queueOf(url)),
  );
  if (urls.length === 0) return couldNotLook(`no queue ${prefix}-...-dead-letters`, NOT_DEPLOYED);
  const counts = await Promise.all(
    urls.map(async (QueueUrl) => {
      const asked = { QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] };
      const answer = await askAws(
        'sqs',
        { target: 'AmazonSQS.GetQueueAttributes', version: '1.0', input: asked },
        access,
      );
      const { ApproximateNumberOfMessages: count } = attributesSchema.parse(answer).Attributes;
      return { queue: queueOf(QueueUrl), count: Number(count) };
    }),
  );
  const full = counts.filter(({ count }) => count > 0);
  if (full.length === 0)
    return fine(`${String(urls.length)} 個のキューは空です`, `${String(urls.length)} queues are empty`);
  const which = full.map(({ queue, count }) => `${queue} ${String(count)}`).join(', ');
  return toDo(
    { ja: `残っています: ${which}`, en: `there are some: ${which}` },
    { ja: 'docs/runbook.ja.md#dead-letters', en: 'docs/runbook.md#dead-letters' },
  );
}

function queueOf(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1);
}

function namesOf(alarms: readonly Alarm[]): string {
  return alarms.map(({ AlarmName }) => AlarmName).join(', ');
}

/** Where the alarm itself leads to in the runbook; several share a section. */
function runbookOf({ AlarmDescription = '' }: Alarm): string {
  return / Runbook: (\S+)$/u.exec(AlarmDescription)?.[1] ?? 'docs/runbook.md';
}

async function lookAtAlarms(access: AwsAccess, prefix: string, isOurs: (name: string) => boolean): Promise<Finding> {
  const alarms: Alarm[] = [];
  let NextToken: string | undefined;
  do {
    const input = { AlarmNamePrefix: `${prefix}-`, MaxRecords: 100, ...(NextToken !== undefined && { NextToken }) };
    const target = 'GraniteServiceVersion20100801.DescribeAlarms';
    const page = alarmsSchema.parse(await askAws('cloudwatch', { target, version: '1.0', input }, access));
    alarms.push(...page.MetricAlarms.filter(({ AlarmName }) => isOurs(AlarmName)));
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  if (alarms.length === 0) return couldNotLook(`no alarm ${prefix}-...`, NOT_DEPLOYED);
  const ringing = alarms.filter(({ StateValue }) => StateValue === 'ALARM');
  if (ringing.length > 0) {
    const sections = [...new Set(ringing.map(runbookOf))].join(', ');
    return toDo(
      { ja: `ALARM: ${namesOf(ringing)}`, en: `in ALARM: ${namesOf(ringing)}` },
      { ja: sections.replaceAll('docs/runbook.md', 'docs/runbook.ja.md'), en: sections },
    );
  }
  const mute = alarms.filter(({ ActionsEnabled }) => ActionsEnabled === false).map(({ AlarmName }) => AlarmName);
  if (mute.length > 0) {
    return toDo(
      { ja: `通知が無効です: ${mute.join(', ')}`, en: `they tell nobody: ${mute.join(', ')}` },
      {
        ja: `aws cloudwatch enable-alarm-actions --alarm-names ${mute.join(' ')}`,
        en: `aws cloudwatch enable-alarm-actions --alarm-names ${mute.join(' ')}`,
      },
    );
  }
  return fine(`${String(alarms.length)}個のアラームに異常なし`, `none of ${String(alarms.length)} is in ALARM`);
}

/** Whether what `npm run local` has left its addresses of still answers: its tables and its machine. */
export async function lookAtServices(tables: readonly string[], machine: string): Promise<Finding> {
  try {
    await Promise.all([
      ...tables.map((TableName) => dynamoClient().send(new DescribeTableCommand({ TableName }))),
      new SFNClient({ maxAttempts: 1 }).send(new DescribeStateMachineCommand({ stateMachineArn: machine })),
    ]);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return toDo(
      { ja: `応答しません: ${why}`, en: `it does not answer: ${why}` },
      { ja: 'npm run local を別の端末で起動し直してください', en: 'start npm run local again in another terminal' },
    );
  }
  return fine('テーブルとステートマシンが応答しています', 'its tables and machines answer');
}
