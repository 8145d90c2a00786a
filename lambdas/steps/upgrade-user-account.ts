import { VerificationCodeLateError } from '../domain/errors.ts';
import { generatePassword } from '../domain/password.ts';
import type { Tenant } from '../domain/tenant.ts';
import type { UserUpgradeRecord } from '../domain/user.ts';
import type { Ports } from '../ports/index.ts';
import { primaryAccess } from './shared/console-access.ts';

const WAIT_FOR_CODE = 10 * 60_000;
const OPEN_FOR = WAIT_FOR_CODE + 5 * 60_000;

export interface UserRun {
  tenant: Tenant;
  user: UserUpgradeRecord;
  /** Request id of the Lambda invocation, which holds the mark of this user. */
  invocation: string;
}

type UpgradePorts = Pick<Ports, 'apexCentral' | 'mailbox' | 'users' | 'vault' | 'clock' | 'settings'>;

/**
 * Guide 3-19: signs in as the user and upgrades the account, where its password is in the vault and its mailbox is ours.
 * Anybody else does it at the next sign-in, as the completion mail explains; the account stays open until then.
 */
export async function upgradeUserAccount(
  ports: UpgradePorts,
  { tenant, user, invocation }: UserRun,
): Promise<{ upgraded: boolean }> {
  if (user.upgradedAt) return { upgraded: true };
  const { apexCentral, mailbox, users, vault, clock, settings } = ports;
  const password = await vault.open(tenant.tenantId, `user-password:${user.name}`);
  const isOurMailbox =
    settings.receivingDomain !== undefined &&
    user.email.toLowerCase().endsWith(`@${settings.receivingDomain.toLowerCase()}`);
  if (!password || !isOurMailbox) {
    await users.change(user, invocation, { openReason: 'the user upgrades the account at the next sign-in' });
    return { upgraded: false };
  }

  const purpose = `new-user-password:${user.name}` as const;
  const sealed = await vault.open(tenant.tenantId, purpose);
  const newPassword = sealed ?? generatePassword();
  if (!sealed) await vault.seal(tenant.tenantId, purpose, newPassword);
  const requestedAt = clock.now();
  const until = new Date(requestedAt.getTime() + OPEN_FOR);
  await mailbox.open({ tenantId: tenant.tenantId, address: user.email, until });
  await apexCentral.upgradeUserAccount(await primaryAccess(tenant, vault), {
    account: user.name,
    password,
    email: user.email,
    newPassword,
    waitForCode: (prefix) => codeFor(ports, user, prefix, requestedAt),
  });
  await users.change(user, invocation, {
    upgradedAt: clock.now().toISOString(),
    failedAt: undefined,
    openReason: undefined,
  });
  return { upgraded: true };
}

async function codeFor(
  { mailbox }: UpgradePorts,
  { tenantId, email, name }: UserUpgradeRecord,
  prefix: string,
  requestedAt: Date,
) {
  const code = await mailbox.waitForCode({
    tenantId,
    address: email,
    prefix,
    requestedAt,
    waitMilliseconds: WAIT_FOR_CODE,
  });
  if (code) return code;
  throw new VerificationCodeLateError(`no verification code for the user account "${name}" within ten minutes`, {
    guideStep: '3-19',
  });
}
