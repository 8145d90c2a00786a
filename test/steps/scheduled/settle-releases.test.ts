import { beforeEach, expect, test } from 'vitest';
import { awaitRelease } from '../../../lambdas/steps/await-release.ts';
import { settleReleases } from '../../../lambdas/steps/scheduled/settle-releases.ts';
import { aBatch, aBatchTenant, BATCH_ID, EXECUTION } from '../../builders.ts';
import { NOW, portsWith, type TestPorts } from '../kit.ts';

const minutesAgo = (minutes: number): string => new Date(Date.parse(NOW) - minutes * 60_000).toISOString();

let ports: TestPorts;

beforeEach(async () => {
  ports = portsWith({ settings: { releaseBy: 'one' } });
  await ports.batches.create(aBatch());
  await ports.batches.addTenants([aBatchTenant()]);
  ports.executions.waiting.add('token');
  await awaitRelease(ports, { batchId: BATCH_ID, execution: EXECUTION, taskToken: 'token' });
});

const answer = (): unknown => ports.executions.answers.get('token');
const closedAs = async () => (await ports.desk.read(BATCH_ID, 'AwaitRelease'))?.closed?.as;

test('a batch nobody has decided about waits on', async () => {
  expect(await settleReleases(ports)).toEqual([]);
  expect(answer()).toBeUndefined();
  expect(await closedAs()).toBeUndefined();
});

test('a release that AWS did not take from the one who confirmed it starts its batch, so that they need not come back', async () => {
  await ports.batches.decide(BATCH_ID, { release: { by: 'hanako', at: minutesAgo(10) } });

  expect(await settleReleases(ports)).toEqual([BATCH_ID]);
  expect(answer()).toEqual({ released: true });
  expect(await closedAs()).toBe('done');
  expect(await ports.vault.open(BATCH_ID, 'task-token:AwaitRelease')).toBeUndefined();
  expect(await ports.batches.plan(BATCH_ID)).toBeUndefined();
  expect(await settleReleases(ports)).toEqual([]);
});

test('a no ends its batch as well', async () => {
  await ports.batches.decide(BATCH_ID, { declined: { by: 'hanako', at: minutesAgo(10), why: 'another day' } });

  expect(await settleReleases(ports)).toEqual([BATCH_ID]);
  expect(answer()).toEqual({ released: false });
  expect(await closedAs()).toBe('refused');
});

test('a decision of this moment is left to the one who is at work on it, who would be told that it came too late', async () => {
  await ports.batches.decide(BATCH_ID, { release: { by: 'hanako', at: minutesAgo(1) } });

  expect(await settleReleases(ports)).toEqual([]);
  expect(answer()).toBeUndefined();
});
