import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { listObjects, readObject, writeObject } from '../../local/objects.ts';
import { smallest } from './a-stack.ts';
import { deployStack, type DeployedStack } from './deployed/deployed-stack.ts';

const CSV = readFileSync(new URL('../../samples/tenants.csv', import.meta.url));
const TENANTS = CSV.toString().trimEnd().split('\n').length - 1;

let stack: DeployedStack;

beforeAll(async () => {
  stack = await deployStack({ ...smallest, defaultHands: 'scripted' });
  await writeObject(stack.bucket('BucketsIntake'), 'incoming/tenants.csv', CSV);
  await vi.waitFor(() => {
    expect(executionsOf('migrate-batch').length).toBe(1);
  }, 30_000);
  await stack.engine.idle();
}, 300_000);

afterAll(() => stack.close());

const executionsOf = (machine: string) =>
  stack.engine.listExecutions(`arn:aws:states:ap-northeast-1:111122223333:stateMachine:visionlift-test-${machine}`);
const statusesOf = (machine: string) => executionsOf(machine).map(({ status }) => status);

test('a CSV becomes migrated tenants by the template and its bundles alone, with scripted hands and no password', () => {
  expect(statusesOf('migrate-batch')).toEqual(['SUCCEEDED']);
  expect(statusesOf('migrate-tenant')).toEqual(Array(TENANTS).fill('SUCCEEDED'));
  expect(statusesOf('hand-over-tenant')).toEqual(Array(TENANTS).fill('SUCCEEDED'));
  expect(stack.faults).toEqual([]);
});

test('takes the time that the guide says, since a rehearsal must not promise more than the vendor keeps', () => {
  for (const { startDate, stopDate } of executionsOf('migrate-tenant')) {
    const minutes = ((stopDate?.getTime() ?? 0) - startDate.getTime()) / 60_000;
    expect(minutes).toBeGreaterThan(22);
    expect(minutes).toBeLessThan(40);
  }
});

test('every mail and every line of the report says that nothing of it was real', async () => {
  const mails = stack.aws.ses.messages();
  expect(mails.length).toBeGreaterThan(TENANTS);
  for (const { subject, text, html } of mails) {
    expect(subject).toContain('[リハーサル Rehearsal]');
    expect(text).toMatch(/^これはリハーサルです/u);
    expect(html).toContain('これはリハーサルです');
  }
  const reports = stack.bucket('BucketsReports');
  const [report = ''] = (await listObjects(reports, 'reports/')).filter((key) => key.endsWith('report.csv'));
  const [, ...lines] = Buffer.from(await readObject(reports, report))
    .toString()
    .trimEnd()
    .split('\r\n');
  expect(lines.length).toBe(TENANTS);
  expect(lines.filter((line) => !line.includes('リハーサル'))).toEqual([]);
});

test('the functions log in lines of JSON with a code and a sentence', () => {
  const lines = stack.logs
    .join('')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines).toContainEqual(
    expect.objectContaining({ code: 'BATCH_STARTED', function_name: 'visionlift-test-start-batch' }),
  );
});
