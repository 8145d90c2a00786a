import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { DynamoTable } from '../../../lambdas/adapters/dynamo/dynamo-table.ts';
import { rehearsalKey } from '../../../lambdas/adapters/dynamo/keys.ts';
import { rehearsalHands } from '../../../lambdas/adapters/rehearsal/rehearsal-hands.ts';
import { rehearsalVault } from '../../../lambdas/adapters/rehearsal/rehearsal-vault.ts';
import { PageChangedError, SignInRefusedError, VendorUnavailableError } from '../../../lambdas/domain/errors.ts';
import { stateOf } from '../../../lambdas/domain/product-instance.ts';
import { Secret } from '../../../lambdas/domain/secret.ts';
import type { GivenPurpose } from '../../../lambdas/ports/vault.ts';
import type { Mailbox } from '../../../lambdas/ports/mailbox.ts';
import type { ConsoleAccess } from '../../../lambdas/ports/console-access.ts';
import type { TenantScenario } from '../../../lambdas/simulated-vendor/tenant-scenario.ts';
import { aTenant } from '../../builders.ts';
import { portsWith } from '../../steps/kit.ts';
import { embeddedAws, MAIN_TABLE } from '../embedded.ts';

await embeddedAws();

const MINUTE = 60_000;
const NEW_PASSWORD = new Secret('N3w-Passw0rd!');
let tenantId: string;
let now: number;
let clp: ConsoleAccess;
let primary: ConsoleAccess;
let tenants = 0;

beforeEach(async () => {
  tenantId = `t-${String(++tenants)}`;
  now = Date.parse('2026-12-01T00:00:00Z');
  const at = { tenantId, apexCentralHost: aTenant().row.apexCentralHost, region: 'Japan' };
  clp = { ...at, account: 'aaa', password: await given('clp-password') };
  primary = { ...at, account: 'aaa@test.com', password: NEW_PASSWORD };
});

/** What a step gets from the vault where the customer's own password was imported. */
async function given(purpose: GivenPurpose): Promise<Secret> {
  const { vault } = portsWith();
  await vault.seal(tenantId, purpose, new Secret('imported'));
  return (await rehearsalVault(vault).open(tenantId, purpose)) ?? new Secret('');
}

const table = new DynamoTable(MAIN_TABLE);

/** New ones at each call, as each step has a process of its own. */
function hands(scenario: TenantScenario = { faults: [] }) {
  return rehearsalHands({
    table,
    clock: {
      now: () => new Date(now),
      sleep: async (milliseconds) => {
        now += milliseconds;
      },
    },
    tenants: { read: async () => aTenant({ tenantId }) },
    scenario,
  });
}

const never = () => Promise.reject(new Error('lease lost'));
const noted = () => Promise.resolve();

const STAGES = ['claimed', 'provisioned', 'transferred', 'connected', 'updating', 'updated'] as const;

async function walkTo(stage: (typeof STAGES)[number]): Promise<void> {
  let token = new Secret('');
  const steps = {
    claimed: () => claim(clp),
    provisioned: async () => {
      await hands().visionOne.provisionConsole(primary);
      now += 3 * MINUTE;
    },
    transferred: () =>
      hands().visionOne.issueRegistrationToken(primary, {
        keep: async (kept) => {
          token = kept;
        },
        beforeTransfer: noted,
      }),
    connected: async () => {
      await hands().apexCentral.register(primary, token);
      now += MINUTE;
    },
    updating: () => hands().visionOne.startUpdate(primary, noted),
    updated: async () => {
      now += 31 * MINUTE;
    },
  };
  for (const each of STAGES.slice(0, STAGES.indexOf(stage) + 1)) await steps[each]();
}

/** The code is waited for by the hands that asked for it, as a step does. */
function claim(
  access: ConsoleAccess,
  instead: { beforeReset?: typeof never; waitForCode?: typeof never } = {},
  { visionOne, mailbox } = hands(),
) {
  const email = primary.account;
  const waitForCode = codeOf(mailbox, email);
  return visionOne.claimPrimaryAccount(access, {
    email,
    newPassword: NEW_PASSWORD,
    waitForCode,
    beforeReset: noted,
    ...instead,
  });
}

function codeOf(mailbox: Mailbox, address: string): (prefix: string) => Promise<Secret> {
  const requestedAt = new Date(now);
  return async (prefix) => {
    const request = { tenantId, address, prefix, requestedAt, waitMilliseconds: MINUTE };
    return (await mailbox.waitForCode(request)) ?? new Secret('no code came');
  };
}

const rehearsed = () => table.get(rehearsalKey(tenantId));

const state = async () => stateOf(await hands().visionOne.readProductInstance(primary));

describe('a rehearsal', () => {
  it('begins with a licence that has a year to go, and with the accounts that the row lists', async () => {
    expect(await hands().licensingPortal.readLicence(clp)).toMatchObject({ expiresOn: '2027-12-01', status: 'valid' });
    const { userAccounts } = aTenant().row;
    const listed = userAccounts.kind === 'listed' ? userAccounts.accounts.map(({ name }) => name) : [];
    expect((await hands().apexCentral.readUserAccounts(clp)).map(({ name }) => name)).toEqual(listed);
    expect(await hands().apexCentral.readRegistration(clp)).toBe('notRegistered');
  });

  it('exchanges the name of the master account for its address, once', async () => {
    expect(await hands().visionOne.canSignIn(primary)).toBe(false);
    expect(await claim(clp)).toBe('claimed');
    expect(await hands().visionOne.canSignIn(primary)).toBe(true);
    expect(await hands().visionOne.canSignIn(clp)).toBe(false);
    await expect(hands().apexCentral.readUserAccounts(clp)).rejects.toThrow(SignInRefusedError);
    expect(await claim(primary)).toBe('alreadyClaimed');
  });

  it.each([
    ['no code comes', { waitForCode: never }],
    ['the write-ahead fails', { beforeReset: never }],
  ])('does not press [Reset Password] when %s', async (_, how) => {
    await expect(claim(clp, how)).rejects.toThrow('lease lost');
    expect(await hands().visionOne.canSignIn(primary)).toBe(false);
  });

  it('provisions the console within three minutes, in the region of the first press', async () => {
    await walkTo('claimed');
    expect(await hands().visionOne.readProvisioning(primary)).toBe('none');
    await hands().visionOne.provisionConsole(primary);
    await hands().visionOne.provisionConsole({ ...primary, region: 'Germany' });
    expect(await hands().visionOne.readProvisioning(primary)).toBe('provisioning');
    await expect(hands().visionOne.readProductInstance(primary)).rejects.toThrow(PageChangedError);
    now += 3 * MINUTE;
    expect(await hands().visionOne.readProvisioning(primary)).toBe('provisioned');
    expect(await hands().visionOne.readProductInstance(primary)).toBeUndefined();
    await hands().visionOne.issueRegistrationToken(primary, { keep: noted, beforeTransfer: noted });
    expect(await hands().visionOne.readProductInstance(primary)).toMatchObject({ region: 'Japan' });
  });

  it.each(['keep', 'beforeTransfer'] as const)('transfers nothing when %s fails', async (which) => {
    await walkTo('provisioned');
    const issue = { keep: noted, beforeTransfer: noted, [which]: never };
    await expect(hands().visionOne.issueRegistrationToken(primary, issue)).rejects.toThrow('lease lost');
    expect(await hands().visionOne.readProductInstance(primary)).toBeUndefined();
  });

  it('makes another token without a second transfer, and takes the newest only', async () => {
    await walkTo('transferred');
    const kept: Secret[] = [];
    const beforeTransfer = vi.fn(noted);
    const keep = async (token: Secret): Promise<void> => {
      kept.push(token);
    };
    await hands().visionOne.issueRegistrationToken(primary, { keep, beforeTransfer });
    await hands().visionOne.issueRegistrationToken(primary, { keep, beforeTransfer });
    expect(beforeTransfer).toHaveBeenCalledTimes(2);
    const [first, second] = kept as [Secret, Secret];
    expect(await hands().apexCentral.register(primary, first)).toBe('notRegistered');
    expect(await hands().apexCentral.register(primary, second)).toBe('registered');
    expect(await hands().apexCentral.register(primary, second)).toBe('registered');
    await expect(hands().visionOne.issueRegistrationToken(primary, { keep, beforeTransfer })).rejects.toThrow(
      PageChangedError,
    );
  });

  it('shows the rows of the guide, one after the other, and closes Apex Central while it updates', async () => {
    await walkTo('transferred');
    expect(await state()).toBe('connecting');
    await walkOn('connected');
    expect(await state()).toBe('connected');
    const before = await hands().apexCentral.readAgentCounts(primary);
    await walkOn('updating');
    expect(await state()).toBe('updating');
    expect(await hands().visionOne.readStandardEndpointProtection(primary)).toBeUndefined();
    await expect(hands().apexCentral.readUserAccounts(primary)).rejects.toThrow(VendorUnavailableError);
    now += 20 * MINUTE - 1;
    expect(await state()).toBe('updating');
    now += 10 * MINUTE + 1;
    expect(await state()).toBe('updated');
    expect(await hands().visionOne.readStandardEndpointProtection(primary)).toEqual(before);
  });

  it.each(['transferred', 'updating', 'updated'] as const)('presses nothing when the tenant is %s', async (stage) => {
    await walkTo(stage);
    const beforePress = vi.fn(noted);
    await expect(hands().visionOne.startUpdate(primary, beforePress)).rejects.toThrow(PageChangedError);
    expect(beforePress).not.toHaveBeenCalled();
  });

  it('does not make the final press when the write-ahead fails', async () => {
    await walkTo('connected');
    await expect(hands().visionOne.startUpdate(primary, never)).rejects.toThrow('lease lost');
    expect(await state()).toBe('connected');
  });

  it('upgrades user accounts after the update only, and leaves them without a code as they are', async () => {
    await walkTo('connected');
    const user = {
      account: 'bbb',
      password: await given('user-password:bbb'),
      email: 'bbb@test.com',
      newPassword: NEW_PASSWORD,
    };
    const upgrade = (wait?: typeof never) => {
      const { apexCentral, mailbox } = hands();
      const waitForCode = wait ?? codeOf(mailbox, user.email);
      return apexCentral.upgradeUserAccount(primary, { ...user, waitForCode, beforeReset: () => Promise.resolve() });
    };
    await expect(upgrade()).rejects.toThrow(PageChangedError);
    await walkOn('updating');
    now += 31 * MINUTE;
    await expect(upgrade(never)).rejects.toThrow('lease lost');
    expect(await upgrade()).toBe('upgraded');
    expect(await upgrade()).toBe('alreadyUpgraded');
  });

  it('waits as long for the code mail as it travels, and for none that nobody asked for', async () => {
    const before = now;
    await claim(clp);
    expect(now - before).toBeGreaterThanOrEqual(5_000);
    expect((await codeOf(hands().mailbox, primary.account)('ABC')).reveal()).toBe('no code came');
  });

  it('takes the password that the step has sealed, and no other', async () => {
    await claim(clp);
    expect(await hands().visionOne.canSignIn({ ...primary, password: new Secret('An0ther-one!') })).toBe(false);
  });

  it('has a token written down before the step is told of it, so that a step that dies there can register with it', async () => {
    await walkTo('provisioned');
    const keep = vi.fn(async () => {
      expect(await rehearsed()).toMatchObject({ state: { tokenRequests: 1 } });
    });
    await hands().visionOne.issueRegistrationToken(primary, { keep, beforeTransfer: noted });
    expect(keep).toHaveBeenCalledOnce();
  });

  it('counts a press once when two functions make it at once: one of them is told to try again', async () => {
    await walkTo('claimed');
    const presses = await Promise.allSettled([
      hands().visionOne.provisionConsole(primary),
      hands().visionOne.provisionConsole(primary),
    ]);
    const refused = presses.flatMap((press) => (press.status === 'rejected' ? [press.reason as unknown] : []));
    expect(refused).toEqual([expect.any(VendorUnavailableError)]);
    expect(await rehearsed()).toMatchObject({ state: { counters: { provisionPressed: 1 } } });
  });

  it('shows effects late where its stage said so when the tenant began', async () => {
    expect(await claim(clp, {}, hands({ faults: [], lagMinutes: { every: 5 } }))).toBe('claimed');
    expect(await hands().visionOne.canSignIn(primary)).toBe(false);
    now += 5 * MINUTE;
    expect(await hands().visionOne.canSignIn(primary)).toBe(true);
  });

  it('goes on with a tenant of an earlier version, which had kept no password', async () => {
    const asked = '2026-11-30T22:00:00.000Z';
    await table.put(rehearsalKey(tenantId), {
      primaryEmail: 'aaa@test.com',
      provisionRequestedAt: asked,
      region: 'Germany',
      tokenFingerprint: createHash('sha256').update(`${tenantId}\u0000an earlier token`).digest('hex'),
      transferredAt: asked,
    });
    const earlier = { ...primary, password: new Secret('anything') };
    expect(await hands().visionOne.readProductInstance(earlier)).toMatchObject({ region: 'Germany' });
    expect(await hands().apexCentral.register(earlier, new Secret('an earlier token'))).toBe('registered');
    expect(await rehearsed()).toMatchObject({ state: { primary: { email: 'aaa@test.com' } } });
  });
});

/** One step further than the stage before it; the token is made anew. */
async function walkOn(stage: 'connected' | 'updating'): Promise<void> {
  if (stage === 'updating') {
    await hands().visionOne.startUpdate(primary, noted);
    return;
  }
  let token = new Secret('');
  const keep = async (kept: Secret): Promise<void> => {
    token = kept;
  };
  await hands().visionOne.issueRegistrationToken(primary, { keep, beforeTransfer: noted });
  await hands().apexCentral.register(primary, token);
  now += MINUTE;
}
