import { KMSClient } from '@aws-sdk/client-kms';
import { once } from '../../domain/once.ts';
import { requestHandler } from '../request-handler.ts';
import { unlogged } from '../unlogged.ts';

/** The KMS client of this process. */
export const kmsClient = once(() =>
  unlogged(
    new KMSClient({
      maxAttempts: 5,
      retryMode: 'standard',
      requestHandler: requestHandler({ connection: 1000, answer: 5000 }),
    }),
  ),
);
