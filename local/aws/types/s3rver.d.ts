/** The parts of s3rver 3.7.1 (which ships no types) that the embedded S3 uses. */
declare module 's3rver' {
  import type { EventEmitter } from 'node:events';
  import type { Server } from 'node:http';
  import type { Readable } from 'node:stream';

  namespace S3rver {
    interface Options {
      address: string;
      port: number;
      directory: string;
      silent: boolean;
      vhostBuckets: boolean;
      configureBuckets: { name: string }[];
    }

    /** One record of the S3 notification it emits as `event`; the key is not URL-encoded, unlike on AWS. */
    interface NotificationRecord {
      eventName: 'ObjectCreated:Put' | 'ObjectCreated:Post' | 'ObjectCreated:Copy' | 'ObjectRemoved:Delete';
      requestParameters: { sourceIPAddress: string };
      responseElements: { 'x-amz-request-id': string };
      s3: { bucket: { name: string }; object: { key: string; size?: number; eTag?: string } };
    }

    interface StoredObject {
      bucket: string;
      key: string;
      content: Buffer | Readable;
      metadata: Record<string, string>;
    }

    interface Stored {
      size: number;
      md5: string;
    }

    interface Listing {
      objects: { key: string }[];
      commonPrefixes: string[];
      isTruncated: boolean;
    }

    interface Store {
      getBucketPath(bucket: string): string;
      getResourcePath(bucket: string, key: string | undefined, resource: string): string;
      getMetadata(bucket: string, key: string): Promise<Record<string, string>>;
      putMetadata(bucket: string, key: string, metadata: Record<string, string>, md5: string): Promise<void>;
      putObject(object: StoredObject): Promise<Stored>;
      putPart(bucket: string, uploadId: string, partNumber: string, content: Readable): Promise<Stored>;
      listObjects(bucket: string, options: { prefix?: string; maxKeys?: number }): Promise<Listing>;
    }
  }

  class S3rver extends EventEmitter {
    constructor(options: S3rver.Options);
    readonly store: S3rver.Store;
    readonly httpServer: Server;
    /** Koa's: what runs for each request, in this order. */
    readonly middleware: ((
      context: { method: string; path: string; set(header: string, value: string): void },
      next: () => Promise<void>,
    ) => Promise<void>)[];
    run(): Promise<{ port: number }>;
  }

  export = S3rver;
}

declare module 's3rver/lib/models/error.js' {
  class S3Error extends Error {
    constructor(code: string, message: string);
  }

  export = S3Error;
}
