import { describe, expect, test, vi } from 'vitest';
import { LicenceNotReadyError } from '../../lambdas/domain/errors.ts';
import type { Licence } from '../../lambdas/domain/licence.ts';
import type { ConsoleAccess } from '../../lambdas/ports/console-access.ts';
import { confirmLicence } from '../../lambdas/steps/confirm-licence.ts';
import { aTenant } from '../builders.ts';
import { aTenantAt, CLP_PASSWORD, portsWith, recordOf, runOf, signIn } from './kit.ts';
import { says } from '../in-words.ts';

const licence: Licence = {
  product: 'Apex One SaaS',
  seats: 100,
  kind: '製品版',
  expiresOn: '2027-03-31',
  status: 'valid',
};

function portsFor(found: Licence, tenant = aTenant()) {
  const readLicence = vi.fn(async (_: ConsoleAccess) => found);
  return { ports: portsWith({ tenants: [tenant], licensingPortal: { readLicence } }), readLicence };
}

describe('the licence', () => {
  test('is read as the CLP account and kept for the report', async () => {
    const { ports, readLicence } = portsFor(licence);

    expect(await confirmLicence(ports, await runOf(ports))).toEqual({ done: true });
    expect(await recordOf(ports)).toMatchObject({ stage: 'licenceConfirmed', licence });
    expect(signIn(readLicence.mock.calls[0]![0])).toEqual({ account: 'aaa', password: CLP_PASSWORD });
  });

  test('that the vendor would refuse stops the tenant with the reason', async () => {
    const { ports } = portsFor({ ...licence, expiresOn: '2026-05-30', status: 'expired' });
    const confirm = confirmLicence(ports, await runOf(ports));

    await expect(confirm).rejects.toThrow(LicenceNotReadyError);
    await expect(confirm).rejects.toSatisfy(says('its licence expired on 2026-05-30'));
    expect((await recordOf(ports)).stage).toBe('accepted');
  });

  test('is read again after an earlier dry run, which may be weeks old', async () => {
    const { ports } = portsFor(licence, aTenant({ stage: 'accountsConfirmed', licence: { ...licence, seats: 50 } }));

    await confirmLicence(ports, await runOf(ports));

    expect(await recordOf(ports)).toMatchObject({ stage: 'accountsConfirmed', licence: { seats: 100 } });
  });
});

test.each(['consented', 'told'] as const)('answers at once at %s, without opening a console', async (stage) => {
  const ports = portsWith({ tenants: [aTenantAt(stage)] });

  expect(await confirmLicence(ports, await runOf(ports))).toEqual({ done: true });
});
