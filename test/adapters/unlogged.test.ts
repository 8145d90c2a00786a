import { describe, expect, it } from 'vitest';
import { dynamoClient } from '../../lambdas/adapters/dynamo/client.ts';
import { kmsClient } from '../../lambdas/adapters/kms/client.ts';
import { s3Client } from '../../lambdas/adapters/s3/client.ts';
import { sesClient } from '../../lambdas/adapters/ses/client.ts';
import { stepFunctionsClient } from '../../lambdas/adapters/step-functions/client.ts';

describe.each([dynamoClient, kmsClient, s3Client, sesClient, stepFunctionsClient])('an SDK client', (client) => {
  it('does not copy each answer for a log that nobody keeps', () => {
    const steps = client().middlewareStack.identify();
    expect(steps.length).toBeGreaterThan(3);
    expect(steps.filter((step) => /logger/iu.test(step))).toEqual([]);
  });
});
