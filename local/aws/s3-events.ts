import { randomUUID } from 'node:crypto';
import type S3rver from 's3rver';

const ACCOUNT = '123456789012';
const REGION = 'ap-northeast-1';

/** The event EventBridge delivers for a new object, as far as S3 fills it on AWS; keys are plain, not URL-encoded. */
export interface ObjectCreatedEvent {
  version: '0';
  id: string;
  'detail-type': 'Object Created';
  source: 'aws.s3';
  account: string;
  time: string;
  region: string;
  resources: [bucketArn: string];
  detail: {
    version: '0';
    bucket: { name: string };
    object: { key: string; size: number; etag: string; 'version-id': string; sequencer: string };
    'request-id': string;
    requester: string;
    'source-ip-address': string;
    reason: 'PutObject' | 'CompleteMultipartUpload' | 'CopyObject';
  };
}

const REASONS = {
  'ObjectCreated:Put': 'PutObject',
  'ObjectCreated:Post': 'CompleteMultipartUpload',
  'ObjectCreated:Copy': 'CopyObject',
} as const;

/** A notification of s3rver about a new object. */
export type CreationRecord = S3rver.NotificationRecord & { eventName: keyof typeof REASONS };

/** What s3rver reports of a new object, with the etag that it leaves out for copies. */
export interface Creation {
  record: CreationRecord;
  etag: string;
  sequencer: string;
  time: Date;
}

/** Whether a notification is about a new object; the others are about deleted ones. */
export function isCreation(record: S3rver.NotificationRecord): record is CreationRecord {
  return record.eventName in REASONS;
}

/**
 * The EventBridge event for a new object. Its version is the sequencer: s3rver keeps no versions, and a corrected file
 * of the same name must not be taken for a repeated event of the first.
 */
export function objectCreatedEvent({ record, etag, sequencer, time }: Creation): ObjectCreatedEvent {
  const { bucket, object } = record.s3;
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Object Created',
    source: 'aws.s3',
    account: ACCOUNT,
    time: `${time.toISOString().slice(0, 19)}Z`,
    region: REGION,
    resources: [`arn:aws:s3:::${bucket.name}`],
    detail: {
      version: '0',
      bucket: { name: bucket.name },
      object: { key: object.key, size: object.size ?? 0, etag, 'version-id': sequencer, sequencer },
      'request-id': record.responseElements['x-amz-request-id'].toUpperCase(),
      requester: ACCOUNT,
      'source-ip-address': record.requestParameters.sourceIPAddress,
      reason: REASONS[record.eventName],
    },
  };
}

/**
 * Numbers the puts of one S3: 18 hexadecimal digits, greater with every call, also within a millisecond and after a
 * restart. It counts from this computer's own time, since a virtual clock may start at the same instant every run.
 */
export class Sequencer {
  #last = 0n;

  next(): string {
    const now = BigInt(Date.now()) << 16n;
    this.#last = now > this.#last ? now : this.#last + 1n;
    return this.#last.toString(16).toUpperCase().padStart(18, '0');
  }
}
