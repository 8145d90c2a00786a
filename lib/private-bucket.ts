import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, type BucketProps, type IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

export interface PrivateBucketProps extends Pick<BucketProps, 'versioned' | 'removalPolicy'> {
  key: IKey;
  /** Where S3 records who read what. */
  accessLogs: IBucket;
  keepDays: number;
}

/**
 * A bucket of ours: nobody from outside, TLS only, under our key, every access recorded, and nothing kept for longer
 * than its time. It outlives the stack.
 */
export class PrivateBucket extends Bucket {
  constructor(scope: Construct, id: string, { key, accessLogs, keepDays, ...others }: PrivateBucketProps) {
    super(scope, id, {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      // One request to KMS for many objects.
      bucketKeyEnabled: true,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      serverAccessLogsBucket: accessLogs,
      serverAccessLogsPrefix: `${id}/`,
      lifecycleRules: [
        {
          id: 'EndOfRetention',
          expiration: Duration.days(keepDays),
          // Overwritten or deleted: gone for people, and soon for everybody.
          ...(others.versioned && { noncurrentVersionExpiration: Duration.days(Math.min(keepDays, 30)) }),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      ...others,
    });
  }
}
