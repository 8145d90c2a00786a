import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { RUNBOOK_SECTIONS } from '../../lambdas/domain/operator-pages.ts';
import { aStack, ofType, resourcesOf, smallest, type Resources } from './a-stack.ts';

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
    'state-transitions',
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
  const description = joined(AlarmDescription);
  const section = /Desk: https:\/\/\S+\/ Runbook: https:\/\/\S+\/runbook\/([\w-]+)$/u.exec(description)?.[1] ?? '';

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

test('the runbook has no section without an alarm, but for what a person begins, and what a mail tells of', () => {
  const linked = alarms.map(({ AlarmDescription }) => joined(AlarmDescription).split('/runbook/')[1] ?? '');

  expect([...sections.keys()].filter((section) => !linked.includes(section))).toEqual(['circuit-breaker', 'redrive']);
});

test('no alarm waits for metrics that AWS leaves out while nothing happens', () => {
  const computed = alarms.filter(({ Metrics }) => Metrics !== undefined);

  expect(computed.map(({ AlarmName }) => AlarmName)).toEqual(['visionlift-test-no-progress']);
  for (const { Properties } of ofType(resources, 'AWS::Logs::MetricFilter')) {
    expect(Properties['MetricTransformations']).toEqual([expect.objectContaining({ DefaultValue: 0 })]);
  }
});

test('state transitions are counted for the whole account, and told from the number that the settings say', () => {
  const thresholdOf = (more: object) =>
    ofType(resourcesOf(aStack(more)), 'AWS::CloudWatch::Alarm').find(
      ({ Properties }) => Properties['AlarmName'] === 'visionlift-test-state-transitions',
    )?.Properties;

  expect(thresholdOf({ stateTransitionsPerHour: 12_345 })).toMatchObject({
    Namespace: 'AWS/States',
    MetricName: 'ConsumedCapacity',
    Dimensions: [{ Name: 'ServiceMetric', Value: 'StateTransition' }],
    Statistic: 'Sum',
    Period: 3600,
    Threshold: 12_345,
  });
});

test('the sections that mails and alarms may lead to are those of the runbook', () => {
  expect([...sections.keys()]).toEqual([...RUNBOOK_SECTIONS]);
});

test('a stage without a desk names the runbook as a file', () => {
  const [alarm] = ofType(resourcesOf(aStack(smallest)), 'AWS::CloudWatch::Alarm');

  expect(alarm?.Properties['AlarmDescription']).toMatch(/[^:]\. Runbook: docs\/runbook\.md#/u);
});

test('the runbook can lie elsewhere', () => {
  const [alarm] = ofType(resourcesOf(aStack({ runbook: 'https://wiki.example.jp/runbook' })), 'AWS::CloudWatch::Alarm');

  expect(joined(alarm?.Properties['AlarmDescription'])).toContain('Runbook: https://wiki.example.jp/runbook#');
});

test('the page on costs counts the keys, alarms and metrics that are deployed, since each is paid for by the month', () => {
  const page = readFileSync(new URL('../../docs/deploying.md', import.meta.url), 'utf8');
  const count = (of: Resources) => {
    const watched = ofType(of, 'AWS::CloudWatch::Alarm').map(({ Properties }) => Properties['Metrics'] ?? [{}]);
    // An expression is paid for by the metrics in it.
    const metrics = watched.flatMap((parts) => parts as object[]).filter((part) => !('Expression' in part));
    return { keys: ofType(of, 'AWS::KMS::Key').length, alarms: watched.length, metrics: metrics.length };
  };
  const all = count(resources);
  const mute = count(resourcesOf(aStack({ receivingDomain: undefined, codeSenderDomains: [] })));
  const least = count(resourcesOf(aStack(smallest)));
  const filters = ofType(resources, 'AWS::Logs::MetricFilter').length;

  const monthly = Array.from(page.matchAll(/^\| ((?:\d+ KMS keys|\d+ alarms|\d+ metrics).*?) +\| (\d+ x [\d.]+)/gmu));
  expect(monthly.map(([, what, sum]) => [what, sum])).toEqual([
    [`${String(all.keys)} KMS keys (${String(least.keys)} without the desk)`, `${String(all.keys)} x 1.00`],
    [
      `${String(all.alarms)} alarms with ${String(all.metrics)} metrics` +
        ` (${String(mute.alarms)} and ${String(mute.metrics)} without receiving,` +
        ` ${String(least.alarms)} and ${String(least.metrics)} without the desk as well)`,
      `${String(all.metrics)} x 0.10`,
    ],
    [`${String(filters)} metrics from logs, in months in which they have values`, `${String(filters)} x 0.30`],
  ]);
});

/** A text of the template, with `X` for each part that is known only when it is deployed. */
function joined(text: unknown): string {
  const parts = (text as { 'Fn::Join'?: [string, unknown[]] } | undefined)?.['Fn::Join']?.[1] ?? [text];
  return parts.map((part) => (typeof part === 'string' ? part : 'X')).join('');
}
