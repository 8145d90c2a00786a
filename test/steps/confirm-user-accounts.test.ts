import { describe, expect, test, vi } from 'vitest';
import { AccountsDoNotMatchError, ConnectedElsewhereError } from '../../lambdas/domain/errors.ts';
import type { Tenant } from '../../lambdas/domain/tenant.ts';
import type { ApexCentral, Registration } from '../../lambdas/ports/apex-central.ts';
import type { ConsoleAccess } from '../../lambdas/ports/console-access.ts';
import { confirmUserAccounts } from '../../lambdas/steps/confirm-user-accounts.ts';
import { aTenant } from '../builders.ts';
import { aTenantAt, CLP_PASSWORD, portsWith, recordOf, runOf, signIn } from './kit.ts';

const accounts = [{ name: 'bbb', kind: 'custom', role: '管理者' } as const];
const countsBefore = {
  managedAgents: 120,
  unmanagedEndpoints: 3,
  agentsFqdn: 'example.manage.trendmicro.com',
  policies: 8,
};

function portsFor(apexCentral: Partial<ApexCentral> = {}, tenant: Partial<Tenant> = {}) {
  return portsWith({
    tenants: [aTenant({ stage: 'licenceConfirmed', ...tenant })],
    apexCentral: {
      readRegistration: async () => 'notRegistered',
      readUserAccounts: async () => accounts,
      readAgentCounts: async () => countsBefore,
      ...apexCentral,
    },
  });
}

describe('the user accounts of Apex Central', () => {
  test('are those of the row, and are kept with the agent counts for the comparison at 3-18', async () => {
    const ports = portsFor();

    expect(await confirmUserAccounts(ports, await runOf(ports))).toEqual({ done: true });
    expect(await recordOf(ports)).toMatchObject({ stage: 'accountsConfirmed', accounts, countsBefore });
  });

  test('are read as the CLP account', async () => {
    const readUserAccounts = vi.fn(async (_: ConsoleAccess) => accounts);
    const ports = portsFor({ readUserAccounts });

    await confirmUserAccounts(ports, await runOf(ports));

    expect(signIn(readUserAccounts.mock.calls[0]![0])).toEqual({ account: 'aaa', password: CLP_PASSWORD });
  });

  test('stop the tenant with every difference when they are not', async () => {
    const ports = portsFor({ readUserAccounts: async () => [{ name: 'ccc', kind: 'custom', role: '管理者' }] });
    const confirm = confirmUserAccounts(ports, await runOf(ports));

    await expect(confirm).rejects.toThrow(AccountsDoNotMatchError);
    await expect(confirm).rejects.toThrow(/"ccc".*"bbb"/u);
    expect((await recordOf(ports)).stage).toBe('licenceConfirmed');
  });

  test('are read again after an earlier dry run', async () => {
    const old = { managedAgents: 1, unmanagedEndpoints: 0 };
    const ports = portsFor({}, { stage: 'accountsConfirmed', countsBefore: old });

    await confirmUserAccounts(ports, await runOf(ports));

    expect(await recordOf(ports)).toMatchObject({ stage: 'accountsConfirmed', countsBefore });
  });
});

test('an Apex Central that is registered before we did it is another console’s: found while there is a way back', async () => {
  const ports = portsFor({ readRegistration: async (): Promise<Registration> => 'registered' });

  await expect(confirmUserAccounts(ports, await runOf(ports))).rejects.toThrow(ConnectedElsewhereError);
  expect((await recordOf(ports)).stage).toBe('licenceConfirmed');
});

test.each(['consented', 'apexCentralRegistered', 'told'] as const)(
  'answers at once at %s, when "registered" may be our own doing',
  async (stage) => {
    const ports = portsWith({ tenants: [aTenantAt(stage)] });

    expect(await confirmUserAccounts(ports, await runOf(ports))).toEqual({ done: true });
  },
);
