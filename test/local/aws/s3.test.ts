import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  paginateListObjectsV2,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ObjectCreatedEvent } from '../../../local/aws/s3-events.ts';
import { startS3, type EmbeddedS3 } from '../../../local/aws/s3.ts';
import { aClientOf } from './a-client-of.ts';

const BUCKET = 'visionlift-intake';
const NOON = new Date('2026-12-05T03:00:00.123Z');

let directory: string;
let s3: EmbeddedS3;
let client: S3Client;
let events: ObjectCreatedEvent[];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'visionlift-test-'));
  await start();
});

afterEach(async () => {
  await s3.close();
  await rm(directory, { recursive: true });
});

async function start(): Promise<void> {
  s3 = await startS3({ directory, buckets: [BUCKET, 'visionlift-reports'], clock: { now: () => NOON } });
  client = clientWith({ requestChecksumCalculation: 'WHEN_REQUIRED' });
  events = [];
  s3.onObjectCreated((event) => events.push(event));
}

function clientWith(config: { requestChecksumCalculation?: 'WHEN_REQUIRED' }): S3Client {
  return new S3Client({ ...aClientOf(s3.url), maxAttempts: 1, ...config });
}

function put(Key: string, Body: string | Buffer | Readable, by = client) {
  const length = Body instanceof Readable ? {} : { ContentLength: Buffer.byteLength(Body) };
  return by.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body, ...length }));
}

async function contentOf(Key: string): Promise<string> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket: BUCKET, Key }));
  return Body!.transformToString();
}

describe('a version', () => {
  test('is told to the one who asks about the object later, also after a restart: it names the batch', async () => {
    await put('incoming/pilot.csv', 'tenant_id');
    const version = events[0]!.detail.object['version-id'];
    const ask = async () =>
      (await client.send(new HeadObjectCommand({ Bucket: BUCKET, Key: 'incoming/pilot.csv' }))).VersionId;
    expect(await ask()).toBe(version);
    await s3.close();
    await start();
    expect(await ask()).toBe(version);
  });

  test('is told to the one who puts an object, the same as in its event, so that both name the same batch', async () => {
    const { VersionId: first } = await put('incoming/batch.csv', 'tenant_id\n');
    const { VersionId: second } = await put('incoming/batch.csv', 'tenant_id\n');
    expect(events.map(({ detail }) => detail.object['version-id'])).toEqual([first, second]);
    expect(first).not.toBe(second);
    expect((await client.send(new ListObjectsV2Command({ Bucket: BUCKET }))).$metadata.httpStatusCode).toBe(200);
  });
});

describe('the Object Created event', () => {
  test('has the shape EventBridge delivers, with the version that S3 here does not have', async () => {
    await put('incoming/batch.csv', 'tenant_id\n');

    const sequencer = events[0]?.detail.object.sequencer;
    expect(sequencer).toMatch(/^[0-9A-F]{18}$/);
    expect(events).toEqual<ObjectCreatedEvent[]>([
      {
        version: '0',
        id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
        'detail-type': 'Object Created',
        source: 'aws.s3',
        account: '123456789012',
        time: '2026-12-05T03:00:00Z',
        region: 'ap-northeast-1',
        resources: ['arn:aws:s3:::visionlift-intake'],
        detail: {
          version: '0',
          bucket: { name: BUCKET },
          object: {
            key: 'incoming/batch.csv',
            size: 10,
            etag: createHash('md5').update('tenant_id\n').digest('hex'),
            'version-id': sequencer!,
            sequencer: sequencer!,
          },
          'request-id': expect.stringMatching(/^[0-9A-F]{16}$/) as string,
          requester: '123456789012',
          'source-ip-address': '127.0.0.1',
          reason: 'PutObject',
        },
      },
    ]);
  });

  test.each([
    'incoming/a b.csv',
    'incoming/a+b.csv',
    'incoming/100%.csv',
    'incoming/お客様一覧 第1回.csv',
    "incoming/a&'(b)!.csv",
  ])('has the key as it was given, not URL-encoded: %s', async (key) => {
    await put(key, 'content');

    expect(events.map(({ detail }) => detail.object.key)).toEqual([key]);
    expect(await contentOf(key)).toBe('content');
    const { Contents } = await client.send(new ListObjectsV2Command({ Bucket: BUCKET }));
    expect(Contents?.map(({ Key }) => Key)).toEqual([key]);
  });

  test('tells a corrected file of the same name from a repeated event, within a millisecond and after a restart', async () => {
    await Promise.all(['1', '2', '3', '4'].map((content) => put('incoming/batch.csv', content)));
    const before = events.map(({ detail }) => detail.object.sequencer);
    await s3.close();
    await start();
    await put('incoming/batch.csv', '5');

    const all = [...before, ...events.map(({ detail }) => detail.object.sequencer)];
    expect(new Set(all).size).toBe(5);
    expect(all).toEqual([...all].sort());
  });

  test('comes when the bytes are on disk, so that its listener never reads half a file', async () => {
    const body = Buffer.alloc(8 * 1024 * 1024, 'tenant');
    const found: Promise<string>[] = [];
    s3.onObjectCreated(({ detail }) => found.push(contentOf(detail.object.key)));

    await put('incoming/large.csv', body);

    expect(found).toHaveLength(1);
    expect((await found[0])?.length).toBe(body.length);
  });

  test('comes for copies and for uploads in parts too, each with its reason', async () => {
    await put('incoming/a.csv', 'content');
    const CopySource = `${BUCKET}/incoming/a.csv`;
    await client.send(new CopyObjectCommand({ Bucket: BUCKET, Key: 'incoming/b.csv', CopySource }));
    await uploadInParts('incoming/c.csv', ['one,', 'two']);

    expect(events.map(({ detail }) => [detail.object.key, detail.reason, detail.object.size])).toEqual([
      ['incoming/a.csv', 'PutObject', 7],
      ['incoming/b.csv', 'CopyObject', 7],
      ['incoming/c.csv', 'CompleteMultipartUpload', 7],
    ]);
    expect(events[1]?.detail.object.etag).toBe(events[0]?.detail.object.etag);
    expect(await contentOf('incoming/c.csv')).toBe('one,two');
  });

  test('does not come for deletions', async () => {
    await put('incoming/a.csv', 'content');
    await client.send(new DeleteObjectCommand({ Bucket: BUCKET, Key: 'incoming/a.csv' }));

    expect(events).toHaveLength(1);
    await expect(contentOf('incoming/a.csv')).rejects.toBeInstanceOf(NoSuchKey);
  });
});

describe('storing', () => {
  test('keeps the content of clients that send checksums behind a framed body, as the AWS CLI does', async () => {
    const byDefault = clientWith({});

    await byDefault.send(
      new PutObjectCommand({
        Bucket: BUCKET,
        Key: 'framed.csv',
        Body: Readable.from(['テナント', '\r\n']),
        ContentLength: 14,
      }),
    );

    expect(await contentOf('framed.csv')).toBe('テナント\r\n');
    const head = await client.send(new HeadObjectCommand({ Bucket: BUCKET, Key: 'framed.csv' }));
    expect([head.ContentLength, head.ContentEncoding]).toEqual([14, undefined]);
    expect(events[0]?.detail.object.size).toBe(14);
  });

  test('keeps what was there, and nothing of the new one, when an upload breaks off', async () => {
    await put('incoming/a.csv', 'old');
    const upload = await fetch(`${s3.url}/${BUCKET}/incoming/a.csv`, {
      method: 'PUT',
      headers: { 'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER' },
      body: '10\r\nnew',
    });

    expect(upload.status).toBe(500);
    expect(await contentOf('incoming/a.csv')).toBe('old');
    expect(await readdir(join(directory, BUCKET, 'incoming'))).not.toContainEqual(expect.stringMatching(/^\./));
    expect(events).toHaveLength(1);
  });

  test('keeps objects, their types and metadata over a restart', async () => {
    await client.send(
      new PutObjectCommand({
        Bucket: BUCKET,
        Key: 'a.csv',
        Body: 'content',
        ContentType: 'text/csv; charset=utf-8',
        Metadata: { by: 'operator' },
      }),
    );
    await s3.close();
    await start();

    const { ContentType, Metadata } = await client.send(new HeadObjectCommand({ Bucket: BUCKET, Key: 'a.csv' }));

    expect(await contentOf('a.csv')).toBe('content');
    expect({ ContentType, Metadata }).toEqual({ ContentType: 'text/csv; charset=utf-8', Metadata: { by: 'operator' } });
  });

  test('takes the parameters that only AWS checks: the expected owner and the version', async () => {
    const object = { Bucket: BUCKET, Key: 'a.csv', ExpectedBucketOwner: '123456789012' };
    await client.send(new PutObjectCommand({ ...object, Body: 'content' }));
    const VersionId = events[0]!.detail.object['version-id'];

    const { Body } = await client.send(new GetObjectCommand({ ...object, VersionId }));
    expect(await Body!.transformToString()).toBe('content');

    await client.send(new DeleteObjectCommand({ ...object, VersionId }));
    await expect(contentOf('a.csv')).rejects.toBeInstanceOf(NoSuchKey);
  });

  test('refuses a key that leads out of its bucket', async () => {
    const escape = fetch(`${s3.url}/${BUCKET}/${encodeURIComponent('../../escaped')}`, { method: 'PUT', body: 'x' });

    expect((await escape).status).toBe(400);
    expect(await readdir(directory)).toEqual([BUCKET, 'visionlift-reports']);
  });

  test('names the limit that a long file name breaks, which AWS does not have', async () => {
    await expect(put(`incoming/${'長'.repeat(80)}.csv`, 'content')).rejects.toMatchObject({ name: 'KeyTooLongError' });
    await put(`incoming/${'長'.repeat(70)}.csv`, 'content');

    expect(events).toHaveLength(1);
  });
});

test('lists more objects than fit into a page, as more files than that were uploaded', async () => {
  for (const key of ['incoming/a.csv', 'incoming/b.csv', 'incoming/c.csv']) await put(key, 'x');
  const keys: (string | undefined)[] = [];
  for await (const { Contents = [] } of paginateListObjectsV2({ client, pageSize: 2 }, { Bucket: BUCKET })) {
    keys.push(...Contents.map(({ Key }) => Key));
  }
  expect(keys).toEqual(['incoming/a.csv', 'incoming/b.csv', 'incoming/c.csv']);
});

test('leaves no files behind when it was given no directory', async () => {
  const temporary = await mkdtemp(join(directory, 'temporary-'));
  vi.stubEnv('TMPDIR', temporary);
  const another = await startS3({ buckets: [BUCKET] });
  expect(await readdir(temporary)).toHaveLength(1);

  await another.close();

  expect(await readdir(temporary)).toEqual([]);
  vi.unstubAllEnvs();
});

async function uploadInParts(Key: string, contents: string[]): Promise<void> {
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket: BUCKET, Key }));
  const Parts = [];
  for (const [index, Body] of contents.entries()) {
    const PartNumber = index + 1;
    const { ETag } = await client.send(new UploadPartCommand({ Bucket: BUCKET, Key, UploadId, PartNumber, Body }));
    Parts.push({ PartNumber, ETag });
  }
  await client.send(new CompleteMultipartUploadCommand({ Bucket: BUCKET, Key, UploadId, MultipartUpload: { Parts } }));
}
