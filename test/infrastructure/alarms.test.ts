import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { aStack, ofType, resourcesOf } from './a-stack.ts';

const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
const sections = new Map(
  runbook
    .split(/^## /mu)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf('\n')), section]),
);

const resources = resourcesOf(aStack());
const alarms = ofType(resources, 'AWS::CloudWatch::Alarm').map(({ Properties }) => Properties);
const names = alarms.map(({ AlarmName }) => String(AlarmName).replace('visionlift-test-', ''));

test('there is an alarm for everything that somebody must look at', () => {
  expect(names.sort()).toEqual([
    'batch-failed',
    'batch-timed-out',
    'bounce-rate',
    'complaint-rate',
    'dead-letters-execution-ended',
    'dead-letters-mail-feedback',
    'dead-letters-on-schedule',
    'dead-letters-receive-mail',
    'dead-letters-start-batch',
    'dead-letters-undelivered-mail',
    'desk-faults',
    'hand-over-failed',
    'hand-over-timed-out',
    'no-progress',
    'stuck-tenant',
    'tenant-failed',
    'tenant-timed-out',
    'unanswered-step',
  ]);
});

test('each queue of dead letters has its alarm', () => {
  const queues = ofType(resources, 'AWS::SQS::Queue').map(({ Properties }) => String(Properties['QueueName']));

  expect(
    queues.map((queue) => queue.replace(/^visionlift-test-(.+)-dead-letters$/u, 'dead-letters-$1')).sort(),
  ).toEqual(names.filter((name) => name.startsWith('dead-letters')));
});

describe.each(alarms)('$AlarmName', ({ AlarmDescription, AlarmActions, TreatMissingData, Threshold }) => {
  const section = /Runbook: docs\/runbook\.md#([\w-]+)$/u.exec(String(AlarmDescription))?.[1] ?? '';

  test('leads to its section of the runbook, which says what it is, how to look and what to do', () => {
    expect([...sections.keys()]).toContain(section);
    const headings = Array.from((sections.get(section) ?? '').matchAll(/^### (.+)$/gmu), ([, heading]) => heading);
    expect(headings).toEqual(['Description', 'Investigation', 'Resolution']);
  });

  test('reaches the operator, and is silent where nothing happens', () => {
    expect(AlarmActions).toEqual([{ Ref: expect.stringMatching(/^Operator/u) as string }]);
    expect(TreatMissingData).toBe('notBreaching');
    expect(Number(Threshold)).toBeGreaterThan(0);
  });
});

test('the runbook has no section without an alarm', () => {
  const linked = alarms.map(({ AlarmDescription }) => String(AlarmDescription).split('#')[1]);

  expect([...sections.keys()].filter((section) => !linked.includes(section))).toEqual([]);
});

test('no alarm waits for metrics that AWS leaves out while nothing happens', () => {
  const computed = alarms.filter(({ Metrics }) => Metrics !== undefined);

  expect(computed.map(({ AlarmName }) => AlarmName)).toEqual(['visionlift-test-no-progress']);
  for (const { Properties } of ofType(resources, 'AWS::Logs::MetricFilter')) {
    expect(Properties['MetricTransformations']).toEqual([expect.objectContaining({ DefaultValue: 0 })]);
  }
});

test('the runbook can lie elsewhere', () => {
  const [alarm] = ofType(resourcesOf(aStack({ runbook: 'https://wiki.example.jp/runbook' })), 'AWS::CloudWatch::Alarm');

  expect(alarm?.Properties['AlarmDescription']).toContain('Runbook: https://wiki.example.jp/runbook#');
});
