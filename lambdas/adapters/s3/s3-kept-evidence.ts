import { GetObjectCommand, paginateListObjectsV2, S3ServiceException, type S3Client } from '@aws-sdk/client-s3';
import { decodeTime } from 'ulid';
import type { KeptEvidence, KeptPicture } from '../../ports/kept-evidence.ts';

/** The keys that `S3Evidence` makes: `<tenantId>/<ulid>-<name>.jpg`, the ulid being the instant. */
const KEY = /^[^/]+\/([0-9A-Z]{26})-(.+)\.jpg$/u;

/** The pictures that `S3Evidence` has kept. */
export class S3KeptEvidence implements KeptEvidence {
  readonly #client: S3Client;
  readonly #bucket: string;

  constructor({ client, bucket }: { client: S3Client; bucket: string }) {
    this.#client = client;
    this.#bucket = bucket;
  }

  async of(tenantId: string): Promise<KeptPicture[]> {
    const pictures: KeptPicture[] = [];
    // The slash keeps `t-10` out of the pictures of `t-1`. S3 lists by key, and so by time.
    const where = { Bucket: this.#bucket, Prefix: `${tenantId}/` };
    for await (const { Contents = [] } of paginateListObjectsV2({ client: this.#client }, where)) {
      for (const { Key: key = '' } of Contents) {
        const [, id, name] = KEY.exec(key) ?? [];
        if (id && name) pictures.push({ key, name, at: new Date(decodeTime(id)).toISOString() });
      }
    }
    return pictures;
  }

  async read(key: string): Promise<Uint8Array | undefined> {
    try {
      const { Body } = await this.#client.send(new GetObjectCommand({ Bucket: this.#bucket, Key: key }));
      return await Body?.transformToByteArray();
    } catch (error) {
      if (error instanceof S3ServiceException && error.name === 'NoSuchKey') return undefined;
      throw error;
    }
  }
}
