import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand, type CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { dynamoClient } from '../../../lambdas/adapters/dynamo/client.ts';
import { startEmbeddedAws, type EmbeddedAws } from '../../../local/aws/embedded-aws.ts';
import { serveStepFunctions } from '../../../local/aws/step-functions-endpoint.ts';
import { readObject, writeObject } from '../../../local/objects.ts';
import { functionNameOf } from '../../../local/states/arns.ts';
import { StepFunctionsEngine } from '../../../local/states/step-functions-engine.ts';
import { VirtualClock } from '../../../local/virtual-clock.ts';
import { bundledStack, type Resource, type Resources } from '../a-stack.ts';
import { LambdaProcess } from './lambda-process.ts';
import { matches } from './matches.ts';
import { ACCOUNT, bucketName, keyName, REGION, resolver } from './resolve.ts';

export interface DeployedStack {
  aws: EmbeddedAws;
  engine: StepFunctionsEngine;
  /** What the functions wrote to their logs, and what went wrong outside of any execution. */
  logs: string[];
  faults: unknown[];
  /** The bucket of this logical id's beginning: `BucketsIntake`. */
  bucket(beginning: string): string;
  close(): Promise<void>;
}

/**
 * The stack as it is synthesized, on this computer: its tables, buckets, rules and definitions from the template, and
 * its bundles in processes of their own with the environment that the template gives them. Nothing is taken from the
 * embedded mode but the services and the interpreter.
 */
export async function deployStack(settings: Parameters<typeof bundledStack>[0]): Promise<DeployedStack> {
  const outdir = mkdtempSync(join(tmpdir(), 'visionlift-deployed-'));
  const resources = bundledStack(settings, outdir);
  const resolve = resolver(resources);
  const all = (type: string): [string, Resource][] => Object.entries(resources).filter(([, { Type }]) => Type === type);
  const clock = new VirtualClock({ start: new Date(), speed: 'max', speedWhileBusy: 0 });
  const logs: string[] = [];
  const faults: unknown[] = [];

  const aws = await startEmbeddedAws({
    buckets: all('AWS::S3::Bucket').map(([id]) => bucketName(id)),
    versionedBuckets: all('AWS::S3::Bucket')
      .filter(([, { Properties }]) => Properties['VersioningConfiguration'] !== undefined)
      .map(([id]) => bucketName(id)),
    keys: all('AWS::KMS::Key').map(([id]) => keyName(id)),
    clock,
  });
  const functions = new Map<string, LambdaProcess>();
  const invoke = (nameOrArn: string, event: unknown): Promise<unknown> => {
    const name = functionNameOf(nameOrArn);
    const found = functions.get(name);
    if (!found) throw new Error(`the template has no function ${name}`);
    return found.invoke(event);
  };
  /** EventBridge: every rule that takes the event calls its targets. */
  const happened = async (event: object): Promise<void> => {
    for (const [, { Properties }] of all('AWS::Events::Rule')) {
      const { EventPattern, Targets } = resolve(Properties) as { EventPattern: unknown; Targets: { Arn: string }[] };
      // A rule of the clock takes no events.
      if (EventPattern === undefined || !matches(EventPattern, event)) continue;
      for (const { Arn } of Targets)
        await clock.busy(() => invoke(Arn, event)).catch((error: unknown) => faults.push(error));
    }
  };
  const engine = new StepFunctionsEngine({
    clock,
    region: REGION,
    accountId: ACCOUNT,
    invoke,
    objects: { get: readObject, put: writeObject },
    onClosed: (detail) =>
      happened({
        source: 'aws.states',
        'detail-type': 'Step Functions Execution Status Change',
        account: ACCOUNT,
        detail,
      }),
  });
  const endpoint = await serveStepFunctions(engine);
  Object.assign(process.env, aws.environment);
  const services = { ...aws.environment, AWS_ENDPOINT_URL_SFN: endpoint.url };
  for (const [, { Properties }] of all('AWS::Lambda::Function')) {
    const name = String(Properties['FunctionName']);
    const { Variables } = resolve(Properties['Environment']) as { Variables: Record<string, string> };
    functions.set(
      name,
      new LambdaProcess({
        name,
        file: fileOf(Properties, outdir),
        environment: { ...Variables, ...services },
        clock,
        onLog: (line) => logs.push(line),
      }),
    );
  }
  for (const [, { Properties }] of all('AWS::DynamoDB::Table')) {
    await dynamoClient().send(new CreateTableCommand(tableOf(resolve(Properties) as CreateTableCommandInput)));
  }
  for (const [, { Properties }] of all('AWS::StepFunctions::StateMachine')) {
    const { StateMachineName, DefinitionString } = resolve(Properties) as Record<string, string>;
    engine.createStateMachine({ name: StateMachineName ?? '', definition: DefinitionString });
  }
  aws.s3.onObjectCreated((event) => {
    void clock.busy(() => happened({ ...event, account: ACCOUNT }));
  });
  return {
    aws,
    engine,
    logs,
    faults,
    bucket: (beginning) => bucketName(idOf(resources, 'AWS::S3::Bucket', beginning)),
    close: async () => {
      clock.close();
      for (const each of functions.values()) each.end();
      await Promise.all([aws.close(), endpoint.close()]);
      rmSync(outdir, { recursive: true });
    },
  };
}

/** Where the asset of a function lies: `asset.<hash>/confirm-licence.js`. */
function fileOf({ Code, Handler }: Record<string, unknown>, outdir: string): string {
  const hash = String((Code as { S3Key: string }).S3Key).replace(/\.zip$/u, '');
  return join(outdir, `asset.${hash}`, `${String(Handler).replace(/\.handler$/u, '')}.js`);
}

/** What CloudFormation passes on to DynamoDB when a table is created; the rest is set afterwards. */
function tableOf({ TableName, KeySchema, AttributeDefinitions, BillingMode }: CreateTableCommandInput) {
  return { TableName, KeySchema, AttributeDefinitions, BillingMode };
}

function idOf(resources: Resources, type: string, beginning: string): string {
  const [id, ...others] = Object.keys(resources).filter(
    (each) => resources[each]?.Type === type && each.startsWith(beginning),
  );
  if (id === undefined || others.length > 0) throw new Error(`the template has no single ${type} ${beginning}...`);
  return id;
}
