import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { dynamoClient } from '../../lambdas/adapters/dynamo/client.ts';
import { mainTable, vaultTable } from '../../lambdas/adapters/dynamo/tables.ts';
import { startEmbeddedAws } from '../../local/aws/embedded-aws.ts';

export const STAGE = 'trial';
export const OUTPUTS = {
  RecordsTable: 'visionlift-trial',
  VaultTable: 'visionlift-trial-vault',
  VaultKeyArn: 'alias/visionlift-trial-vault',
  IntakeBucket: 'trial-intake',
  ReportsBucket: 'trial-reports',
  EvidenceBucket: 'trial-evidence',
  MigrateBatchArn: 'arn:aws:states:ap-northeast-1:123456789012:stateMachine:visionlift-trial-migrate-batch',
  MigrateTenantArn: 'arn:aws:states:ap-northeast-1:123456789012:stateMachine:visionlift-trial-migrate-tenant',
  HandOverTenantArn: 'arn:aws:states:ap-northeast-1:123456789012:stateMachine:visionlift-trial-hand-over-tenant',
};

export interface Stage {
  /** With these variables the command finds the stage as it would on AWS. */
  environment: Record<string, string>;
  /** ARNs of the executions that Step Functions says are running. */
  running: Set<string>;
  /** Executions that were asked for, as StartExecution has them. */
  started: Started[];
  /** What states were answered, by their token. */
  answers: Map<string, unknown>;
  close(): Promise<void>;
}

/**
 * A stage as a command meets it on AWS: CloudFormation knows the stack and its outputs, the services behind them are
 * embedded ones, and nothing reads what is uploaded. This process's own clients reach them as well.
 */
export async function aStage(): Promise<Stage> {
  const { RecordsTable, VaultTable, VaultKeyArn, IntakeBucket, ReportsBucket, EvidenceBucket } = OUTPUTS;
  const aws = await startEmbeddedAws({
    buckets: [IntakeBucket, ReportsBucket, EvidenceBucket],
    versionedBuckets: [IntakeBucket],
    keys: [VaultKeyArn],
  });
  Object.assign(process.env, aws.environment);
  await dynamoClient().send(new CreateTableCommand(mainTable(RecordsTable)));
  await dynamoClient().send(new CreateTableCommand(vaultTable(VaultTable)));
  const formation = await cloudFormation(OUTPUTS);
  const running = new Set<string>();
  const started: Started[] = [];
  const answers = new Map<string, unknown>();
  const states = await stepFunctions({ running, started, answers });
  return {
    environment: {
      ...aws.environment,
      AWS_ENDPOINT_URL_CLOUDFORMATION: formation.url,
      AWS_ENDPOINT_URL_SFN: states.url,
    },
    running,
    started,
    answers,
    close: async () => {
      await Promise.all([aws.close(), formation.close(), states.close()]);
    },
  };
}

interface Started {
  stateMachineArn: string;
  name: string;
  input: string;
}

interface Answer {
  taskToken: string;
  /** None of a task that failed. */
  output?: string;
}

/**
 * Step Functions, as far as it answers DescribeExecution (these run, no other is known), StartExecution, SendTaskSuccess
 * and SendTaskFailure.
 */
async function stepFunctions({ running, started, answers }: Pick<Stage, 'running' | 'started' | 'answers'>) {
  const type = 'application/x-amz-json-1.0';
  return answering((body) => {
    const asked = JSON.parse(body) as { executionArn: string } | Started | Answer;
    if ('taskToken' in asked) {
      answers.set(asked.taskToken, JSON.parse(asked.output ?? 'null'));
      return { status: 200, type, body: '{}' };
    }
    if ('stateMachineArn' in asked) {
      started.push(asked);
      return { status: 200, type, body: JSON.stringify({ executionArn: 'started', startDate: 0 }) };
    }
    const { executionArn } = asked;
    return running.has(executionArn)
      ? { status: 200, type, body: JSON.stringify({ executionArn, status: 'RUNNING' }) }
      : { status: 400, type, body: JSON.stringify({ __type: 'ExecutionDoesNotExist' }) };
  });
}

/** CloudFormation, as far as it answers DescribeStacks: it knows the stack of the stage, with these outputs. */
export async function cloudFormation(outputs: Record<string, string>) {
  const name = `visionlift-${STAGE}`;
  return answering((body) => {
    const asked = new URLSearchParams(body).get('StackName');
    return asked === name
      ? { status: 200, type: 'text/xml', body: described(name, outputs) }
      : { status: 400, type: 'text/xml', body: unknown(String(asked)) };
  });
}

/** A service of a few operations. */
async function answering(answer: (body: string) => { status: number; type: string; body: string }) {
  const server = createServer((request, response) => {
    let asked = '';
    request.setEncoding('utf8').on('data', (text: string) => (asked += text));
    request.on('end', () => {
      const { status, type, body } = answer(asked);
      response.writeHead(status, { 'content-type': type }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

function described(name: string, outputs: Record<string, string>): string {
  const members = Object.entries(outputs).map(
    ([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`,
  );
  return `<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks><member><StackName>${name}</StackName><CreationTime>2026-11-20T00:00:00Z</CreationTime><StackStatus>CREATE_COMPLETE</StackStatus><Outputs>${members.join('')}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;
}

function unknown(name: string): string {
  return `<ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><Error><Type>Sender</Type><Code>ValidationError</Code><Message>Stack with id ${name} does not exist</Message></Error></ErrorResponse>`;
}
