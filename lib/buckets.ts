import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, CfnBucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Keys } from './keys.ts';
import { PrivateBucket } from './private-bucket.ts';
import type { StageSettings } from './stage-settings.ts';

export interface BucketsProps {
  keys: Keys;
  retention: StageSettings['retention'];
}

/** The buckets that every deployment has; their names are made up by AWS and stand in the stack's outputs. */
export class Buckets extends Construct {
  /** CSVs under `incoming/` and `dry-run/`; versioned, because a batch is one version of one object. */
  readonly intake: Bucket;
  /** Work lists, the results of starting tenants, reports. */
  readonly reports: Bucket;
  /** Pictures of console pages, with nothing secret on them. */
  readonly evidence: Bucket;
  readonly accessLogs: IBucket;

  constructor(scope: Construct, id: string, { keys, retention }: BucketsProps) {
    super(scope, id);
    this.accessLogs = new Bucket(this, 'AccessLogs', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      // S3 delivers access logs under its own key only.
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      lifecycleRules: [{ id: 'EndOfRetention', expiration: Duration.days(retention.accessLogDays) }],
      // S3 may have written to it within minutes, and a bucket that is not empty would stop a roll-back.
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const common = { key: keys.data, accessLogs: this.accessLogs };
    this.intake = new PrivateBucket(this, 'Intake', { ...common, keepDays: retention.intakeDays, versioned: true });
    this.reports = new PrivateBucket(this, 'Reports', { ...common, keepDays: retention.reportDays });
    this.evidence = new PrivateBucket(this, 'Evidence', { ...common, keepDays: retention.evidenceDays });
    notifyEventBridge(this.intake);
  }
}

/** On the resource itself: the property of `Bucket` brings a custom resource with a function of its own. */
export function notifyEventBridge(bucket: Bucket): void {
  const resource = bucket.node.defaultChild;
  if (!(resource instanceof CfnBucket)) throw new Error(`${bucket.node.path} is no bucket of this stack`);
  resource.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
}
