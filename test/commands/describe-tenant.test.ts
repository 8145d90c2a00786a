import { describe, expect, test } from 'vitest';
import { describeTenant, publicTenant } from '../../bin/commands/status/show-status.ts';
import type { StepFailure } from '../../lambdas/domain/tenant.ts';
import { aDeskTask, anIntakeRow, anOutcome, aTenant } from '../builders.ts';

const plain = (text: string) => text;
const SCREEN = { width: 200, bold: plain, good: plain, warning: plain, bad: plain, faint: plain };
const failure: StepFailure = {
  execution: 'arn:1',
  step: 'AskForConsent',
  error: 'ConsentNotGivenError',
  reason: { code: 'approverHasNotAnswered', approver: 'cio@test.com' },
  guideStep: null,
  at: '2026-12-01T01:00:00.000Z',
};

function valuesOf(lines: readonly string[]): [string, string][] {
  return lines.slice(1).map((line) => {
    const [, name = '', value = ''] = /^ {2}(.+?) {2,}(.+)$/u.exec(line) ?? [];
    return [name, value];
  });
}

describe('the status of a tenant', () => {
  test('begins with its outcome: of one that is migrated an old failure is history, and comes last', () => {
    const tenant = aTenant({ stage: 'told', failure });
    const shown = valuesOf(describeTenant({ tenant, outcome: anOutcome(), tasks: [] }, 'en', SCREEN));

    expect(shown[0]).toEqual(['outcome', 'migrated']);
    expect(shown[1]).toEqual(['stage', 'stakeholders told']);
    expect(shown.at(-1)?.[0]).toBe('earlier stop');
    expect(shown.at(-1)?.[1]).toMatch(/^2026-12-01 01:00 UTC {2}the customer's consent/u);
  });

  test('of a declined one says by whom, and not that it was stopped by a step', () => {
    const reason = { code: 'declined', by: '鈴木一郎', address: 'cio@test.com', why: '時期が悪い' };
    const outcome = anOutcome({ outcome: 'skipped', code: 'DECLINED', reason });
    const tenant = aTenant({ stage: 'accountsConfirmed', failure: { ...failure, reason } });
    const shown = valuesOf(describeTenant({ tenant, outcome, tasks: [] }, 'ja', SCREEN));

    expect(shown[0]).toEqual(['結果', 'スキップ：鈴木一郎 様（cio@test.com）が同意されませんでした：時期が悪い']);
    expect(shown.map(([name]) => name)).not.toContain('過去の停止');
  });

  test('that waits says for whose consent, since when and until when, and shows no whole address', () => {
    const tenant = aTenant({ stage: 'accountsConfirmed', row: anIntakeRow({ approverEmail: 'anna@test.com' }) });
    const tasks = [aDeskTask({ step: 'AskForConsent' })];
    const shown = valuesOf(describeTenant({ tenant, tasks }, 'en', SCREEN));

    expect(shown[0]).toEqual(['outcome', 'under way']);
    expect(shown[2]).toEqual([
      'waits for',
      'consent of a***@test.com, since 2026-12-01 00:00 UTC, until 2026-12-31 00:00 UTC',
    ]);
    expect(publicTenant({ tenant, tasks }).waitsFor).toEqual([
      { step: 'AskForConsent', since: '2026-12-01T00:00:00.000Z', until: '2026-12-31T00:00:00.000Z' },
    ]);
  });

  test('waits for nothing that has been answered', () => {
    const closed = { at: '2026-12-02T00:00:00.000Z', by: 'operator', as: 'done' } as const;
    const status = { tenant: aTenant(), tasks: [aDeskTask({ closed })] };

    expect(publicTenant(status).waitsFor).toEqual([]);
  });

  test('that needs attention has the remedy beside its reason, in the language of the reader', () => {
    const reason = { code: 'licenceExpired', expiresOn: '2026-05-30' };
    const outcome = anOutcome({ outcome: 'needsAttention', code: 'LicenceNotReadyError', guideStep: '1-1', reason });
    const shown = valuesOf(describeTenant({ tenant: aTenant(), outcome, tasks: [] }, 'ja', SCREEN));

    expect(shown[0]?.[1]).toMatch(/^要対応：/u);
    expect(shown[1]).toEqual(['対処', expect.stringContaining('ライセンスを更新')]);
  });
});
