import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { LambdaContext } from '../../lambdas/runtime/lambda.ts';
import type { LogFields } from '../../lambdas/runtime/log-fields.ts';
import { log, logCallsOf } from '../../lambdas/runtime/logger.ts';
import { count } from '../../lambdas/runtime/metrics.ts';
import { filesIn } from '../definitions/checks/source-files.ts';

const CONTEXT = {
  awsRequestId: 'request-1',
  functionName: 'visionlift-test-CheckUpdate',
  invokedFunctionArn: 'arn:aws:lambda:ap-northeast-1:111122223333:function:visionlift-test-CheckUpdate',
  memoryLimitInMB: '512',
  getRemainingTimeInMillis: () => 1_000,
} as LambdaContext;

const said: string[] = [];

beforeEach(() => {
  said.length = 0;
  vi.stubEnv('LOG_LEVEL', 'info');
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((chunk) => said.push(String(chunk)) > 0);
  }
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const lines = () => said.map((line) => JSON.parse(line) as Record<string, unknown>);

/** What TypeScript would not let through, as a cast or a spread can. */
const unchecked = (fields: object): LogFields => fields;

describe('a log line', () => {
  test('has a code to search for, a sentence to read, its fields, and whose call it was', () => {
    logCallsOf(CONTEXT);
    log.warn('TOKEN_TOO_LATE', 'The step was done.', { tenantId: 'tenant-1', step: 'CheckUpdate' });

    expect(lines()).toEqual([
      {
        level: 'warn',
        code: 'TOKEN_TOO_LATE',
        sentence: 'The step was done.',
        tenantId: 'tenant-1',
        step: 'CheckUpdate',
        service: 'visionlift',
        function_name: 'visionlift-test-CheckUpdate',
        function_request_id: 'request-1',
        cold_start: expect.any(Boolean) as boolean,
        timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT/u) as string,
      },
    ]);
  });

  test.each([
    ['a payload', { event: { password: 'canary-1' } }],
    ['a field that is not on the list', { password: 'canary-1' }],
    ['an object behind a name that is on the list', { key: { password: 'canary-1' } }],
    ['a list behind a name that is on the list', { status: ['canary-1'] }],
    ['an error, whose message may quote a page', { error: new Error('canary-1') }],
  ])('never has %s, and says which field it left out', (_, fields) => {
    log.error('SOMETHING', 'Something is wrong.', unchecked({ tenantId: 'tenant-1', ...fields }));

    expect(said.join('')).not.toContain('canary-1');
    expect(lines()).toEqual([expect.objectContaining({ tenantId: 'tenant-1', leftOut: Object.keys(fields)[0] })]);
  });

  test('cannot be made to carry a payload by a text that is too long for a field', () => {
    log.info('SOMETHING', 'Something was read.', { because: 'x'.repeat(100_000) });

    expect(said.join('').length).toBeLessThan(2_000);
  });

  test('is not written below the level of the deployment', () => {
    vi.stubEnv('LOG_LEVEL', 'error');
    log.warn('SOMETHING', 'Something is odd.');
    vi.stubEnv('LOG_LEVEL', 'silent');
    log.error('SOMETHING', 'Something is wrong.');

    expect(said).toEqual([]);
  });
});

describe('a counted event', () => {
  test('is one line: the figure that an alarm watches, and which tenant it was', () => {
    vi.stubEnv('POWERTOOLS_METRICS_NAMESPACE', 'visionlift-test');
    count('StuckTenants', { tenantId: 'tenant-1', step: 'CheckUpdate' });

    expect(lines()).toEqual([
      expect.objectContaining({
        StuckTenants: 1,
        service: 'visionlift',
        tenantId: 'tenant-1',
        step: 'CheckUpdate',
        _aws: expect.objectContaining({
          CloudWatchMetrics: [
            {
              Namespace: 'visionlift-test',
              // Of no tenant: each value of a dimension is a metric that costs money of its own.
              Dimensions: [['service']],
              Metrics: [{ Name: 'StuckTenants', Unit: 'Count' }],
            },
          ],
        }) as object,
      }),
    ]);
  });

  test('has no field that a log line may not have', () => {
    vi.stubEnv('POWERTOOLS_METRICS_NAMESPACE', 'visionlift-test');
    count('StuckTenants', unchecked({ tenantId: 'tenant-1', cookies: 'canary-1' }));

    expect(said.join('')).not.toContain('canary-1');
  });

  test('is not written where nobody counts, as in embedded mode', () => {
    vi.stubEnv('POWERTOOLS_METRICS_NAMESPACE', undefined);
    count('StuckTenants', { tenantId: 'tenant-1' });

    expect(said).toEqual([]);
  });
});

describe('every line that a function logs', () => {
  const source = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
  const calls = filesIn('lambdas')
    .filter((file) => file !== 'lambdas/runtime/logger.ts')
    .flatMap((file) =>
      source(file)
        .split(/\blog\.(?:info|warn|error)\(/u)
        .slice(1),
    );
  const shape = /^\s*'([A-Z]+(?:_[A-Z]+)*)',\s*(['"`])[A-Z][^\n]{10,}\.\2/u;

  test('has a code to search for and a whole sentence to read', () => {
    expect(calls.length).toBeGreaterThan(10);
    expect(calls.filter((call) => !shape.test(call)).map((call) => call.slice(0, 100))).toEqual([]);
  });

  test('is explained in docs/log-lines.md by its code', () => {
    const explained = Array.from(source('docs/log-lines.md').matchAll(/^\| `([A-Z_]+)`/gmu), ([, code]) => code);
    expect(explained.sort()).toEqual([...new Set(calls.map((call) => shape.exec(call)?.[1]))].sort());
  });
});
