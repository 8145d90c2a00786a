import { describe, expect, test } from 'vitest';
import { planHash } from '../../lambdas/domain/consent.ts';
import { PersonNeededError, PlanChangedError } from '../../lambdas/domain/errors.ts';
import { askForConsent } from '../../lambdas/steps/ask-for-consent.ts';
import { anIntakeRow, aTenant } from '../builders.ts';
import { aConsent, aTenantAt, DAY, fromNow, MINUTE, NOW, portsWith, recordOf, runOf } from './kit.ts';
import { says } from '../in-words.ts';

const APPROVER = 'approver@test.com';
const otherPlan = anIntakeRow({ primaryEmail: 'other@test.com' });

describe('a consent given in writing', () => {
  test('is recorded with its plan, its author and the hour', async () => {
    const ports = portsWith({ tenants: [aTenant({ stage: 'accountsConfirmed' })] });

    expect(await askForConsent(ports, await runOf(ports))).toEqual({ consented: true });
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

    expect(await askForConsent(ports, await runOf(ports))).toEqual({ consented: true });
    expect((await recordOf(ports)).revision).toBe(revision);
  });

  test('to the old plan does not cover a new one: its approver is asked', async () => {
    const row = { ...otherPlan, consent: undefined, approverEmail: APPROVER };
    const ports = portsWith({ tenants: [aTenantAt('consented', { row, consent: aConsent(anIntakeRow()) })] });

    await expect(askForConsent(ports, await runOf(ports))).rejects.toThrow(PersonNeededError);
  });

  test('to the new plan replaces the old one while nothing has changed at the vendor', async () => {
    const ports = portsWith({
      tenants: [aTenantAt('consented', { row: otherPlan, consent: aConsent(anIntakeRow()) })],
    });

    expect(await askForConsent(ports, await runOf(ports))).toEqual({ consented: true });
    expect(await recordOf(ports)).toMatchObject({ stage: 'consented', consent: { planHash: planHash(otherPlan) } });
  });
});

describe('without one', () => {
  const row = anIntakeRow({ consent: undefined, approverEmail: APPROVER });
  const asked = (settings?: Parameters<typeof portsWith>[0]) =>
    portsWith({ tenants: [aTenant({ stage: 'accountsConfirmed', row })], ...settings });

  test('the approver gets a link that leads to the consent for 30 days, and the tenant goes no further', async () => {
    const ports = asked();

    await expect(askForConsent(ports, await runOf(ports))).rejects.toSatisfy(says(`${APPROVER} was asked`));
    expect((await recordOf(ports)).stage).toBe('accountsConfirmed');
    const [sent] = ports.mailer.sent;
    expect(sent?.mail.to).toBe(APPROVER);
    expect(sent?.mail.text).toContain('/tasks/tenant-1/AskForConsent?purpose=consent');
    expect(sent?.mail.text).toContain(`until=${encodeURIComponent(fromNow(30 * DAY))}`);
  });

  test('a run that is repeated asks nobody twice', async () => {
    const ports = asked();
    const again = async () => askForConsent(ports, await runOf(ports)).catch(() => undefined);
    await again();
    ports.clock.pass(MINUTE);
    await again();

    expect(ports.mailer.sent).toHaveLength(1);
  });

  test('a mail that is refused leaves the consent with the operator, who is told why', async () => {
    const ports = asked();
    ports.mailer.refuseNext();

    await expect(askForConsent(ports, await runOf(ports))).rejects.toSatisfy(says('could not be mailed'));
    await expect(askForConsent(ports, await runOf(ports))).rejects.toThrow(PersonNeededError);
  });

  test('nobody of the operator is asked: anyone who does the work must not approve it', async () => {
    const ports = asked({ settings: { operatorEmail: 'night@Test.com' } });

    await expect(askForConsent(ports, await runOf(ports))).rejects.toSatisfy(says("the operator's own mail domain"));
    expect(ports.mailer.sent).toEqual([]);
  });

  test('people of the operator are asked where a setting says why', async () => {
    const settings = { operatorEmail: 'night@test.com', ownApproversBecause: 'we are the IT group of these companies' };
    const ports = asked({ settings });

    await expect(askForConsent(ports, await runOf(ports))).rejects.toSatisfy(says(`${APPROVER} was asked`));
    expect(ports.mailer.sent).toHaveLength(1);
  });
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
