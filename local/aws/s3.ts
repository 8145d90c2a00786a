import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import type { Clock } from '../../lambdas/ports/clock.ts';
import { closeServer } from './loopback-server.ts';
import {
  isCreation,
  objectCreatedEvent,
  Sequencer,
  type CreationRecord,
  type ObjectCreatedEvent,
} from './s3-events.ts';
import { listInOnePage, storeWholeObjects } from './s3-store.ts';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';

/** The only access key s3rver knows; any other is refused, the signature is not checked. */
export const S3_CREDENTIALS = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' } as const;

interface S3Options {
  /** Where objects are kept as files; a temporary directory, removed on close, without it. */
  directory?: string;
  buckets: string[];
  /** Dates the events; the system's clock without it. */
  clock?: Pick<Clock, 'now'>;
}

export interface EmbeddedS3 {
  url: string;
  /** Calls `listener` for every object put, copied or completed from now on, after its bytes are on disk. */
  onObjectCreated(listener: (event: ObjectCreatedEvent) => void): void;
  close(): Promise<void>;
}

/**
 * S3 on this computer for any S3 client: s3rver in this process, on files, with EventBridge's "Object Created" events.
 *
 * It keeps no versions: each put is given one, and anyone who asks about the object is told it, but `VersionId` and
 * `ExpectedBucketOwner` are accepted and ignored, a read gives what lies there now.
 */
export async function startS3({ directory, buckets, clock }: S3Options): Promise<EmbeddedS3> {
  const root = directory ?? (await mkdtemp(join(tmpdir(), 'visionlift-s3-')));
  await mkdir(root, { recursive: true });
  const s3rver = new S3rver({
    address: '127.0.0.1',
    port: 0,
    directory: root,
    silent: true,
    vhostBuckets: false,
    configureBuckets: buckets.map((name) => ({ name })),
  });
  storeWholeObjects(s3rver.store);
  listInOnePage(s3rver.store);

  const listeners: ((event: ObjectCreatedEvent) => void)[] = [];
  const sequencer = new Sequencer();
  const versions = new S3Versions(directory === undefined ? undefined : `${directory}.versions`);
  /**
   * The answer to the request in which an object comes into being: like S3, it tells the version that the event tells.
   */
  const answers = new AsyncLocalStorage<{ version?: string }>();
  s3rver.middleware.unshift(async (context, next) => {
    const answer: { version?: string } = {};
    await answers.run(answer, next);
    const version = answer.version ?? (context.method === 'HEAD' ? versions.of(pathOf(context.path)) : undefined);
    if (version !== undefined) context.set('x-amz-version-id', version);
  });
  const announce = async (record: CreationRecord): Promise<void> => {
    const time = clock?.now() ?? new Date();
    const number = sequencer.next();
    const answer = answers.getStore();
    if (answer) answer.version = number;
    versions.keep(`${record.s3.bucket.name}/${record.s3.object.key}`, number);
    const etag = record.s3.object.eTag ?? (await etagOf(s3rver.store, record));
    const event = objectCreatedEvent({ record, etag, sequencer: number, time });
    for (const listener of listeners) listener(event);
  };
  s3rver.on('event', ({ Records: [record] }: { Records: [S3rver.NotificationRecord] }) => {
    if (isCreation(record)) void announce(record);
  });

  const { port } = await s3rver.run();
  return {
    url: `http://127.0.0.1:${String(port)}`,
    onObjectCreated: (listener) => {
      listeners.push(listener);
    },
    close: async () => {
      await closeServer(s3rver.httpServer);
      if (directory === undefined) await rm(root, { recursive: true, force: true });
    },
  };
}

/** Bucket and key of a request. */
function pathOf(path: string): string {
  return decodeURIComponent(path).slice(1);
}

async function etagOf(store: S3rver.Store, record: CreationRecord): Promise<string> {
  const { etag } = await store.getMetadata(record.s3.bucket.name, record.s3.object.key);
  return (etag ?? '').replaceAll('"', '');
}

/** Which version of an object its event told: s3rver keeps none, and a later question must get the same answer. */
class S3Versions {
  readonly #file: string | undefined;
  readonly #versions = new Map<string, string>();

  /** `file` is a log that a later run reads; without it they are known to this process only. */
  constructor(file?: string) {
    this.#file = file;
    if (file === undefined || !existsSync(file)) return;
    for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
      const [path, version] = JSON.parse(line) as [string, string];
      this.#versions.set(path, version);
    }
  }

  /** `path` is the bucket and the key, with a slash between. */
  keep(path: string, version: string): void {
    this.#versions.set(path, version);
    if (this.#file !== undefined) appendFileSync(this.#file, `${JSON.stringify([path, version])}\n`);
  }

  of(path: string): string | undefined {
    return this.#versions.get(path);
  }
}
