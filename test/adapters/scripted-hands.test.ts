import { describe, expect, it } from 'vitest';
import { Secret } from '../../lambdas/domain/secret.ts';
import { scriptedHands } from '../../lambdas/adapters/scripted/scripted-hands.ts';
import { consolePortsContract } from '../contracts/console-ports.ts';
import { mailboxContract } from '../contracts/mailbox.ts';
import { aScenario, aWorld, MINUTE, NEW_PASSWORD, walkTo, type World } from '../local/simulated-consoles/a-world.ts';

const handsFor = ({ vendor, clock }: World, crash = (): Promise<never> => new Promise(() => undefined)) =>
  scriptedHands({ vendor, clock, crash });

consolePortsContract('scripted', async (world, crash) => ({
  ports: handsFor(world, crash),
  close: () => Promise.resolve(),
}));

mailboxContract('scripted', () => {
  const world = aWorld();
  const { vendor, clock, tenant, row } = world;
  return {
    mailbox: handsFor(world).mailbox,
    clock,
    tenantId: row.tenantId,
    send: (address, how) => {
      vendor.admit(row, aScenario(how === 'late' ? ['LATE_CODE'] : []));
      return vendor.mails.request(tenant, address, clock.now());
    },
  };
});

describe('scripted hands', () => {
  it('walk the wizard in the time that the mail takes, and in no more', async () => {
    const world = aWorld();
    const { visionOne, mailbox } = handsFor(world);
    const startedAt = world.clock.now();
    await visionOne.claimPrimaryAccount(world.clp, {
      email: world.row.primaryEmail,
      newPassword: new Secret(NEW_PASSWORD),
      beforeReset: () => Promise.resolve(),
      waitForCode: async (prefix) => {
        const request = { tenantId: world.row.tenantId, address: world.row.primaryEmail, prefix };
        const code = await mailbox.waitForCode({ ...request, requestedAt: startedAt, waitMilliseconds: 10 * MINUTE });
        return code ?? new Secret('');
      },
    });
    const seconds = (world.clock.now().getTime() - startedAt.getTime()) / 1_000;
    expect(seconds).toBeGreaterThanOrEqual(5);
    expect(seconds).toBeLessThanOrEqual(20);
  });

  it('pass no time where the vendor has no delay', async () => {
    const world = aWorld();
    await walkTo(world, 'connected');
    const { visionOne, apexCentral } = handsFor(world);
    const before = world.clock.now();
    await apexCentral.readUserAccounts(world.primary);
    await visionOne.startUpdate(world.primary, () => Promise.resolve());
    expect(world.clock.now()).toEqual(before);
  });

  it('sign out after each call, also after one that failed, so that a large run holds no sessions', async () => {
    const world = aWorld();
    const { apexCentral, visionOne } = handsFor(world);
    const opened: string[] = [];
    const open = world.vendor.sessions.open.bind(world.vendor.sessions);
    world.vendor.sessions.open = (...args) => {
      const session = open(...args);
      opened.push(session.id);
      return session;
    };
    await apexCentral.readRegistration(world.clp);
    await visionOne
      .claimPrimaryAccount(world.clp, {
        email: 'not an address',
        newPassword: new Secret(NEW_PASSWORD),
        beforeReset: () => Promise.resolve(),
        waitForCode: () => Promise.resolve(new Secret('')),
      })
      .catch(() => undefined);
    expect(opened).toHaveLength(3);
    expect(opened.filter((id) => world.vendor.sessions.find(id))).toEqual([]);
  });
});
