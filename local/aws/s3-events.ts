import { randomUUID } from 'node:crypto';
import type { StoredVersion } from './s3-store.ts';

const ACCOUNT = '123456789012';
const REGION = 'ap-northeast-1';

/** How an object came into being, as the event names it. */
export type CreationReason = 'PutObject' | 'CompleteMultipartUpload' | 'CopyObject';

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
    /** `version-id` only from a bucket that keeps versions. */
    object: { key: string; size: number; etag: string; 'version-id'?: string; sequencer: string };
    'request-id': string;
    requester: string;
    'source-ip-address': string;
    reason: CreationReason;
  };
}

interface Creation {
  bucket: string;
  object: StoredVersion;
  isVersioned: boolean;
  reason: CreationReason;
  requestId: string;
  time: Date;
}

/** The EventBridge event for a new object. */
export function objectCreatedEvent(creation: Creation): ObjectCreatedEvent {
  const { bucket, object, isVersioned, reason, requestId, time } = creation;
  const { key, size, etag, version } = object;
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Object Created',
    source: 'aws.s3',
    account: ACCOUNT,
    time: `${time.toISOString().slice(0, 19)}Z`,
    region: REGION,
    resources: [`arn:aws:s3:::${bucket}`],
    detail: {
      version: '0',
      bucket: { name: bucket },
      object: { key, size, etag, ...(isVersioned && { 'version-id': version }), sequencer: version },
      'request-id': requestId,
      requester: ACCOUNT,
      'source-ip-address': '127.0.0.1',
      reason,
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
