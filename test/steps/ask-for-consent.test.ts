import { describe, expect, test } from 'vitest';
import { planHash } from '../../lambdas/domain/consent.ts';
import { ConsentNotGivenError, PlanChangedError } from '../../lambdas/domain/errors.ts';
import { askForConsent } from '../../lambdas/steps/ask-for-consent.ts';
import { anIntakeRow, aTenant } from '../builders.ts';
import { aConsent, aTenantAt, NOW, portsWith, recordOf, runOf } from './kit.ts';

const otherPlan = anIntakeRow({ primaryEmail: 'other@test.com' });

describe('a consent given in writing', () => {
  test('is recorded with its plan, its author and the hour', async () => {
    const ports = portsWith({ tenants: [aTenant({ stage: 'accountsConfirmed' })] });

    expect(await askForConsent(ports, await runOf(ports))).toEqual({ done: true });
    expect(await recordOf(ports)).toMatchObject({
      stage: 'consented',
      consent: {
        kind: 'written',
        reference: 'C-2026-001',
        by: '山田 太郎',
        on: '2026-11-20',
        planHash: planHash(anIntakeRow()),
        recordedAt: NOW,
      },
    });
  });

  test('that is recorded and covers the plan is not asked for again', async () => {
    const ports = portsWith({ tenants: [aTenantAt('consented')] });
    const { revision } = await recordOf(ports);

    expect(await askForConsent(ports, await runOf(ports))).toEqual({ done: true });
    expect((await recordOf(ports)).revision).toBe(revision);
  });

  test('to the old plan does not cover a new one: the new row must name its own', async () => {
    const row = { ...otherPlan, consent: undefined };
    const ports = portsWith({ tenants: [aTenantAt('consented', { row, consent: aConsent(anIntakeRow()) })] });

    await expect(askForConsent(ports, await runOf(ports))).rejects.toThrow(ConsentNotGivenError);
  });

  test('to the new plan replaces the old one while nothing has changed at the vendor', async () => {
    const ports = portsWith({
      tenants: [aTenantAt('consented', { row: otherPlan, consent: aConsent(anIntakeRow()) })],
    });

    expect(await askForConsent(ports, await runOf(ports))).toEqual({ done: true });
    expect(await recordOf(ports)).toMatchObject({ stage: 'consented', consent: { planHash: planHash(otherPlan) } });
  });
});

test('without one the tenant goes no further', async () => {
  const row = anIntakeRow({ consent: undefined, approverEmail: 'approver@test.com' });
  const ports = portsWith({ tenants: [aTenant({ stage: 'accountsConfirmed', row })] });

  await expect(askForConsent(ports, await runOf(ports))).rejects.toThrow(ConsentNotGivenError);
  expect((await recordOf(ports)).stage).toBe('accountsConfirmed');
});

describe('a plan that changed too late', () => {
  const consent = aConsent(anIntakeRow());

  test.each([
    ['the sign-in name has', aTenantAt('primaryAccountClaimed', { row: otherPlan, consent })],
    ['the console was found', aTenantAt('consoleProvisioned', { row: otherPlan, consent })],
    [
      '[Reset Password] may have been pressed',
      aTenantAt('consented', { row: otherPlan, consent, passwordResetRequestedAt: NOW }),
    ],
  ])('is refused after %s, even with a new consent', async (_, tenant) => {
    const ports = portsWith({ tenants: [tenant] });

    await expect(askForConsent(ports, await runOf(ports))).rejects.toThrow(PlanChangedError);
    expect((await recordOf(ports)).consent).toEqual(consent);
  });
});
