import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Clock } from '../../lambdas/ports/clock.ts';
import { closeServer, listenOnLoopback } from './loopback-server.ts';
import { objectCreatedEvent, Sequencer, type CreationReason, type ObjectCreatedEvent } from './s3-events.ts';
import { S3Bucket, type Answer, type Creating } from './s3-bucket.ts';
import { S3Error, S3Request, element } from './s3-request.ts';
import { BucketFiles, type StoredVersion } from './s3-store.ts';

/** The only access key this S3 knows: one of a real account is refused. The signature is not checked. */
export const S3_CREDENTIALS = { accessKeyId: 'EMBEDDED', secretAccessKey: 'EMBEDDED' } as const;

interface S3Options {
  /** Where objects are kept as files; a temporary directory, removed on close, without it. */
  directory?: string;
  buckets: string[];
  /** Those of them that keep versions, as the intake bucket of a deployment does. */
  versionedBuckets?: readonly string[];
  /** Dates the objects and their events; the system's clock without it. */
  clock?: Pick<Clock, 'now'>;
}

export interface EmbeddedS3 {
  url: string;
  /** Calls `listener` for every object put, copied or completed from now on, after its bytes are on disk. */
  onObjectCreated(listener: (event: ObjectCreatedEvent) => void): void;
  close(): Promise<void>;
}

/**
 * S3 on this computer for any S3 client, on files, with versions and EventBridge's "Object Created" events.
 *
 * What it does is what the product, the AWS command line and a person with a file browser ask for: objects, their versions,
 * ranges, copies, uploads in parts, paged lists. Anything else is answered with `NotImplemented`, never with something like
 * it. Signatures and checksums are not checked: anyone who reaches the port is on this computer.
 */
export async function startS3({ directory, buckets, versionedBuckets = [], clock }: S3Options): Promise<EmbeddedS3> {
  const root = directory ?? (await mkdtemp(join(tmpdir(), 'visionlift-s3-')));
  await mkdir(root, { recursive: true });
  const listeners: ((event: ObjectCreatedEvent) => void)[] = [];
  const sequencer = new Sequencer();
  const now = (): Date => clock?.now() ?? new Date();
  const open = new Map<string, S3Bucket>();
  const creating: Creating = {
    next: () => ({ version: sequencer.next(), at: now().toISOString() }),
    created: (bucket: S3Bucket, object: StoredVersion, reason: CreationReason, requestId: string) => {
      const { name, isVersioned } = bucket;
      const event = objectCreatedEvent({ bucket: name, object, isVersioned, reason, requestId, time: now() });
      for (const listener of listeners) listener(event);
    },
    sourceOf: (name) => open.get(name),
  };
  const create = async (name: string): Promise<void> => {
    if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/u.test(name))
      throw new S3Error(400, 'InvalidBucketName', `"${name}" is no name of a bucket: 3 to 63 of a-z, 0-9, "-" and "."`);
    open.set(name, new S3Bucket(name, await BucketFiles.open(join(root, name)), creating));
  };
  for (const name of new Set([...(await readdir(root)), ...buckets])) await create(name);
  for (const name of versionedBuckets) open.get(name)?.keepVersions();

  const answerOf = async (request: S3Request): Promise<Answer> => {
    const { method, bucket: name, key } = request;
    if (name === '') return listBuckets(request, [...open.keys()]);
    const bucket = open.get(name);
    if (key === '' && method === 'PUT' && request.asksOnlyFor()) {
      if (bucket) throw new S3Error(409, 'BucketAlreadyOwnedByYou', `the bucket ${name} is there already`);
      await create(name);
      return { status: 200, headers: { location: `/${name}` } };
    }
    if (!bucket) throw new S3Error(404, 'NoSuchBucket', `there is no bucket ${name}`);
    if (key !== '' || method !== 'DELETE') return bucket.answer(request);
    if (!request.asksOnlyFor()) throw request.notImplemented();
    if (!bucket.isEmpty) throw new S3Error(409, 'BucketNotEmpty', `the bucket ${name} is not empty`);
    open.delete(name);
    await rm(join(root, name), { recursive: true });
    return { status: 204 };
  };

  const server = createServer((incoming, response) => void serve(incoming, response, answerOf));
  const url = await listenOnLoopback(server);
  return {
    url,
    onObjectCreated: (listener) => {
      listeners.push(listener);
    },
    close: async () => {
      await closeServer(server);
      if (directory === undefined) await rm(root, { recursive: true, force: true });
    },
  };
}

function listBuckets(request: S3Request, names: readonly string[]): Answer {
  if (request.method !== 'GET' || !request.asksOnlyFor()) throw request.notImplemented();
  const each = names.map((name) => element('Bucket', [element('Name', name), element('CreationDate', EPOCH)]));
  return { status: 200, xml: element('ListAllMyBucketsResult', [element('Buckets', each)]) };
}

const EPOCH = new Date(0).toISOString();

async function serve(
  incoming: IncomingMessage,
  response: ServerResponse,
  answerOf: (request: S3Request) => Promise<Answer>,
): Promise<void> {
  const requestId = randomBytes(8).toString('hex').toUpperCase();
  response.setHeader('x-amz-request-id', requestId);
  try {
    const request = new S3Request(incoming, requestId);
    const { accessKeyId } = request;
    if (accessKeyId !== undefined && accessKeyId !== S3_CREDENTIALS.accessKeyId)
      throw new S3Error(
        403,
        'InvalidAccessKeyId',
        `the embedded mode knows the access key ${S3_CREDENTIALS.accessKeyId} alone`,
      );
    const { status, headers = {}, xml, body } = await answerOf(request);
    // What nobody has read would be taken for the next request of the connection.
    incoming.resume();
    response.writeHead(status, { ...(xml !== undefined && { 'content-type': 'application/xml' }), ...headers });
    if (body && incoming.method !== 'HEAD') await pipeline(body, response);
    else response.end(xml !== undefined && incoming.method !== 'HEAD' ? `${DECLARATION}${xml}` : undefined);
  } catch (error) {
    if (response.headersSent || response.destroyed) {
      // The reader has gone, or the bytes under its hands: a cut connection says so.
      response.destroy();
      return;
    }
    incoming.resume();
    const { status, code, message } = error instanceof S3Error ? error : S3Error.of(error);
    const text = element('Error', [
      element('Code', code),
      element('Message', message),
      element('RequestId', requestId),
    ]);
    response.writeHead(status, { 'content-type': 'application/xml' });
    response.end(incoming.method === 'HEAD' || status === 304 ? undefined : `${DECLARATION}${text}`);
  }
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';
