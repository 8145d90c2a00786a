import { beforeEach, expect, test } from 'vitest';
import { batchIdOf, formerBatchIdOf } from '../../../lambdas/domain/names.ts';
import { startLostBatches } from '../../../lambdas/steps/scheduled/start-lost-batches.ts';
import { aBatch } from '../../builders.ts';
import { DAY, MINUTE, portsWith, type TestPorts } from '../kit.ts';

let ports: TestPorts;

beforeEach(() => {
  ports = portsWith();
});

test('starts the batch of a CSV that has none, under the name and with the input that its event would have given', async () => {
  const object = ports.files.upload('dry-run/pilot.csv', 'tenant_id');
  ports.clock.pass(15 * MINUTE);
  const batchId = batchIdOf(object);
  expect(await startLostBatches(ports)).toEqual([{ ...object, batchId }]);
  expect([...ports.executions.batches]).toEqual([[batchId, { ...object, dryRun: true }]]);
});

test('means the newest of several versions: the older one was replaced before anybody worked on it', async () => {
  ports.files.upload('incoming/pilot.csv', 'first');
  const object = ports.files.upload('incoming/pilot.csv', 'second');
  ports.clock.pass(15 * MINUTE);
  expect(await startLostBatches(ports)).toEqual([{ ...object, batchId: batchIdOf(object) }]);
});

test.each([
  ['younger than a quarter of an hour, whose event may still come', 'incoming/pilot.csv', 15 * MINUTE - 1],
  ['older than a week', 'incoming/pilot.csv', 7 * DAY],
  ['of another kind', 'incoming/notes.docx', 15 * MINUTE],
  ['elsewhere in the bucket', 'archive/pilot.csv', 15 * MINUTE],
])('starts nothing for an object %s', async (_, key, age) => {
  ports.files.upload(key, 'tenant_id');
  ports.clock.pass(age);
  expect(await startLostBatches(ports)).toEqual([]);
});

test('starts nothing that began under the id that earlier versions gave a file whose name begins otherwise', async () => {
  const object = ports.files.upload('incoming/移行対象.csv', 'tenant_id');
  expect(formerBatchIdOf(object)).toMatch(/^------[0-9a-f]{8}$/u);
  await ports.batches.create(aBatch({ batchId: formerBatchIdOf(object) }));
  ports.clock.pass(15 * MINUTE);
  expect(await startLostBatches(ports)).toEqual([]);
});

test('starts the batch of what Excel saves as "Unicode text"', async () => {
  const object = ports.files.upload('incoming/pilot.TXT', 'tenant_id');
  ports.clock.pass(15 * MINUTE);
  expect(await startLostBatches(ports)).toEqual([{ ...object, batchId: batchIdOf(object) }]);
});

test('starts nothing that has its record, or whose execution has ended without one', async () => {
  const known = ports.files.upload('incoming/known.csv', 'tenant_id');
  const unread = ports.files.upload('incoming/unread.csv', 'tenant_id');
  await ports.batches.create(aBatch({ batchId: batchIdOf(known) }));
  await ports.executions.startBatch(batchIdOf(unread), { ...unread, dryRun: false });
  ports.clock.pass(15 * MINUTE);
  expect(await startLostBatches(ports)).toEqual([]);
});
