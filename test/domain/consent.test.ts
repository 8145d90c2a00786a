import { describe, expect, test } from 'vitest';
import { covers, planHash, writtenConsent } from '../../lambdas/domain/consent.ts';
import type { IntakeRow } from '../../lambdas/domain/intake/intake-row.ts';
import { anIntakeRow } from '../builders.ts';

const NOW = new Date('2026-12-05T12:00:00Z');
const row = anIntakeRow();
const consent = writtenConsent(row, NOW);

describe('a consent', () => {
  test('covers the row it was given for', () => {
    expect(covers(consent, row)).toBe(true);
  });

  test.each([
    ['tenant', { tenantId: 'tenant-2' }],
    ['account', { clpLoginId: 'zzz' }],
    ['address', { primaryEmail: 'zzz@test.com' }],
    ['console', { apexCentralHost: 'zzz.manage.trendmicro.com' }],
    ['region', { region: 'EU' }],
  ] as [string, Partial<IntakeRow>][])('does not cover another %s', (_, change) => {
    expect(covers(consent, anIntakeRow(change))).toBe(false);
  });

  test.each([
    ['who is told', { notifyEmails: ['other@test.com'] }],
    ['when work is done', { window: { from: '22:00', to: '05:00', zone: 'Asia/Tokyo' } }],
    ['what the company is called', { companyName: '株式会社テスト（新）' }],
    ['by which paper it is proved', { consent: { reference: 'C-2', by: '鈴木', on: '2026-12-01' } }],
  ] as [string, Partial<IntakeRow>][])('still covers the plan when it changes %s', (_, change) => {
    expect(covers(consent, anIntakeRow(change))).toBe(true);
  });

  test('that is not there covers nothing', () => {
    expect(covers(undefined, row)).toBe(false);
  });

  test('does not run two fields together: "a" + "bc" is another plan than "ab" + "c"', () => {
    const one = planHash(anIntakeRow({ tenantId: 'a', clpLoginId: 'bc' }));

    expect(planHash(anIntakeRow({ tenantId: 'ab', clpLoginId: 'c' }))).not.toBe(one);
  });
});

describe('a consent in writing', () => {
  test('keeps where it is filed, who gave it, on which day, and when we recorded it', () => {
    expect(consent).toEqual({
      kind: 'written',
      reference: 'C-2026-001',
      by: '山田 太郎',
      on: '2026-11-20',
      planHash: planHash(row),
      recordedAt: '2026-12-05T12:00:00.000Z',
    });
  });

  test('is none when the row names an approver only', () => {
    expect(writtenConsent(anIntakeRow({ consent: undefined, approverEmail: 'boss@test.com' }), NOW)).toBeUndefined();
  });
});
