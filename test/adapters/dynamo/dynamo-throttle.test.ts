import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { dynamoClient } from '../../../lambdas/adapters/dynamo/client.ts';
import { DynamoTable } from '../../../lambdas/adapters/dynamo/dynamo-table.ts';
import { DynamoThrottle } from '../../../lambdas/adapters/dynamo/dynamo-throttle.ts';
import { throttleContract } from '../../contracts/throttle-contract.ts';
import { NOW, SettableClock } from '../../steps/kit.ts';
import { embeddedAws, MAIN_TABLE } from '../embedded.ts';

await embeddedAws();
const clock = new SettableClock(NOW);
const throttle = (): DynamoThrottle => new DynamoThrottle(new DynamoTable(MAIN_TABLE), clock);

describe('DynamoThrottle', () => {
  throttleContract(throttle, clock);

  it('keeps neither links nor addresses, and lets DynamoDB forget the counters after an hour', async () => {
    await throttle().admit('link /l/secret-token.signature', 1);
    const { Items = [] } = await dynamoClient().send(new ScanCommand({ TableName: MAIN_TABLE }));
    expect(JSON.stringify(Items)).not.toContain('secret-token');
    const now = clock.now().getTime() / 1000;
    for (const { forgetAt } of Items) expect(Number(forgetAt?.N)).toBeLessThanOrEqual(now + 3600);
  });
});
