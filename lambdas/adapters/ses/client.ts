import { SESClient } from '@aws-sdk/client-ses';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { once } from '../../domain/once.ts';
import { unlogged } from '../unlogged.ts';

/**
 * The SES client of this process.
 *
 * SendEmail has no client token, so this client never repeats a request: a second one after a lost answer would be a
 * second mail. And it opens a connection for each, because one kept open over a Lambda's pause breaks under the next
 * mail and leaves its fate unknown.
 */
export const sesClient = once(() =>
  unlogged(
    new SESClient({
      maxAttempts: 1,
      requestHandler: new NodeHttpHandler({
        connectionTimeout: 2000,
        requestTimeout: 20_000,
        throwOnRequestTimeout: true,
        httpAgent: { keepAlive: false },
        httpsAgent: { keepAlive: false },
      }),
    }),
  ),
);
