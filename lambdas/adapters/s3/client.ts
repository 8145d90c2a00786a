import { S3Client } from '@aws-sdk/client-s3';
import { once } from '../../domain/once.ts';
import { requestHandler } from '../request-handler.ts';
import { unlogged } from '../unlogged.ts';

/** The S3 client of this process. S3 answers a large report only when it has all of it. */
export const s3Client = once(() =>
  unlogged(
    new S3Client({
      maxAttempts: 5,
      retryMode: 'standard',
      requestHandler: requestHandler({ connection: 2000, answer: 60_000 }),
    }),
  ),
);
