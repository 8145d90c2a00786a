import { describe, expect, test } from 'vitest';
import type { BatchTenant } from '../../lambdas/domain/batch.ts';
import type { Outcome } from '../../lambdas/domain/outcome.ts';
import { emailStakeholders } from '../../lambdas/steps/email-stakeholders.ts';
import { aBatchTenant, anIntakeRow, anOutcome, BATCH_ID, EXECUTION } from '../builders.ts';
import { aTenantAt, NOW, portsWith, recordOf, type TestPorts } from './kit.ts';

const run = { batchId: BATCH_ID, tenantId: 'tenant-1', execution: EXECUTION };
const row = anIntakeRow({ notifyEmails: ['it@test.com', 'boss@test.com'] });
/** Its lease went back when the outcome was recorded. */
const verified = aTenantAt('verified', { row, lease: undefined });

async function portsFor(outcome: Outcome | undefined, tenant = verified): Promise<TestPorts> {
  const ports = portsWith({ tenants: [tenant] });
  await addTo(ports, aBatchTenant({ row, ...(outcome && { outcome: anOutcome({ outcome, reason: 'because' }) }) }));
  return ports;
}

async function addTo({ batches }: TestPorts, tenant: BatchTenant): Promise<void> {
  await batches.addTenants([tenant]);
}

const recipients = ({ mailer }: TestPorts) => mailer.sent.map(({ mail }) => mail.to);

describe('the stakeholders of a migrated tenant', () => {
  test('each get a mail of their own, and the tenant is "told" then', async () => {
    const ports = await portsFor('migrated');

    await emailStakeholders(ports, run);

    expect(recipients(ports)).toEqual(['it@test.com', 'boss@test.com']);
    expect(await recordOf(ports)).toMatchObject({ stage: 'told', toldAt: NOW });
  });

  test('get a link of their own to the completion report, where there is a desk that shows it', async () => {
    const ports = await portsFor('migrated');

    await emailStakeholders({ ...ports, settings: { ...ports.settings, deskOrigin: 'https://desk.example.jp' } }, run);

    expect(ports.mailer.sent.map(({ mail }) => mail.text)).toEqual(
      ['it', 'boss'].map(
        (name) => expect.stringMatching(new RegExp(`CompletionReport.*purpose=report&to=${name}%40`, 'u')) as string,
      ),
    );
  });

  test('get one mail, however often the step runs', async () => {
    const ports = await portsFor('migrated');

    await emailStakeholders(ports, run);
    await emailStakeholders(ports, run);

    expect(recipients(ports)).toHaveLength(2);
  });

  test('get one mail across all batches', async () => {
    const ports = await portsFor('migrated');
    await addTo(ports, aBatchTenant({ batchId: 'second--22222222', row, outcome: anOutcome() }));

    await emailStakeholders(ports, run);
    await emailStakeholders(ports, { ...run, batchId: 'second--22222222' });

    expect(recipients(ports)).toHaveLength(2);
  });

  test('are not "told" as long as one mail has not left: the next batch sends what is missing', async () => {
    const ports = await portsFor('migrated');
    ports.mailer.refuseNext();

    await expect(emailStakeholders(ports, run)).rejects.toThrow('mailRefused');
    expect((await recordOf(ports)).stage).toBe('verified');

    await emailStakeholders(ports, run);
    expect(recipients(ports).sort()).toEqual(['boss@test.com', 'it@test.com']);
    expect((await recordOf(ports)).stage).toBe('told');
  });

  test('get no second mail when nobody knows whether the first one left', async () => {
    const ports = await portsFor('migrated');
    ports.mailer.loseNextAnswer();

    await expect(emailStakeholders(ports, run)).rejects.toThrow('nobody knows');
    await emailStakeholders(ports, run);

    expect(recipients(ports)).toEqual(['it@test.com', 'boss@test.com']);
  });

  test('are not kept from their mail by another address that the mail service refuses', async () => {
    const ports = await portsFor('migrated');
    ports.mailer.refuseNext();

    await emailStakeholders(ports, run).catch(() => {});

    expect(recipients(ports)).toEqual(['boss@test.com']);
  });

  test('keep their stage when the users have taken over meanwhile', async () => {
    const ports = await portsFor('migrated', { ...verified, stage: 'handedOver' });

    await emailStakeholders(ports, run);

    expect((await recordOf(ports)).stage).toBe('handedOver');
  });

  test('read in the language of their row', async () => {
    const ports = await portsFor('migrated', { ...verified, row: { ...row, language: 'en' } });

    await emailStakeholders(ports, run);

    expect(ports.mailer.sent[0]?.mail.subject).toMatch(/^\[Trend Vision One update\]/);
  });
});

describe('the operator', () => {
  test('is told of a tenant that needs attention, with the reason, and nobody else is', async () => {
    const ports = await portsFor('needsAttention');

    await emailStakeholders(ports, run);

    expect(recipients(ports)).toEqual(['operator@msp.example']);
    expect(ports.mailer.sent[0]?.mail.text).toContain('because');
    expect((await recordOf(ports)).stage).toBe('verified');
  });

  test('is told once for each batch, where nobody gathers its failures, and again when the next batch stops, too', async () => {
    const ports = await portsFor('needsAttention');
    const again = anOutcome({ outcome: 'needsAttention' });
    await addTo(ports, aBatchTenant({ batchId: 'second--22222222', outcome: again }));

    await emailStakeholders(ports, run);
    await emailStakeholders(ports, run);
    await emailStakeholders(ports, { ...run, batchId: 'second--22222222' });

    expect(recipients(ports)).toHaveLength(2);
  });
});

test.each(['skipped', 'ready', 'notReady', undefined] as const)('nobody is told of the outcome %s', async (outcome) => {
  const ports = await portsFor(outcome);

  await emailStakeholders(ports, run);

  expect(ports.mailer.sent).toEqual([]);
  expect((await recordOf(ports)).stage).toBe('verified');
});
