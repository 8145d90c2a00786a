import { createHash } from 'node:crypto';
import { appendFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  NoSuchKey,
  paginateListObjectsV2,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ObjectCreatedEvent } from '../../../local/aws/s3-events.ts';
import { startS3, type EmbeddedS3 } from '../../../local/aws/s3.ts';
import { aClientOf } from './a-client-of.ts';

const BUCKET = 'visionlift-intake';
const REPORTS = 'visionlift-reports';
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
  const buckets = [BUCKET, REPORTS];
  s3 = await startS3({ directory, buckets, versionedBuckets: [BUCKET], clock: { now: () => NOON } });
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
  test('has the shape EventBridge delivers, with the version of a bucket that keeps them', async () => {
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

    expect([upload.status, await upload.text()]).toEqual([400, expect.stringContaining('IncompleteBody')]);
    expect(await contentOf('incoming/a.csv')).toBe('old');
    expect(await readdir(join(directory, BUCKET, 'objects'))).toHaveLength(1);
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

  test('takes the expected owner, which only AWS checks', async () => {
    const object = { Bucket: BUCKET, Key: 'a.csv', ExpectedBucketOwner: '123456789012' };
    await client.send(new PutObjectCommand({ ...object, Body: 'content' }));
    const { Body } = await client.send(new GetObjectCommand(object));
    expect(await Body!.transformToString()).toBe('content');
  });

  test.each(['../../escaped', 'a/../b', 'a//b', '/a', 'a/', '長'.repeat(300), 'a&<\'"+ %.csv'])(
    'keeps a key as it is, and within its bucket: %s',
    async (key) => {
      await put(key, 'x');
      expect(await contentOf(key)).toBe('x');
      const { Contents } = await client.send(new ListObjectsV2Command({ Bucket: BUCKET }));
      expect(Contents?.map(({ Key }) => Key)).toEqual([key]);
      expect(await readdir(directory)).toEqual([BUCKET, REPORTS]);
    },
  );

  test('names the limit that a long key breaks, which is that of AWS', async () => {
    await expect(put('長'.repeat(342), 'content')).rejects.toMatchObject({ name: 'KeyTooLongError' });
    await put('長'.repeat(341), 'content');
    expect(events).toHaveLength(1);
  });

  test('puts nothing over what is there where the client asks so, and nothing of bytes that are not those announced', async () => {
    const first = { Bucket: BUCKET, Key: 'once.csv', IfNoneMatch: '*' };
    await client.send(new PutObjectCommand({ ...first, Body: '1' }));
    await expect(client.send(new PutObjectCommand({ ...first, Body: '2' }))).rejects.toMatchObject({
      name: 'PreconditionFailed',
    });
    const ContentMD5 = createHash('md5').update('other').digest('base64');
    const wrong = client.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'once.csv', Body: '3', ContentMD5 }));
    await expect(wrong).rejects.toMatchObject({ name: 'BadDigest' });
    expect(await contentOf('once.csv')).toBe('1');
  });

  test('forgets what had not been said whole when the process died, and keeps what had', async () => {
    await put('a.csv', 'one');
    await s3.close();
    await appendFile(join(directory, BUCKET, 'log.jsonl'), '{"put":{"key":"b.csv","ver');
    await writeFile(join(directory, BUCKET, 'objects', '.unfinished'), 'half');
    await start();
    await put('c.csv', 'three');
    await s3.close();
    await start();
    const { Contents } = await client.send(new ListObjectsV2Command({ Bucket: BUCKET }));
    expect(Contents?.map(({ Key }) => Key)).toEqual(['a.csv', 'c.csv']);
    expect(await readdir(join(directory, BUCKET, 'objects'))).toHaveLength(2);
  });
});

describe('versions', () => {
  const asked = (Bucket: string, VersionId?: string) => ({ Bucket, Key: 'a.csv', ...(VersionId && { VersionId }) });
  const read = async (version?: string) =>
    (await client.send(new GetObjectCommand(asked(BUCKET, version)))).Body!.transformToString();

  test('are each read by its name, also after a newer one, a deletion and a restart: a batch is one version', async () => {
    const { VersionId: first } = await put('a.csv', 'one');
    const { VersionId: second } = await put('a.csv', 'two');
    const deleted = await client.send(new DeleteObjectCommand(asked(BUCKET)));
    expect(deleted.DeleteMarker).toBe(true);
    await s3.close();
    await start();
    await expect(read()).rejects.toBeInstanceOf(NoSuchKey);
    expect([await read(first), await read(second)]).toEqual(['one', 'two']);
    const { Versions, DeleteMarkers } = await client.send(new ListObjectVersionsCommand({ Bucket: BUCKET }));
    expect(Versions?.map(({ VersionId, IsLatest }) => [VersionId, IsLatest])).toEqual([
      [second, false],
      [first, false],
    ]);
    expect(DeleteMarkers?.map(({ IsLatest }) => IsLatest)).toEqual([true]);

    await client.send(new DeleteObjectCommand(asked(BUCKET, DeleteMarkers![0]!.VersionId)));
    await client.send(new DeleteObjectCommand(asked(BUCKET, first)));
    expect(await read()).toBe('two');
    await expect(read(first)).rejects.toMatchObject({ name: 'NoSuchVersion' });
  });

  test('are not kept where nobody asked for it: what is deleted is off the disk, and has no version', async () => {
    await client.send(new PutObjectCommand({ ...asked(REPORTS), Body: 'one' }));
    const { VersionId } = await client.send(new PutObjectCommand({ ...asked(REPORTS), Body: 'two' }));
    expect(VersionId).toBeUndefined();
    expect(events.map(({ detail }) => detail.object['version-id'])).toEqual([undefined, undefined]);
    expect(await readdir(join(directory, REPORTS, 'objects'))).toHaveLength(1);
    await client.send(new DeleteObjectCommand(asked(REPORTS)));
    expect(await readdir(join(directory, REPORTS, 'objects'))).toEqual([]);
  });

  test('are switched on for a bucket that is there, and make no bucket', async () => {
    const Bucket = 'another-bucket';
    const configured = { Bucket, VersioningConfiguration: { Status: 'Enabled' as const } };
    await expect(client.send(new PutBucketVersioningCommand(configured))).rejects.toMatchObject({
      name: 'NoSuchBucket',
    });
    await client.send(new CreateBucketCommand({ Bucket }));
    expect((await client.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBeUndefined();
    await client.send(new PutBucketVersioningCommand(configured));
    expect((await client.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBe('Enabled');
  });
});

describe('reading', () => {
  test.each([
    ['bytes=0-2', '012', 'bytes 0-2/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=-4', '6789', 'bytes 6-9/10'],
    ['bytes=-40', '0123456789', 'bytes 0-9/10'],
    ['bytes=8-40', '89', 'bytes 8-9/10'],
    ['bytes=0-1,4-5', '0123456789', undefined],
  ])('gives the part that is asked for: %s', async (Range, text, contentRange) => {
    await put('a.csv', '0123456789');
    const { Body, ContentRange } = await client.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'a.csv', Range }));
    expect([await Body!.transformToString(), ContentRange]).toEqual([text, contentRange]);
  });

  test.each(['bytes=10-', 'bytes=-0'])('refuses a part that is not there: %s', async (Range) => {
    await put('a.csv', '0123456789');
    const beyond = client.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'a.csv', Range }));
    await expect(beyond).rejects.toMatchObject({ name: 'InvalidRange' });
  });

  test('gives an empty object, and says by its tag whether one has changed', async () => {
    await put('empty.csv', '');
    expect(await contentOf('empty.csv')).toBe('');
    const { ETag } = await put('a.csv', 'x');
    const again = client.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'a.csv', IfNoneMatch: ETag }));
    await expect(again).rejects.toMatchObject({ $metadata: { httpStatusCode: 304 } });
    const other = client.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'a.csv', IfMatch: '"0"' }));
    await expect(other).rejects.toMatchObject({ name: 'PreconditionFailed' });
  });
});

describe('a copy', () => {
  test('has type and metadata of its source, or those it is given, and may be of an earlier version', async () => {
    const first = await client.send(
      new PutObjectCommand({ Bucket: BUCKET, Key: 'お客様 +1.csv', Body: 'one', ContentType: 'text/csv' }),
    );
    await put('お客様 +1.csv', 'two');
    const from = `${BUCKET}/${encodeURIComponent('お客様 +1.csv')}`;
    const copy = { Bucket: REPORTS, CopySource: `${from}?versionId=${first.VersionId!}` };
    await client.send(new CopyObjectCommand({ ...copy, Key: 'as-it-was' }));
    await client.send(
      new CopyObjectCommand({ ...copy, Key: 'as-given', MetadataDirective: 'REPLACE', ContentType: 'text/plain' }),
    );
    const types = await Promise.all(
      ['as-it-was', 'as-given'].map(async (Key) => {
        const { Body, ContentType } = await client.send(new GetObjectCommand({ Bucket: REPORTS, Key }));
        return [await Body!.transformToString(), ContentType];
      }),
    );
    expect(types).toEqual([
      ['one', 'text/csv'],
      ['one', 'text/plain'],
    ]);
  });

  test('of nothing is an error, and leaves nothing', async () => {
    const copy = new CopyObjectCommand({ Bucket: BUCKET, Key: 'b.csv', CopySource: `${BUCKET}/a.csv` });
    await expect(client.send(copy)).rejects.toMatchObject({ name: 'NoSuchKey' });
    expect(await readdir(join(directory, BUCKET, 'objects'))).toEqual([]);
  });
});

describe('an upload in parts', () => {
  test('has the tag that S3 gives one, and leaves no parts behind; one that is given up leaves nothing', async () => {
    const { ETag } = await uploadInParts('a.csv', ['one,', 'two']);
    const parts = ['one,', 'two'].map((part) => createHash('md5').update(part).digest());
    expect(ETag).toBe(`"${createHash('md5').update(Buffer.concat(parts)).digest('hex')}-2"`);
    const upload = { Bucket: BUCKET, Key: 'b.csv' };
    const { UploadId } = await client.send(new CreateMultipartUploadCommand(upload));
    await client.send(new UploadPartCommand({ ...upload, UploadId, PartNumber: 1, Body: 'x' }));
    await client.send(new AbortMultipartUploadCommand({ ...upload, UploadId }));
    expect(await readdir(join(directory, BUCKET, 'objects'))).toHaveLength(1);
    const more = client.send(new UploadPartCommand({ ...upload, UploadId, PartNumber: 2, Body: 'x' }));
    await expect(more).rejects.toMatchObject({ name: 'NoSuchUpload' });
  });

  test('takes parts of what is there already, as the command line copies large files', async () => {
    await put('a.csv', '0123456789');
    const upload = { Bucket: BUCKET, Key: 'b.csv' };
    const { UploadId } = await client.send(new CreateMultipartUploadCommand(upload));
    const Parts = [];
    for (const [index, CopySourceRange] of ['bytes=0-3', 'bytes=8-9'].entries()) {
      const part = { ...upload, UploadId, PartNumber: index + 1, CopySource: `${BUCKET}/a.csv`, CopySourceRange };
      const { CopyPartResult } = await client.send(new UploadPartCopyCommand(part));
      Parts.push({ PartNumber: index + 1, ETag: CopyPartResult?.ETag });
    }
    await client.send(new CompleteMultipartUploadCommand({ ...upload, UploadId, MultipartUpload: { Parts } }));
    expect(await contentOf('b.csv')).toBe('012389');
  });

  test('is not completed with a part that is another one, or not there', async () => {
    const upload = { Bucket: BUCKET, Key: 'a.csv' };
    const { UploadId } = await client.send(new CreateMultipartUploadCommand(upload));
    await client.send(new UploadPartCommand({ ...upload, UploadId, PartNumber: 1, Body: 'x' }));
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag: '"another"' }] };
    const complete = client.send(new CompleteMultipartUploadCommand({ ...upload, UploadId, MultipartUpload }));
    await expect(complete).rejects.toMatchObject({ name: 'InvalidPart' });
  });
});

describe('a list', () => {
  const KEYS = ['a/1', 'a/2', 'a/3', 'b', 'c/1', 'c/2', 'd', '\uff5e', '\u{1f600}'];

  test.each([1, 2, 3, 1000])(
    'gives each key and each folder once, in the order of their bytes, %d at a time',
    async (most) => {
      for (const key of [...KEYS].reverse()) await put(key, 'x');
      const found: (string | undefined)[] = [];
      const folders: (string | undefined)[] = [];
      const pages = paginateListObjectsV2({ client, pageSize: most }, { Bucket: BUCKET, Delimiter: '/' });
      for await (const { Contents = [], CommonPrefixes = [], KeyCount } of pages) {
        expect(Contents.length + CommonPrefixes.length).toBe(KeyCount);
        expect(KeyCount).toBeLessThanOrEqual(most);
        found.push(...Contents.map(({ Key }) => Key));
        folders.push(...CommonPrefixes.map(({ Prefix }) => Prefix));
      }
      expect([found, folders]).toEqual([KEYS.filter((key) => !key.includes('/')), ['a/', 'c/']]);
    },
  );

  test('begins where it is told, within a prefix, also by the older request', async () => {
    for (const key of KEYS) await put(key, 'x');
    const within = { Bucket: BUCKET, Prefix: 'a/', MaxKeys: 1 };
    const newer = await client.send(new ListObjectsV2Command({ ...within, StartAfter: 'a/1' }));
    const older = await client.send(new ListObjectsCommand({ ...within, Marker: 'a/1' }));
    for (const { Contents, IsTruncated } of [newer, older])
      expect([Contents?.map(({ Key }) => Key), IsTruncated]).toEqual([['a/2'], true]);
    const { Contents, IsTruncated } = await client.send(new ListObjectsV2Command({ Bucket: REPORTS }));
    expect([Contents, IsTruncated]).toEqual([undefined, false]);
  });

  test('of keys to delete is worked off whole', async () => {
    for (const key of KEYS) await client.send(new PutObjectCommand({ Bucket: REPORTS, Key: key, Body: 'x' }));
    const Objects = KEYS.map((Key) => ({ Key }));
    const { Deleted } = await client.send(new DeleteObjectsCommand({ Bucket: REPORTS, Delete: { Objects } }));
    expect(Deleted?.map(({ Key }) => Key)).toEqual(KEYS);
    expect((await client.send(new ListObjectsV2Command({ Bucket: REPORTS }))).KeyCount).toBe(0);
  });
});

describe('what this S3 does not have', () => {
  test.each([
    ['GET', `${BUCKET}?acl`],
    ['PUT', `${BUCKET}?tagging`],
    ['PUT', `new-bucket?versioning`],
    ['GET', `${BUCKET}/a.csv?torrent`],
    ['PUT', `${BUCKET}/a.csv?tagging`],
  ])('is refused by its name, and done as nothing else: %s %s', async (method, path) => {
    const answer = await fetch(`${s3.url}/${path}`, { method, ...(method === 'PUT' && { body: '<x/>' }) });
    expect([404, 501]).toContain(answer.status);
    expect(await answer.text()).toMatch(/<Code>(NotImplemented|NoSuchBucket)</u);
    expect((await client.send(new ListBucketsCommand())).Buckets?.map(({ Name }) => Name)).toEqual([BUCKET, REPORTS]);
    expect(events).toEqual([]);
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

async function uploadInParts(Key: string, contents: string[]) {
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket: BUCKET, Key }));
  const Parts = [];
  for (const [index, Body] of contents.entries()) {
    const PartNumber = index + 1;
    const { ETag } = await client.send(new UploadPartCommand({ Bucket: BUCKET, Key, UploadId, PartNumber, Body }));
    Parts.push({ PartNumber, ETag });
  }
  return client.send(new CompleteMultipartUploadCommand({ Bucket: BUCKET, Key, UploadId, MultipartUpload: { Parts } }));
}
