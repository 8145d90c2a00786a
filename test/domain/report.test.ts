import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Batch } from '../../lambdas/domain/batch.ts';
import { OUTCOMES, type Outcome, type BatchFigures } from '../../lambdas/domain/outcome.ts';
import { ReportCsv } from '../../lambdas/domain/report-csv.ts';
import { count, emptyFigures, endingOf } from '../../lambdas/domain/report.ts';
import { aBatch, aBatchTenant, anOutcome } from '../builders.ts';

const release = { by: 'automatic', at: '2026-12-05T12:00:00.000Z' };

function figuresOf(outcomes: readonly (Outcome | undefined)[], rejected = 0): BatchFigures {
  const accepted = outcomes.length;
  const figures = emptyFigures({ rows: accepted + rejected, rejected, accepted, refused: false });
  for (const outcome of outcomes) count(figures, aBatchTenant(outcome && { outcome: anOutcome({ outcome }) }));
  return figures;
}

function endOf(outcomes: readonly (Outcome | undefined)[], batch: Partial<Batch> = {}) {
  return endingOf(aBatch({ release, accepted: outcomes.length, ...batch }), figuresOf(outcomes), null);
}

describe('the figures', () => {
  test('add up to the rows, whatever became of them', () => {
    const outcome = fc.option(fc.constantFrom(...OUTCOMES), { nil: undefined });
    fc.assert(
      fc.property(fc.array(outcome, { maxLength: 50 }), fc.nat(20), (outcomes, rejected) => {
        const { rows, ...others } = figuresOf(outcomes, rejected);

        expect(Object.values(others).reduce((sum, figure) => sum + figure, 0)).toBe(rows);
        expect(Math.min(...Object.values(others))).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('count every row of a refused file as rejected: none of them was used', () => {
    const figures = emptyFigures({ rows: 25, rejected: 0, accepted: 0, refused: true });

    expect(figures).toMatchObject({ rows: 25, rejected: 25, open: 0 });
  });

  test('count a tenant without an outcome as open', () => {
    expect(figuresOf(['migrated', undefined])).toMatchObject({ migrated: 1, open: 1 });
  });
});

describe('a batch ends as', () => {
  test.each([
    ['migrated', ['migrated', 'migrated']],
    ['migrated', ['skipped', 'skipped']],
    ['migrated', ['migrated', 'skipped']],
    ['someNeedAttention', ['migrated', 'needsAttention']],
    ['someNeedAttention', ['migrated', undefined]],
    ['someNeedAttention', ['needsAttention']],
    ['noProgress', [undefined, undefined]],
    ['nothing', []],
  ] as const)('%s: %j', (ending, outcomes) => {
    expect(endOf(outcomes)).toBe(ending);
  });

  test.each([
    ['ready and not ready', ['ready', 'notReady']],
    ['one that could not be looked at', ['ready', 'needsAttention']],
  ] as const)('checked in a dry run, with %s', (_, outcomes) => {
    expect(endOf(outcomes, { dryRun: true })).toBe('checked');
  });

  test('refused, when no row of the file could be used', () => {
    expect(endOf([], { refused: true })).toBe('refused');
  });

  test('stopped, when nobody released it', () => {
    expect(endOf([undefined], { release: undefined })).toBe('stopped');
  });

  test.each([
    ['stopped, when the machine failed, although every tenant is migrated', aBatch({ release })],
    ['stopped, when it was never read in', undefined],
  ])('%s', (_, batch) => {
    const failure = { state: 'StartEachTenant', error: 'States.Timeout', cause: '' };

    expect(endingOf(batch, figuresOf(['migrated']), failure)).toBe('stopped');
  });
});

describe('report.csv', () => {
  test('opens in Excel as what it is, and runs nothing there', () => {
    const csv = new ReportCsv({ header: ['tenant_id', 'company_name'] }, 'en');

    expect(csv.header().charCodeAt(0)).toBe(0xfeff);
    expect(csv.row(aBatchTenant({ original: ['tenant-1', '=cmd|calc'] }))).toContain("'=cmd|calc");
  });

  test('has one set of outcomes when an earlier report came in again', () => {
    const header = ['tenant_id', 'company_name', 'outcome', 'reason', 'guide_step', 'execution'];
    const csv = new ReportCsv({ header }, 'en');
    const original = ['tenant-1', 'One', 'needs attention', 'old reason', '1-1', 'old-execution'];

    expect(csv.header().slice(1)).toBe(`${header.join(',')}\r\n`);
    expect(csv.row(aBatchTenant({ original, outcome: anOutcome(), execution: 'new-execution' }))).toBe(
      'tenant-1,One,migrated,,,new-execution\r\n',
    );
  });

  test('keeps its columns in line when a row has fewer cells than the header', () => {
    const csv = new ReportCsv({ header: ['tenant_id', 'company_name', 'language'] }, 'en');

    expect(csv.row(aBatchTenant({ original: ['tenant-1'], execution: 'e' }))).toBe('tenant-1,,,under way,,,e\r\n');
  });

  test('speaks Japanese to an operator who does, and keeps the details', () => {
    const csv = new ReportCsv({ header: ['テナントID'] }, 'ja');
    const reason = 'its licence expired on 2026-05-30';
    const outcome = anOutcome({ outcome: 'needsAttention', reason, code: 'LicenceNotReadyError', guideStep: '1-1' });

    expect(csv.header()).toBe('\ufeffテナントID,結果,理由,手順番号,実行名\r\n');
    expect(csv.row(aBatchTenant({ original: ['tenant-1'], outcome, execution: 'e' }))).toBe(
      `tenant-1,要対応,ライセンスがアップデートの条件を満たしていません（${reason}）,1-1,e\r\n`,
    );
  });
});
