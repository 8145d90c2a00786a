import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { s3Client } from '../../../lambdas/adapters/s3/client.ts';
import { dynamoClient } from '../../../lambdas/adapters/dynamo/client.ts';
import { S3Pictures } from '../../../lambdas/adapters/s3/s3-pictures.ts';
import { S3Evidence } from '../../../lambdas/adapters/s3/s3-evidence.ts';
import { S3KeptEvidence } from '../../../lambdas/adapters/s3/s3-kept-evidence.ts';
import { MemoryEvidence } from '../../../local/memory/memory-evidence.ts';
import { embeddedAws, REPORTS_BUCKET } from '../embedded.ts';

await embeddedAws();
const clock = { now: () => new Date('2026-12-01T00:00:00Z') };
const picture = { tenantId: 'tenant-1', name: '3-11-connected', image: Buffer.from([0xff, 0xd8, 0xff]) };

describe.each([
  ['S3', new S3Evidence({ client: s3Client(), bucket: REPORTS_BUCKET, clock })],
  ['memory', new MemoryEvidence()],
])('evidence in %s', (_, evidence) => {
  it('keeps two pictures of one name under keys of their own, in the order they were taken', async () => {
    const keys = [await evidence.keep(picture), await evidence.keep(picture)];
    expect(new Set(keys).size).toBe(2);
    expect([...keys].sort()).toEqual(keys);
    for (const key of keys) expect(key).toMatch(/^tenant-1\/.*-3-11-connected\.jpg$/u);
  });
});

it('keeps a picture in S3 as an image', async () => {
  const key = await new S3Evidence({ client: s3Client(), bucket: REPORTS_BUCKET, clock }).keep(picture);
  const { Body, ContentType } = await s3Client().send(new GetObjectCommand({ Bucket: REPORTS_BUCKET, Key: key }));
  expect(ContentType).toBe('image/jpeg');
  expect(Buffer.from((await Body?.transformToByteArray()) ?? [])).toEqual(picture.image);
});

describe('a picture for the desk', () => {
  const { credentials, region } = dynamoClient().config;
  const access = { credentials, region, bucket: REPORTS_BUCKET, endpoint: process.env['AWS_ENDPOINT_URL_S3'] };
  const pictures = new S3Pictures(access);

  it.each(['tenant-1/2026-12-01T00:00:00.000Z-x.jpg', "tenant-1/it's (a) *test*!.jpg", 'テナント/図 1.jpg'])(
    'comes by one signed request, whatever its key is made of: %s',
    async (Key) => {
      await s3Client().send(new PutObjectCommand({ Bucket: REPORTS_BUCKET, Key, Body: picture.image }));
      expect(await pictures.read(Key)).toEqual(picture.image);
    },
  );

  it('is none when its time was over, and an error where it may not be read', async () => {
    expect(await pictures.read('tenant-1/gone.jpg')).toBeUndefined();
    const stranger = new S3Pictures({ ...access, credentials: { accessKeyId: 'x', secretAccessKey: 'y' } });
    await expect(stranger.read('tenant-1/gone.jpg')).rejects.toThrow('S3 answered 403 for tenant-1/gone.jpg');
  });
});

describe('kept evidence in S3', () => {
  const kept = new S3KeptEvidence({ client: s3Client(), bucket: REPORTS_BUCKET });

  it('gives the pictures of one tenant, in order, with their names and instants, and of no other', async () => {
    const evidence = new S3Evidence({ client: s3Client(), bucket: REPORTS_BUCKET, clock });
    for (const tenantId of ['kept-1', 'kept-10', 'kept-1']) await evidence.keep({ ...picture, tenantId });

    const pictures = await kept.of('kept-1');

    expect(pictures.map(({ name, at }) => [name, at])).toEqual([
      ['3-11-connected', '2026-12-01T00:00:00.000Z'],
      ['3-11-connected', '2026-12-01T00:00:00.000Z'],
    ]);
    expect(Buffer.from((await kept.read(pictures[0]?.key ?? '')) ?? [])).toEqual(picture.image);
  });

  it('has nothing for a picture whose retention has ended', async () => {
    expect(await kept.read('kept-1/gone.jpg')).toBeUndefined();
  });
});
