import { join } from 'node:path';
import type { Clock } from '../../lambdas/ports/clock.ts';
import { startDynamoDb, type EmbeddedDynamoDb } from './dynamodb.ts';
import { startKms, type EmbeddedKms } from './kms.ts';
import { S3_CREDENTIALS, startS3, type EmbeddedS3 } from './s3.ts';
import { startSes, type EmbeddedSes } from './ses.ts';
import { startSts, type EmbeddedSts } from './sts.ts';

export interface EmbeddedAwsOptions {
  /** Keeps tables, objects and keys from one run to the next; in memory and temporary files without it. */
  directory?: string;
  buckets: string[];
  /** Those of them that keep versions. */
  versionedBuckets?: readonly string[];
  /** KMS keys by name: `alias/visionlift-vault`. */
  keys: string[];
  /** Dates mails and S3 events; the system's clock without it. */
  clock?: Pick<Clock, 'now'>;
}

export interface EmbeddedAws {
  dynamoDb: EmbeddedDynamoDb;
  s3: EmbeddedS3;
  ses: EmbeddedSes;
  kms: EmbeddedKms;
  sts: EmbeddedSts;
  /** The variables with which unmodified SDK clients made afterwards reach these services and no others. */
  environment: Record<string, string>;
  /** Frees every port within a second; what was in progress is finished or cut off. A second call does nothing. */
  close(): Promise<void>;
}

/**
 * The AWS services of the embedded mode, in this process and on 127.0.0.1 only. The embedded run starts it before
 * anything makes an SDK client; tests start one of their own. Step Functions is served by the interpreter instead.
 */
export async function startEmbeddedAws({
  directory,
  buckets,
  versionedBuckets,
  keys,
  clock,
}: EmbeddedAwsOptions): Promise<EmbeddedAws> {
  const running: { close(): Promise<void> }[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(running.splice(0).map((service) => service.close()));
  };
  const keep = <T extends { close(): Promise<void> }>(service: T): T => {
    running.push(service);
    return service;
  };
  const within = (name: string) => (directory === undefined ? {} : { directory: join(directory, name) });
  try {
    // First, since it alone notices that another process uses the directory.
    const dynamoDb = keep(await startDynamoDb(within('dynamodb')));
    const s3 = keep(
      await startS3({
        ...within('s3'),
        buckets,
        ...(versionedBuckets && { versionedBuckets }),
        ...(clock && { clock }),
      }),
    );
    const ses = keep(await startSes(clock && { clock }));
    const kms = keep(await startKms({ ...within('kms'), keys }));
    const sts = keep(await startSts());
    return { dynamoDb, s3, ses, kms, sts, environment: environmentFor({ dynamoDb, s3, ses, kms, sts }), close };
  } catch (error) {
    await close();
    throw error;
  }
}

function environmentFor(
  services: Pick<EmbeddedAws, 'dynamoDb' | 's3' | 'ses' | 'kms' | 'sts'>,
): Record<string, string> {
  return {
    AWS_ENDPOINT_URL_DYNAMODB: services.dynamoDb.url,
    AWS_ENDPOINT_URL_S3: services.s3.url,
    AWS_ENDPOINT_URL_SES: services.ses.url,
    AWS_ENDPOINT_URL_KMS: services.kms.url,
    AWS_ENDPOINT_URL_STS: services.sts.url,
    AWS_REGION: 'ap-northeast-1',
    AWS_ACCESS_KEY_ID: S3_CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: S3_CREDENTIALS.secretAccessKey,
    AWS_REQUEST_CHECKSUM_CALCULATION: 'when_required',
    AWS_RESPONSE_CHECKSUM_VALIDATION: 'when_required',
    AWS_EC2_METADATA_DISABLED: 'true',
    // Where the user has set these, they would win over the above and send requests to a real account, or refuse them.
    AWS_PROFILE: '',
    AWS_SESSION_TOKEN: '',
    AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'false',
    AWS_USE_FIPS_ENDPOINT: 'false',
    AWS_USE_DUALSTACK_ENDPOINT: 'false',
  };
}
