import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IntakeObject } from '../../lambdas/domain/batch.ts';
import {
  batchIdOf,
  executionArn,
  handOverExecutionName,
  tenantExecutionName,
  tenantIdIn,
} from '../../lambdas/domain/names.ts';

function anObject(overrides: Partial<IntakeObject> = {}): IntakeObject {
  return { bucket: 'intake', key: 'incoming/pilot.csv', versionId: 'v1', ...overrides };
}

const stemOf = (key: string): string => batchIdOf(anObject({ key })).slice(0, -10);

describe('the id of a batch', () => {
  test('is the same for the same version of an object, so that a repeated event is the same batch', () => {
    expect(batchIdOf(anObject())).toBe(batchIdOf(anObject()));
    expect(batchIdOf(anObject())).toMatch(/^pilot--[0-9a-f]{8}$/u);
  });

  test.each([
    ['a corrected file of the same name', { versionId: 'v2' }],
    ['the same file as a dry run', { key: 'dry-run/pilot.csv' }],
    ['the same key in another bucket', { bucket: 'other' }],
  ])('is another for %s', (_, change) => {
    expect(batchIdOf(anObject(change))).not.toBe(batchIdOf(anObject()));
  });

  test.each([
    ['incoming/2026/12/pilot.csv', 'pilot'],
    ['incoming/PILOT.CSV', 'PILOT'],
    ['incoming/pilot 1 (final).csv', 'pilot-1--final-'],
    ['incoming/ＡＢＣ１２.csv', 'ABC12'],
    ['incoming/移行対象.csv', 'batch'],
    ['incoming/移行対象（第2弾）テナント一覧.csv', '2--------'],
    ['incoming/_-2026年度 対象.csv', '2026-----'],
    ['incoming/--help.csv', 'help'],
    ['incoming/pilot.txt', 'pilot'],
    ['incoming/テナント.TXT', 'batch'],
    ['incoming/.csv', 'batch'],
    ['incoming/a.b.csv', 'a-b'],
  ])('shows the file name, as far as an execution may be called so: %s', (key, stem) => {
    expect(stemOf(key)).toBe(stem);
  });

  test('is a legal name of an execution for every key there can be', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        expect(batchIdOf(anObject({ key: `incoming/${text}.csv` }))).toMatch(
          /^[A-Za-z0-9][A-Za-z0-9_-]{0,59}--[0-9a-f]{8}$/u,
        );
      }),
    );
  });
});

describe('the name of a tenant’s execution', () => {
  test('names the tenant, the batch and the attempt', () => {
    expect(tenantExecutionName('tenant-1', 'pilot--0a1b2c3d', 2)).toBe('tenant-1--0a1b2c3d--2');
  });

  test.each(['t-001', 'a--b', 'a-', '-', '--again', 't'.repeat(40)])('still tells the tenant: %s', (tenantId) => {
    expect(tenantIdIn(tenantExecutionName(tenantId, 'pilot--0a1b2c3d', 12))).toBe(tenantId);
    expect(tenantIdIn(handOverExecutionName(tenantId, new Date('2026-12-01T00:00:00.000Z')))).toBe(tenantId);
  });

  test('fits into the 80 characters that Step Functions allows', () => {
    const batchId = batchIdOf(anObject({ key: `incoming/${'x'.repeat(200)}.csv` }));

    expect(tenantExecutionName('t'.repeat(40), batchId, 99).length).toBeLessThanOrEqual(80);
  });
});

test('the ARN of an execution is made of its machine’s and its name', () => {
  expect(executionArn('arn:aws:states:ap-northeast-1:111122223333:stateMachine:migrate-tenant', 'x--1')).toBe(
    'arn:aws:states:ap-northeast-1:111122223333:execution:migrate-tenant:x--1',
  );
});
