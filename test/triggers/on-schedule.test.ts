import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createHandler } from '../../lambdas/triggers/on-schedule.ts';
import { MINUTE, portsWith } from '../steps/kit.ts';

const context = { awsRequestId: 'invocation-1', getRemainingTimeInMillis: () => 10_000 };

beforeEach(() => {
  vi.stubEnv('LOG_LEVEL', 'silent');
});

afterEach(() => {
  vi.unstubAllEnvs();
});

test('has nothing to do where nothing was lost', async () => {
  const ports = portsWith();
  expect(await createHandler(ports)({}, context)).toEqual({});
  expect(ports.mailer.sent).toEqual([]);
});

test('does its other duties when one fails, and fails then, so that it is tried again and ends up as a dead letter', async () => {
  const ports = portsWith();
  ports.files.upload('incoming/pilot.csv', 'tenant_id');
  ports.clock.pass(15 * MINUTE);
  vi.spyOn(ports.batches, 'latest').mockRejectedValue(new Error('throttled'));
  await expect(createHandler(ports)({}, context)).rejects.toThrow('throttled');
  expect(ports.executions.batches.size).toBe(1);
});
