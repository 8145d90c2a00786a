import { describe, expect, test } from 'vitest';
import { VendorUnavailableError, VerificationFailedError } from '../../lambdas/domain/errors.ts';
import type { AgentCounts, Tenant } from '../../lambdas/domain/tenant.ts';
import { verifyConsole } from '../../lambdas/steps/verify-console.ts';
import { aTenantAt, NOW, portsWith, recordOf, runOf, type TestPorts } from './kit.ts';

const FQDN = 'example.manage.trendmicro.com';
const countsBefore: AgentCounts = { managedAgents: 120, unmanagedEndpoints: 3, agentsFqdn: FQDN, policies: 8 };

function portsFor(countsAfter: AgentCounts | undefined, tenant: Partial<Tenant> = {}): TestPorts {
  return portsWith({
    tenants: [aTenantAt('updated', { countsBefore, ...tenant })],
    visionOne: { readStandardEndpointProtection: async () => countsAfter },
  });
}

async function verifyWith(ports: TestPorts) {
  return verifyConsole(ports, await runOf(ports));
}

describe('the console after the update', () => {
  test.each([
    ['as many agents as before', 120],
    ['more agents, which joined meanwhile', 121],
  ])('is verified with %s', async (_, managedAgents) => {
    const countsAfter = { managedAgents, unmanagedEndpoints: 0, agentsFqdn: FQDN, policies: 7 };
    const ports = portsFor(countsAfter);

    expect(await verifyWith(ports)).toEqual({ done: true });
    expect(await recordOf(ports)).toMatchObject({ stage: 'verified', countsAfter, verifiedAt: NOW });
  });

  test('is not verified with an agent missing, and a person is told both figures', async () => {
    const ports = portsFor({ managedAgents: 119, unmanagedEndpoints: 4 });
    const verify = verifyWith(ports);

    await expect(verify).rejects.toThrow(VerificationFailedError);
    await expect(verify).rejects.toThrow(/119 managed agents.*120/u);
    expect((await recordOf(ports)).stage).toBe('updated');
  });

  test('is not verified with agents at another server, which the guide promises not to happen, and both are named', async () => {
    const ports = portsFor({ ...countsBefore, agentsFqdn: 'other.manage.trendmicro.com' });
    const verify = verifyWith(ports);

    await expect(verify).rejects.toThrow(VerificationFailedError);
    await expect(verify).rejects.toThrow(/other\.manage\.trendmicro\.com.*example\.manage\.trendmicro\.com/u);
    expect((await recordOf(ports)).stage).toBe('updated');
  });

  test('is verified where the server was not read before: a tenant that was prepared by an earlier version', async () => {
    const ports = portsFor(countsBefore, { countsBefore: { managedAgents: 120, unmanagedEndpoints: 3 } });

    expect(await verifyWith(ports)).toEqual({ done: true });
  });

  test('is looked at again for some minutes when it does not show yet: the row may have been a moment too early', async () => {
    await expect(verifyWith(portsFor(undefined, { updatedAt: NOW }))).rejects.toThrow(VendorUnavailableError);
  });

  test('is not verified when it does not show', async () => {
    const ports = portsFor(undefined);

    await expect(verifyWith(ports)).rejects.toThrow(VerificationFailedError);
    expect((await recordOf(ports)).stage).toBe('updated');
  });

  test('is verified without figures to compare when none were read before', async () => {
    const ports = portsFor({ managedAgents: 0, unmanagedEndpoints: 0 }, { countsBefore: undefined });

    expect(await verifyWith(ports)).toEqual({ done: true });
  });
});

test.each(['verified', 'told'] as const)('answers at once at %s, without opening a console', async (stage) => {
  expect(await verifyWith(portsWith({ tenants: [aTenantAt(stage)] }))).toEqual({ done: true });
});
