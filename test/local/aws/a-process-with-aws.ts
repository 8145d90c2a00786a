import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { DecryptCommand, EncryptCommand, KMSClient } from '@aws-sdk/client-kms';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SESClient, SendEmailCommand } from '@aws-sdk/client-ses';
import { startEmbeddedAws } from '../../../local/aws/embedded-aws.ts';

/**
 * Runs in a process of its own: uses each service through a client that knows nothing but the environment, prints what
 * came of it, closes the services and leaves its clients' connections open.
 */
const [, , directory = ''] = process.argv;
const object = { Bucket: 'visionlift-intake', Key: 'a b.csv' };
const aws = await startEmbeddedAws({
  directory,
  buckets: [object.Bucket],
  versionedBuckets: [object.Bucket],
  keys: ['alias/visionlift-vault'],
});
Object.assign(process.env, aws.environment);
const heard: string[] = [];
aws.s3.onObjectCreated(({ detail }) => heard.push(detail.object.key));

const { TableNames } = await new DynamoDBClient().send(new ListTablesCommand());

const s3 = new S3Client();
await s3.send(new PutObjectCommand({ ...object, Body: 'content' }));
const { Body } = await s3.send(new GetObjectCommand(object));

const kms = new KMSClient();
const { CiphertextBlob } = await kms.send(
  new EncryptCommand({ KeyId: 'alias/visionlift-vault', Plaintext: Buffer.from('secret') }),
);
const { Plaintext } = await kms.send(new DecryptCommand({ CiphertextBlob }));

await new SESClient().send(
  new SendEmailCommand({
    Source: 'desk@example.com',
    Destination: { ToAddresses: ['a@example.jp'] },
    Message: { Subject: { Data: '件名' }, Body: { Text: { Data: '本文' } } },
  }),
);

console.log(
  JSON.stringify({
    dynamoDb: TableNames,
    s3: await Body?.transformToString(),
    ses: aws.ses.messages().map(({ subject }) => subject),
    kms: Plaintext && Buffer.from(Plaintext).toString(),
    heard,
    credentials: await s3.config.credentials(),
  }),
);
await aws.close();
