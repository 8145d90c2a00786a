import { describe, expect, test } from 'vitest';
import type { Stage } from '../../lambdas/domain/stage.ts';
import { destroySecrets } from '../../lambdas/steps/destroy-secrets.ts';
import { aDeskTask, aTenant, BATCH_ID, EXECUTION } from '../builders.ts';
import { NOW, portsWith } from './kit.ts';

const run = { batchId: BATCH_ID, tenantId: 'tenant-1', execution: EXECUTION };
const secrets = {
  'clp-password': 'canary-1',
  'primary-account-password': 'canary-2',
  'registration-token': 'canary-3',
  'user-password:bbb': 'canary-4',
  'new-user-password:bbb': 'canary-5',
};

const portsFor = (stage: Stage) => portsWith({ tenants: [aTenant({ stage, lease: undefined })], secrets });

describe('before the hand-over', () => {
  test('the passwords that only we know stay: without them the customer is locked out', async () => {
    const ports = portsFor('told');

    expect(await destroySecrets(ports, run)).toEqual({ handedOver: false });
    expect(await ports.vault.purposes('tenant-1')).toEqual(['new-user-password:bbb', 'primary-account-password']);
  });

  test('the password of a user whose upgrade failed stays: it can be tried again', async () => {
    const ports = portsFor('told');
    const user = { tenantId: 'tenant-1', name: 'bbb', email: 'bbb@test.example' };
    const record = await ports.users.begin(user, { invocation: 'i', now: new Date(NOW), expiresAt: new Date(NOW) });
    await ports.users.change(record, 'i', { failedAt: NOW });
    await destroySecrets(ports, run);

    expect(await ports.vault.purposes('tenant-1')).toContain('user-password:bbb');
  });

  test('a tenant without a record loses none of them', async () => {
    const ports = portsWith({ secrets });

    expect(await destroySecrets(ports, run)).toEqual({ handedOver: false });
    expect(await ports.vault.purposes('tenant-1')).toEqual(['new-user-password:bbb', 'primary-account-password']);
  });
});

test.each(['told', 'handedOver'] as const)(
  'what is not a password goes at %s as well: seeds, sessions, codes and tokens open the same doors',
  async (stage) => {
    const others = [
      'totp-seed',
      'session:vision-one',
      'verification-code:UPB',
      'consent-code',
      'task-token:X',
    ] as const;
    const given = Object.fromEntries(others.map((purpose) => [purpose, 'canary']));
    const ports = portsWith({ tenants: [aTenant({ stage, lease: undefined })], secrets: given });

    await destroySecrets(ports, run);
    expect(await ports.vault.purposes('tenant-1')).toEqual([]);
  },
);

describe('after the hand-over', () => {
  test('nothing stays', async () => {
    const ports = portsFor('handedOver');

    expect(await destroySecrets(ports, run)).toEqual({ handedOver: true });
    expect(await ports.vault.purposes('tenant-1')).toEqual([]);
  });

  test('the stakeholders are told, with how many users have upgraded, and once though it may run twice', async () => {
    const ports = portsFor('handedOver');
    const user = { tenantId: 'tenant-1', name: 'bbb', email: 'bbb@test.example' };
    const record = await ports.users.begin(user, { invocation: 'i', now: new Date(NOW), expiresAt: new Date(NOW) });
    await ports.users.change(record, 'i', { upgradedAt: NOW });
    await destroySecrets(ports, run);

    expect(await destroySecrets(ports, run)).toEqual({ handedOver: true });
    expect(ports.mailer.sent.map(({ mail }) => mail.to)).toEqual(aTenant().row.notifyEmails);
    expect(ports.mailer.sent[0]?.mail.text).toContain('1名中1名がアップグレード済み');
  });
});

test('the journal says what was destroyed, and never what it was', async () => {
  const ports = portsFor('told');

  await destroySecrets(ports, run);

  expect(await ports.tenants.events('tenant-1')).toEqual([
    {
      at: NOW,
      by: EXECUTION,
      step: 'DestroySecrets',
      what: { code: 'secretsDestroyed', purposes: ['clp-password', 'registration-token', 'user-password:bbb'] },
    },
  ]);
});

describe('where the customer was asked and let the time pass', () => {
  test('the operator is told once, with what to do, and again only when the customer was asked anew', async () => {
    const ports = portsFor('told');
    await ports.desk.file({
      ...aDeskTask({ step: 'HandOverPrimaryAccount', execution: EXECUTION }),
      subject: 'tenant-1',
    });
    await destroySecrets(ports, run);
    await destroySecrets(ports, run);

    expect(ports.mailer.sent.map(({ mail }) => [mail.to, mail.text.includes('visionlift hand-over tenant-1')])).toEqual(
      [['operator@msp.example', true]],
    );
    expect((await ports.desk.read('tenant-1', 'HandOverPrimaryAccount'))?.closed?.as).toBe('withdrawn');
  });

  test('and nobody is told where nobody was asked', async () => {
    const ports = portsFor('told');
    await destroySecrets(ports, run);

    expect(ports.mailer.sent).toEqual([]);
  });
});
