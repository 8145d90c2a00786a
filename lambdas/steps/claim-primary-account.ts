import { SignInRefusedError, VerificationCodeLateError } from '../domain/errors.ts';
import { generatePassword } from '../domain/password.ts';
import { hasReached, type Tenant } from '../domain/tenant.ts';
import type { Ports } from '../ports/index.ts';
import { clpAccess, primaryAccess } from './shared/console-access.ts';
import { requireConsent } from './shared/require-consent.ts';
import { DONE, type CheckAnswer, type StepRun } from './shared/step-run.ts';

/** How long the wizard is kept open for the code: its pages may not survive a reload. */
const WAIT_FOR_CODE = 10 * 60_000;
/** A mail that comes later than this is nobody's: the wait, and the pages before it. */
const OPEN_FOR = WAIT_FOR_CODE + 5 * 60_000;

type ClaimPorts = Pick<Ports, 'visionOne' | 'mailbox' | 'tenants' | 'vault' | 'clock'>;

/**
 * Guide 2-1 to 2-9, in one sitting: gives the master account its e-mail address and a new password. [Reset Password] is
 * a point of no return: the password is in the vault and the mark is written before it is pressed. A run that finds the
 * mark tries the new sign-in first, and never makes up a second password.
 */
export async function claimPrimaryAccount(ports: ClaimPorts, { tenant, execution }: StepRun): Promise<CheckAnswer> {
  const { visionOne, tenants, vault } = ports;
  if (hasReached(tenant, 'primaryAccountClaimed')) return DONE;
  requireConsent(tenant);

  if (await wasResetBefore(ports, tenant)) {
    await tenants.change(tenant, execution, { stage: 'primaryAccountClaimed' });
    return DONE;
  }

  const { tenantId, row } = tenant;
  const access = await clpAccess(tenant, vault);
  const newPassword = (await sealedPassword(ports, tenant)) ?? generatePassword();
  let current = tenant;
  const requestedAt = ports.clock.now();
  await ports.mailbox.open({ tenantId, address: row.primaryEmail, until: new Date(requestedAt.getTime() + OPEN_FOR) });
  const found = await visionOne.claimPrimaryAccount(access, {
    email: row.primaryEmail,
    newPassword,
    waitForCode: (prefix) => codeFor(ports, tenant, prefix, requestedAt),
    beforeReset: async () => {
      await vault.seal(tenantId, 'primary-account-password', newPassword);
      current = await tenants.change(current, execution, { passwordResetRequestedAt: ports.clock.now().toISOString() });
    },
  });

  if (found === 'alreadyThere') {
    if (current.passwordResetRequestedAt) {
      throw new SignInRefusedError(
        `the wizard no longer appears for ${row.primaryEmail}, and the password in the vault does not sign in`,
        { guideStep: '2-10' },
      );
    }
    // The sign-in name is the address already, and its password stays as it is.
    await vault.seal(tenantId, 'primary-account-password', access.password);
    await tenants.change(current, execution, { stage: 'consoleProvisioned' });
  } else {
    await tenants.change(current, execution, { stage: 'primaryAccountClaimed' });
  }
  return DONE;
}

async function wasResetBefore({ visionOne, vault }: ClaimPorts, tenant: Tenant): Promise<boolean> {
  if (!tenant.passwordResetRequestedAt) return false;
  return visionOne.canSignIn(await primaryAccess(tenant, vault));
}

/** The password of an earlier press that may have gone through: it must not be overwritten. */
async function sealedPassword({ vault }: ClaimPorts, tenant: Tenant) {
  return tenant.passwordResetRequestedAt ? vault.open(tenant.tenantId, 'primary-account-password') : undefined;
}

async function codeFor({ mailbox }: ClaimPorts, { tenantId, row }: Tenant, prefix: string, requestedAt: Date) {
  const address = row.primaryEmail;
  const code = await mailbox.waitForCode({ tenantId, address, prefix, requestedAt, waitMilliseconds: WAIT_FOR_CODE });
  if (code) return code;
  throw new VerificationCodeLateError(
    `no verification code with the prefix ${prefix} arrived at ${address} within ten minutes`,
    { guideStep: '2-5' },
  );
}
