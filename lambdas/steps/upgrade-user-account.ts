import { ASK_USER } from '../domain/user-upgrade.ts';
import { PersonNeededError } from '../domain/errors.ts';
import { isAtDomain } from '../domain/is-at-domain.ts';
import { generatePassword } from '../domain/password.ts';
import { mayStillShow, pointAt } from '../domain/points-of-no-return.ts';
import type { Tenant } from '../domain/tenant.ts';
import type { UserUpgradeRecord } from '../domain/user.ts';
import type { Ports } from '../ports/index.ts';
import { asksCustomers } from './shared/ask-for-upgrade.ts';
import { primaryAccess } from './shared/console-access.ts';
import { expectCode } from './shared/expect-code.ts';
import { checkSwitches } from './shared/check-switches.ts';
import { isConsentedTo } from './shared/require-consent.ts';
import type { Actor } from './shared/step-run.ts';
import { notePressed, watchForEffect } from './shared/watch-for-effect.ts';

export interface UserRun {
  tenant: Tenant;
  user: UserUpgradeRecord;
  /** Request id of the Lambda invocation, which holds the mark of this user. */
  invocation: string;
  /** ARN of the execution. */
  execution: string;
  batchId: string;
  actor: Actor;
}

const LEFT_TO_USER = { code: 'leftToUser' } as const;

type UpgradePorts = Pick<
  Ports,
  'apexCentral' | 'mailbox' | 'users' | 'vault' | 'clock' | 'settings' | 'tenants' | 'switches'
>;

/**
 * Guide 3-19: signs in as the user and upgrades the account, where its password is in the vault, its mailbox is ours, and
 * the recorded consent names user accounts. [Reset Password] is a point of no return: a mark is written into the user's
 * record before it, and a run that finds the mark only signs in with the sealed password.
 * Anybody else does it at the next sign-in: a desk that can be reached asks them to, and waits; without one the completion
 * mail has explained it, and the account stays open.
 */
export async function upgradeUserAccount(ports: UpgradePorts, run: UserRun): Promise<{ upgraded: boolean }> {
  const { tenant, user, invocation, batchId } = run;
  if (user.upgradedAt) return { upgraded: true };
  const { apexCentral, users, vault, clock, settings } = ports;
  const password = await vault.open(tenant.tenantId, `user-password:${user.name}`);
  // A person who looks at each mail is there for the primary account only.
  const canReadCode = isAtDomain(user.email, settings.receivingDomain) && settings.codeSenderDomains.length > 0;
  if (!password || !canReadCode || !isConsentedTo(tenant, '3-19')) {
    await users.change(user, invocation, { openReason: LEFT_TO_USER, saidBy: undefined });
    if (asksCustomers(ports)) throw new PersonNeededError(LEFT_TO_USER, { guideStep: '3-19', ask: ASK_USER });
    return { upgraded: false };
  }

  const purpose = `new-user-password:${user.name}` as const;
  const sealed = await vault.open(tenant.tenantId, purpose);
  const access = await primaryAccess(tenant, vault);
  // A sealed password says that [Reset Password] may have been pressed, also where an earlier version wrote no mark.
  if (sealed) {
    const mark = user.passwordResetRequestedAt ?? EARLIER_VERSION;
    // Each look is a sign-in, and more than two could lock the account.
    const hasLooked = user.newSignInRefusedAt !== undefined && user.newSignInRefusedAt >= mark;
    if (hasLooked && mayStillShow(pointAt('3-19'), mark, clock.now())) watchForEffect('3-19', mark, clock.now());
    if (await apexCentral.isUserUpgraded(access, { email: user.email, newPassword: sealed })) {
      return recordUpgraded(ports, run, { isOurs: true });
    }
    if ((await run.actor.word?.sawNoEffect?.()) === undefined) {
      await users.change(user, invocation, { newSignInRefusedAt: clock.now().toISOString() });
      watchForEffect('3-19', mark, clock.now());
    }
  }
  const newPassword = sealed ?? generatePassword();
  const waitForCode = await expectCode(ports, {
    tenantId: tenant.tenantId,
    address: user.email,
    guideStep: '3-19',
    missing: () => ({ code: 'userCodeLate', account: user.name }),
  });
  const said = await apexCentral.upgradeUserAccount(access, {
    account: user.name,
    password,
    email: user.email,
    newPassword,
    waitForCode,
    beforeReset: async () => {
      await checkSwitches(ports, { batchId, tenantId: tenant.tenantId });
      await vault.seal(tenant.tenantId, purpose, newPassword);
      await users.change(user, invocation, { passwordResetRequestedAt: clock.now().toISOString() });
    },
  });
  return recordUpgraded(ports, run, { isOurs: said === 'upgraded' });
}

const EARLIER_VERSION = new Date(0).toISOString();

async function recordUpgraded(
  ports: UpgradePorts,
  run: UserRun,
  { isOurs }: { isOurs: boolean },
): Promise<{ upgraded: true }> {
  const { user, invocation } = run;
  if (isOurs) await notePressed(ports, run, '3-19', user.name);
  const upgradedAt = ports.clock.now().toISOString();
  await ports.users.change(user, invocation, { upgradedAt, failedAt: undefined, openReason: undefined });
  return { upgraded: true };
}
