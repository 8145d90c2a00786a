import { SFNClient } from '@aws-sdk/client-sfn';
import { once } from '../../domain/once.ts';
import { requestHandler } from '../request-handler.ts';
import { unlogged } from '../unlogged.ts';

/** The Step Functions client of this process. */
export const stepFunctionsClient = once(() =>
  unlogged(
    new SFNClient({
      maxAttempts: 5,
      retryMode: 'standard',
      requestHandler: requestHandler({ connection: 1000, answer: 10_000 }),
    }),
  ),
);
