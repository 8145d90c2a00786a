import { KMSClient } from '@aws-sdk/client-kms';
import { lazily } from '../lazily.ts';
import { requestHandler } from '../request-handler.ts';
import { unlogged } from '../unlogged.ts';

/** The KMS client of this process. */
export const kmsClient = lazily(() =>
  unlogged(
    new KMSClient({
      maxAttempts: 5,
      retryMode: 'standard',
      requestHandler: requestHandler({ connection: 1000, answer: 5000 }),
    }),
  ),
);
