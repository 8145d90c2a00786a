import { beforeEach, describe, expect, it, vi } from 'vitest';
import { dynamoClient } from '../../../lambdas/adapters/dynamo/client.ts';
import { rehearsalHands } from '../../../lambdas/adapters/rehearsal/rehearsal-hands.ts';
import { PageChangedError, SignInRefusedError, VendorUnavailableError } from '../../../lambdas/domain/errors.ts';
import { stateOf } from '../../../lambdas/domain/product-instance.ts';
import { Secret } from '../../../lambdas/domain/secret.ts';
import type { ConsoleAccess } from '../../../lambdas/ports/console-access.ts';
import { aTenant } from '../../builders.ts';
import { embeddedAws, MAIN_TABLE } from '../embedded.ts';

await embeddedAws();

const MINUTE = 60_000;
const password = new Secret('whatever was imported');
let tenantId: string;
let now: number;
let clp: ConsoleAccess;
let primary: ConsoleAccess;
let tenants = 0;

beforeEach(() => {
  tenantId = `t-${String(++tenants)}`;
  now = Date.parse('2026-12-01T00:00:00Z');
  const at = { tenantId, apexCentralHost: 'example.manage.trendmicro.com', region: 'Japan', password };
  clp = { ...at, account: 'aaa' };
  primary = { ...at, account: 'aaa@test.com' };
});

/** New ones at each call, as each step has a process of its own. */
function hands() {
  return rehearsalHands({
    client: dynamoClient(),
    tableName: MAIN_TABLE,
    clock: { now: () => new Date(now) },
    tenants: { read: async () => aTenant({ tenantId }) },
  });
}

const never = () => Promise.reject(new Error('lease lost'));
const noted = () => Promise.resolve();

const STAGES = ['claimed', 'provisioned', 'transferred', 'connected', 'updating', 'updated'] as const;

async function walkTo(stage: (typeof STAGES)[number]): Promise<void> {
  let token = new Secret('');
  const steps = {
    claimed: () => hands().visionOne.claimPrimaryAccount(clp, aClaim()),
    provisioned: async () => {
      await hands().visionOne.provisionConsole(primary);
      now += 2 * MINUTE;
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

function aClaim({ beforeReset = noted, waitForCode = async () => new Secret('any') } = {}) {
  return { email: 'aaa@test.com', newPassword: new Secret('new'), waitForCode, beforeReset };
}

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
    expect(await hands().visionOne.claimPrimaryAccount(clp, aClaim())).toBe('claimed');
    expect(await hands().visionOne.canSignIn(primary)).toBe(true);
    expect(await hands().visionOne.canSignIn(clp)).toBe(false);
    await expect(hands().apexCentral.readUserAccounts(clp)).rejects.toThrow(SignInRefusedError);
    expect(await hands().visionOne.claimPrimaryAccount(primary, aClaim())).toBe('alreadyThere');
  });

  it.each([
    ['no code comes', { waitForCode: never }],
    ['the write-ahead fails', { beforeReset: never }],
  ])('does not press [Reset Password] when %s', async (_, claim) => {
    await expect(hands().visionOne.claimPrimaryAccount(clp, aClaim(claim))).rejects.toThrow('lease lost');
    expect(await hands().visionOne.canSignIn(primary)).toBe(false);
  });

  it('provisions the console within two minutes, in the region of the first press', async () => {
    await walkTo('claimed');
    expect(await hands().visionOne.readProvisioning(primary)).toBe('none');
    await hands().visionOne.provisionConsole(primary);
    await hands().visionOne.provisionConsole({ ...primary, region: 'Germany' });
    expect(await hands().visionOne.readProvisioning(primary)).toBe('provisioning');
    await expect(hands().visionOne.readProductInstance(primary)).rejects.toThrow(PageChangedError);
    now += 2 * MINUTE;
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
    expect(beforeTransfer).not.toHaveBeenCalled();
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
    const user = { account: 'bbb', password, email: 'bbb@test.com', newPassword: password, waitForCode: noted };
    const upgrade = (waitForCode = async () => new Secret('any')) =>
      hands().apexCentral.upgradeUserAccount(primary, { ...user, waitForCode });
    await expect(upgrade()).rejects.toThrow(PageChangedError);
    await walkOn('updating');
    now += 31 * MINUTE;
    await expect(upgrade(never)).rejects.toThrow('lease lost');
    expect(await upgrade()).toBe('upgraded');
  });

  it('waits for no mail: any code is the right one', async () => {
    const request = {
      tenantId,
      address: 'aaa@test.com',
      prefix: 'ABC',
      requestedAt: new Date(now),
      waitMilliseconds: 0,
    };
    await hands().mailbox.open({ tenantId, address: 'aaa@test.com', until: new Date(now) });
    expect(await hands().mailbox.waitForCode(request)).toBeInstanceOf(Secret);
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
