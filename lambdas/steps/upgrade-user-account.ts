import { ASK_USER } from '../domain/desk/user-upgrade.ts';
import { PersonNeededError } from '../domain/errors.ts';
import { isAtDomain } from '../domain/is-at-domain.ts';
import { generatePassword } from '../domain/password.ts';
import type { Tenant } from '../domain/tenant.ts';
import type { UserUpgradeRecord } from '../domain/user.ts';
import type { Ports } from '../ports/index.ts';
import { asksCustomers } from './shared/ask-for-upgrade.ts';
import { primaryAccess } from './shared/console-access.ts';
import { expectCode } from './shared/expect-code.ts';

export interface UserRun {
  tenant: Tenant;
  user: UserUpgradeRecord;
  /** Request id of the Lambda invocation, which holds the mark of this user. */
  invocation: string;
}

const LEFT_TO_USER = { code: 'leftToUser' } as const;

type UpgradePorts = Pick<Ports, 'apexCentral' | 'mailbox' | 'users' | 'vault' | 'clock' | 'settings'>;

/**
 * Guide 3-19: signs in as the user and upgrades the account, where its password is in the vault and its mailbox is ours.
 * Anybody else does it at the next sign-in: a desk that can be reached asks them to, and waits; without one the completion
 * mail has explained it, and the account stays open.
 */
export async function upgradeUserAccount(
  ports: UpgradePorts,
  { tenant, user, invocation }: UserRun,
): Promise<{ upgraded: boolean }> {
  if (user.upgradedAt) return { upgraded: true };
  const { apexCentral, users, vault, clock, settings } = ports;
  const password = await vault.open(tenant.tenantId, `user-password:${user.name}`);
  // A person who looks at each mail is there for the primary account only.
  const canReadCode = isAtDomain(user.email, settings.receivingDomain) && settings.codeSenderDomains.length > 0;
  if (!password || !canReadCode) {
    await users.change(user, invocation, { openReason: LEFT_TO_USER, saidBy: undefined });
    if (asksCustomers(ports)) throw new PersonNeededError(LEFT_TO_USER, { guideStep: '3-19', ask: ASK_USER });
    return { upgraded: false };
  }

  const purpose = `new-user-password:${user.name}` as const;
  const sealed = await vault.open(tenant.tenantId, purpose);
  const newPassword = sealed ?? generatePassword();
  if (!sealed) await vault.seal(tenant.tenantId, purpose, newPassword);
  const waitForCode = await expectCode(ports, {
    tenantId: tenant.tenantId,
    address: user.email,
    guideStep: '3-19',
    missing: () => ({ code: 'userCodeLate', account: user.name }),
  });
  await apexCentral.upgradeUserAccount(await primaryAccess(tenant, vault), {
    account: user.name,
    password,
    email: user.email,
    newPassword,
    waitForCode,
  });
  await users.change(user, invocation, {
    upgradedAt: clock.now().toISOString(),
    failedAt: undefined,
    openReason: undefined,
  });
  return { upgraded: true };
}
