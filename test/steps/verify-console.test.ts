import { describe, expect, test } from 'vitest';
import {
  ManualActionRequiredError,
  VendorUnavailableError,
  VerificationFailedError,
} from '../../lambdas/domain/errors.ts';
import type { AgentCounts, Tenant } from '../../lambdas/domain/tenant.ts';
import type { Licence } from '../../lambdas/domain/licence.ts';
import { verifyConsole } from '../../lambdas/steps/verify-console.ts';
import { aTenantAt, NOW, portsWith, recordOf, runOf, type TestPorts } from './kit.ts';
import { inEnglish, says } from '../in-words.ts';

const FQDN = 'example.manage.trendmicro.com';
const countsBefore: AgentCounts = { managedAgents: 120, unmanagedEndpoints: 3, agentsFqdn: FQDN, policies: 8 };

const LICENCE: Licence = {
  product: 'Apex One SaaS',
  seats: 50,
  kind: '製品版',
  expiresOn: '2027-03-31',
  status: 'valid',
};

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
    await expect(verify).rejects.toSatisfy(says(/119 managed agents.*120/u));
    expect((await recordOf(ports)).stage).toBe('updated');
  });

  test('is not verified with agents at another server, which the guide promises not to happen, and both are named', async () => {
    const ports = portsFor({ ...countsBefore, agentsFqdn: 'other.manage.trendmicro.com' });
    const verify = verifyWith(ports);

    await expect(verify).rejects.toThrow(VerificationFailedError);
    await expect(verify).rejects.toSatisfy(says(/other\.manage\.trendmicro\.com.*example\.manage\.trendmicro\.com/u));
    expect((await recordOf(ports)).stage).toBe('updated');
  });

  test('is verified where the server was not read before: a tenant that was prepared by an earlier version', async () => {
    const ports = portsFor(countsBefore, { countsBefore: { managedAgents: 120, unmanagedEndpoints: 3 } });

    expect(await verifyWith(ports)).toEqual({ done: true });
  });

  test.each([
    ['agents afterwards', { managedAgents: 120 }, {}],
    ['none afterwards, with seats that could be in use', { managedAgents: 0 }, { licence: LICENCE }],
  ])(
    'is put before a person where the baseline is 0, and there are %s: nothing could ever be missed',
    async (_, after, tenant) => {
      const none = { ...countsBefore, managedAgents: 0 };
      const ports = portsFor({ ...countsBefore, ...after }, { countsBefore: none, ...tenant });

      await expect(verifyWith(ports)).rejects.toThrow(ManualActionRequiredError);
      await expect(verifyWith(ports)).rejects.toMatchObject({ reason: { code: 'baselineDoubtful' } });
      expect((await recordOf(ports)).stage).toBe('updated');
    },
  );

  test.each([
    ['a person read it before', { readBy: 'person' }, {}],
    ['a person looked afterwards', {}, { readBy: 'person' }],
  ] as const)('is verified with 0 agents before where %s', async (_, before, after) => {
    const none = { ...countsBefore, managedAgents: 0, ...before };
    const ports = portsFor({ ...countsBefore, ...after }, { countsBefore: none, licence: LICENCE });

    expect(await verifyWith(ports)).toEqual({ done: true });
  });

  test('is verified without the lists that a console did not let us read, and the journal says which', async () => {
    const { managedAgents, unmanagedEndpoints } = countsBefore;
    const ports = portsFor({ managedAgents, unmanagedEndpoints, notRead: ['製品サーバ: the menu has no such entry'] });

    expect(await verifyWith(ports)).toEqual({ done: true });
    const events = await ports.tenants.events((await recordOf(ports)).tenantId);
    expect(events.map(({ what }) => inEnglish(what))).toContainEqual(
      expect.stringMatching(/compared without lists.*after the update, 製品サーバ: the menu has no such entry/u),
    );
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
