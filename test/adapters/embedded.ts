import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll } from 'vitest';
import { dynamoClient } from '../../lambdas/adapters/dynamo/client.ts';
import { mainTable, vaultTable } from '../../lambdas/adapters/dynamo/tables.ts';
import { startEmbeddedAws, type EmbeddedAws } from '../../local/aws/embedded-aws.ts';

export const MAIN_TABLE = 'visionlift';
export const VAULT_TABLE = 'visionlift-vault';
export const VAULT_KEY = 'alias/visionlift-vault';
export const LINK_KEY = 'alias/visionlift-links';
export const INTAKE_BUCKET = 'intake';
export const REPORTS_BUCKET = 'reports';

/** Embedded AWS for the tests of one file, reached as on AWS: by the environment, through the clients of the product. */
export async function embeddedAws(): Promise<EmbeddedAws> {
  const aws = await startEmbeddedAws({
    buckets: [INTAKE_BUCKET, REPORTS_BUCKET],
    versionedBuckets: [INTAKE_BUCKET],
    keys: [VAULT_KEY, LINK_KEY],
  });
  Object.assign(process.env, aws.environment);
  await dynamoClient().send(new CreateTableCommand(mainTable(MAIN_TABLE)));
  await dynamoClient().send(new CreateTableCommand(vaultTable(VAULT_TABLE)));
  afterAll(() => aws.close());
  return aws;
}

/** Sends every such request twice and gives the second answer, as the SDK does when the first one was lost. */
export function clientThatRepeats(command: string): DynamoDBClient {
  const client = new DynamoDBClient({});
  client.middlewareStack.add(
    (next, context) => async (args) => {
      if (context.commandName === command) await next(args);
      return next(args);
    },
    { step: 'initialize' },
  );
  return client;
}
