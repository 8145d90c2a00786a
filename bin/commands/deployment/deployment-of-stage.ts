import { existsSync, readFileSync } from 'node:fs';
import { CloudFormationClient, DescribeStacksCommand, type Stack } from '@aws-sdk/client-cloudformation';
import * as z from '../../../lambdas/domain/zod.ts';
import { requestHandler } from '../../../lambdas/adapters/request-handler.ts';
import { CommandError } from '../shared/command-error.ts';
import type { Deployment } from './deployment.ts';

const outputsSchema = z.object({
  RecordsTable: z.string(),
  VaultTable: z.string(),
  VaultKeyArn: z.string(),
  IntakeBucket: z.string(),
  ReportsBucket: z.string(),
  EvidenceBucket: z.string(),
  MigrateBatchArn: z.string(),
  MigrateTenantArn: z.string(),
  HandOverTenantArn: z.string(),
  AttendedEnvironment: z.optional(z.string()),
});

const environmentSchema = z.record(z.string(), z.string());

/** What CloudFormation takes in the name of a stack. */
const NAME_OF_A_STAGE = /^[A-Za-z0-9-]{1,100}$/u;

const STAGES = new URL('../../../stages/', import.meta.url);

/**
 * The deployment of a stage on AWS, by the outputs of its stack; credentials come by the usual chain. Without a region it
 * is that of `stages/NAME.json`, where this copy has that file: it was deployed there.
 */
export async function deploymentOfStage(stage: string, region: string | undefined): Promise<Deployment> {
  if (!NAME_OF_A_STAGE.test(stage)) throw noStage(stage);
  const where = region ?? regionOfFile(stage);
  // For the clients that commands make afterwards as well.
  if (where !== undefined) process.env['AWS_REGION'] = where;
  const client = new CloudFormationClient({ requestHandler: requestHandler({ connection: 5000, answer: 20_000 }) });
  const name = `visionlift-${stage}`;
  const found = await client.config.region();
  const stack = await describe(client, name, found);
  const named = new Map((stack?.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
  const outputs = outputsSchema.safeParse(Object.fromEntries(named));
  if (!outputs.success) {
    throw new CommandError({
      code: 'deployment-too-old',
      message: `${name} in ${found} lacks the outputs ${outputs.error.issues.map(({ path }) => path.join('.')).join(', ')}`,
      whatToDo: `deploy this version first: npx cdk deploy -c stage=${stage}`,
    });
  }
  const { data } = outputs;
  return {
    called: { ja: `ステージ ${stage}、${found}`, en: `stage ${stage} in ${found}` },
    words: `--stage ${stage}${region === undefined ? '' : ` --region ${region}`}`,
    region: found,
    recordsTable: data.RecordsTable,
    vaultTable: data.VaultTable,
    vaultKey: data.VaultKeyArn,
    intakeBucket: data.IntakeBucket,
    reportsBucket: data.ReportsBucket,
    evidenceBucket: data.EvidenceBucket,
    migrateBatchArn: data.MigrateBatchArn,
    migrateTenantArn: data.MigrateTenantArn,
    handOverTenantArn: data.HandOverTenantArn,
    functions:
      data.AttendedEnvironment === undefined ? null : environmentSchema.parse(JSON.parse(data.AttendedEnvironment)),
    consoleOrigin: `https://${found}.console.aws.amazon.com`,
  };
}

const fileSchema = z.object({ region: z.string().check(z.minLength(1)) });

/** What the file of the stage says, and nothing where there is none: commands run without it, too. */
function regionOfFile(stage: string): string | undefined {
  const file = new URL(`${stage}.json`, STAGES);
  if (!existsSync(file)) return undefined;
  try {
    return fileSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).region;
  } catch (cause) {
    throw new CommandError(
      {
        code: 'stage-file-unreadable',
        message: `stages/${stage}.json does not say its region: ${cause instanceof Error ? cause.message : String(cause)}`,
        whatToDo: 'mend the file, or give --region, such as ap-northeast-1',
      },
      { cause },
    );
  }
}

function noStage(stage: string): CommandError {
  return new CommandError({
    code: 'stage-name-impossible',
    message: `"${stage}" is no name of a stage`,
    whatToDo: 'a stage is named by letters, digits and hyphens, as in stages/NAME.json',
  });
}

async function describe(client: CloudFormationClient, name: string, region: string): Promise<Stack | undefined> {
  try {
    return (await client.send(new DescribeStacksCommand({ StackName: name }))).Stacks?.[0];
  } catch (cause) {
    // CloudFormation has no error of its own for a stack that is not there.
    if (!(cause instanceof Error && cause.name === 'ValidationError' && /does not exist/u.test(cause.message)))
      throw cause;
    const failure = {
      code: 'no-deployment',
      message: `there is no deployment ${name} in ${region}, in the account of these credentials`,
      whatToDo: 'check --stage and --region, and whose account it is: aws sts get-caller-identity',
    };
    throw new CommandError(failure, { cause });
  }
}
