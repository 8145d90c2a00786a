import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { batchIdOf } from '../../lambdas/domain/names.ts';
import type { LambdaContext } from '../../lambdas/runtime/lambda.ts';
import { createHandler } from '../../lambdas/triggers/start-batch.ts';
import { portsWith, type TestPorts } from '../steps/kit.ts';

const context: LambdaContext = { awsRequestId: 'invocation-1', getRemainingTimeInMillis: () => 10_000 };

interface Uploaded {
  key?: string;
  size?: number;
  versionId?: string | undefined;
}

/** EventBridge "Object Created", as S3 sends it. */
function anEvent({ key = 'incoming/pilot.csv', size = 100, ...rest }: Uploaded = {}) {
  const versionId = 'versionId' in rest ? rest.versionId : 'v1';
  return {
    'detail-type': 'Object Created',
    source: 'aws.s3',
    detail: { version: '0', bucket: { name: 'intake' }, object: { key, size, 'version-id': versionId } },
  };
}

let ports: TestPorts;

beforeEach(() => {
  vi.stubEnv('LOG_LEVEL', 'silent');
  ports = portsWith();
});

afterEach(() => {
  vi.unstubAllEnvs();
});

const started = () => [...ports.executions.batches];

describe('a CSV that arrives', () => {
  test('starts a batch that is named after its version and knows nothing else that varies', async () => {
    const object = { bucket: 'intake', key: 'incoming/pilot.csv', versionId: 'v1' };

    expect(await createHandler(ports)(anEvent(), context)).toEqual({ batchId: batchIdOf(object) });
    expect(started()).toEqual([[batchIdOf(object), { ...object, dryRun: false }]]);
  });

  test('starts one batch when its event is delivered twice', async () => {
    await createHandler(ports)(anEvent(), context);
    await createHandler(ports)({ ...anEvent(), id: 'another', time: '2026-12-05T13:00:00Z' }, context);

    expect(started()).toHaveLength(1);
  });

  test('starts another batch when it was corrected and uploaded again', async () => {
    await createHandler(ports)(anEvent(), context);
    await createHandler(ports)(anEvent({ versionId: 'v2' }), context);

    expect(started()).toHaveLength(2);
  });

  test('is a dry run below dry-run/', async () => {
    await createHandler(ports)(anEvent({ key: 'dry-run/pilot.csv' }), context);

    expect(started()[0]?.[1]).toMatchObject({ dryRun: true });
  });

  test('in a bucket without versions is pinned to the one that S3 calls "null"', async () => {
    await createHandler(ports)(anEvent({ versionId: undefined }), context);

    expect(started()[0]?.[1]).toMatchObject({ versionId: 'null' });
  });

  test.each([
    ['in a folder below', { key: 'incoming/2026/pilot.csv' }],
    ['with a Japanese name', { key: 'incoming/移行対象 12月.csv' }],
    ['with its extension in capitals', { key: 'incoming/PILOT.CSV' }],
    ['that is empty, which its mail will say', { size: 0 }],
  ])('starts a batch %s', async (_, upload) => {
    await createHandler(ports)(anEvent(upload), context);

    expect(started()).toHaveLength(1);
  });

  test.each([
    ['the end of what Excel saves as "Unicode text"', 'incoming/pilot.txt'],
    ['a space', 'incoming/pilot 12.csv'],
    ['a plus', 'incoming/a+b.csv'],
    ['a percent sign', 'incoming/a%20b%2B.csv'],
    ['Japanese', 'incoming/移行対象＿十二月.csv'],
    ['1,024 bytes', `incoming/${'あ'.repeat(337)}.csv`],
  ])('keeps %s in its key as it is, because EventBridge gives keys as they are, not URL-encoded', async (_, key) => {
    await createHandler(ports)(anEvent({ key }), context);

    const [[name, input] = []] = started();
    expect(input).toMatchObject({ key });
    expect(name).toMatch(/^[\w-]{1,80}$/u);
  });

  test('is not lost when Step Functions cannot be reached: the event comes again', async () => {
    vi.spyOn(ports.executions, 'startBatch').mockRejectedValue(new Error('throttled'));

    await expect(createHandler(ports)(anEvent(), context)).rejects.toThrow('throttled');
  });
});

describe('anything else in the bucket is no batch', () => {
  test.each([
    ['a folder made in the console', { key: 'incoming/', size: 0 }],
    ['a folder whose name ends in .csv', { key: 'incoming/pilot.csv/', size: 0 }],
    ['a workbook', { key: 'incoming/pilot.xlsx' }],
    ['a file elsewhere', { key: 'archive/pilot.csv' }],
    ['a file at the top', { key: 'pilot.csv' }],
    ['a folder that only begins like ours', { key: 'incoming-old/pilot.csv' }],
    ['another one', { key: 'dry-run-old/pilot.csv' }],
    ['a way out of its folder', { key: 'incoming/../reports/pilot.csv' }],
    ['a name that only ends like ours', { key: 'incoming/pilot.csv.part' }],
  ])('%s', async (_, upload) => {
    expect(await createHandler(ports)(anEvent(upload), context)).toHaveProperty('ignored');
    expect(started()).toEqual([]);
  });
});

test('an event of another shape is an error, not a batch that never comes', async () => {
  await expect(createHandler(ports)({ detail: { bucket: {} } }, context)).rejects.toThrow();
});
