import { describe, expect, test } from 'vitest';
import type { Stage } from '../../lambdas/domain/stage.ts';
import { destroySecrets } from '../../lambdas/steps/destroy-secrets.ts';
import { aTenant, BATCH_ID, EXECUTION } from '../builders.ts';
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

  test('a tenant without a record loses none of them', async () => {
    const ports = portsWith({ secrets });

    expect(await destroySecrets(ports, run)).toEqual({ handedOver: false });
    expect(await ports.vault.purposes('tenant-1')).toEqual(['new-user-password:bbb', 'primary-account-password']);
  });
});

describe('after the hand-over', () => {
  test('nothing stays', async () => {
    const ports = portsFor('handedOver');

    expect(await destroySecrets(ports, run)).toEqual({ handedOver: true });
    expect(await ports.vault.purposes('tenant-1')).toEqual([]);
  });

  test('may run twice', async () => {
    const ports = portsFor('handedOver');
    await destroySecrets(ports, run);

    expect(await destroySecrets(ports, run)).toEqual({ handedOver: true });
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
      what: 'destroyed 3 secrets: clp-password, registration-token, user-password:bbb',
    },
  ]);
});
