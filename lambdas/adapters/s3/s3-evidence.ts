import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { monotonicFactory } from 'ulid';
import type { Clock } from '../../ports/clock.ts';
import type { Evidence, Picture } from '../../ports/evidence.ts';

export interface EvidenceAccess {
  client: S3Client;
  /** `EVIDENCE_BUCKET` */
  bucket: string;
  clock: Pick<Clock, 'now'>;
}

/** Pictures in a bucket of their own, by tenant and in the order they were taken. */
export class S3Evidence implements Evidence {
  readonly #client: S3Client;
  readonly #bucket: string;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #ulid = monotonicFactory();

  constructor({ client, bucket, clock }: EvidenceAccess) {
    this.#client = client;
    this.#bucket = bucket;
    this.#clock = clock;
  }

  async keep({ tenantId, name, image }: Picture): Promise<string> {
    const key = `${tenantId}/${this.#ulid(this.#clock.now().getTime())}-${name}.jpg`;
    await this.#client.send(
      new PutObjectCommand({ Bucket: this.#bucket, Key: key, Body: image, ContentType: 'image/jpeg' }),
    );
    return key;
  }
}
