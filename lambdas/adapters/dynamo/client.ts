import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { once } from '../../domain/once.ts';
import { requestHandler } from '../request-handler.ts';
import { unlogged } from '../unlogged.ts';

/** The DynamoDB client of this process. A partition that is being split throttles for seconds: six attempts span them. */
export const dynamoClient = once(() =>
  unlogged(
    new DynamoDBClient({
      maxAttempts: 6,
      retryMode: 'standard',
      requestHandler: requestHandler({ connection: 1000, answer: 5000 }),
    }),
  ),
);
