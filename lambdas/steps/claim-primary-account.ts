import { SignInRefusedError } from '../domain/errors.ts';
import { generatePassword } from '../domain/password.ts';
import { hasReached, type Tenant } from '../domain/tenant.ts';
import type { Ports } from '../ports/index.ts';
import { askingReader, type ReaderPorts } from './shared/ask-reader.ts';
import { clpAccess } from './shared/console-access.ts';
import { checkSwitches } from './shared/check-switches.ts';
import { expectCode } from './shared/expect-code.ts';
import { tryNewSignIn } from './shared/new-sign-in.ts';
import { requireConsent } from './shared/require-consent.ts';
import { DONE, type CheckAnswer, type StepRun } from './shared/step-run.ts';
import { notePressed, watchForEffect } from './shared/watch-for-effect.ts';

type ClaimPorts = ReaderPorts & Pick<Ports, 'visionOne' | 'mailbox' | 'tenants' | 'vault' | 'switches'>;

/**
 * Guide 2-1 to 2-9, in one sitting: gives the master account its e-mail address and a new password. [Reset Password] is
 * a point of no return: the password is in the vault and the mark is written before it is pressed. A run that finds the
 * mark signs in with that password, at once and once more when the time of the point is over; it never makes up a second
 * password, and presses again only where a person at the desk has seen that the sign-in does not open.
 */
export async function claimPrimaryAccount(ports: ClaimPorts, run: StepRun): Promise<CheckAnswer> {
  const { tenant, execution, batchId } = run;
  const { visionOne, tenants, vault, clock } = ports;
  if (hasReached(tenant, 'primaryAccountClaimed')) return DONE;
  requireConsent(tenant);

  const resetAt = tenant.passwordResetRequestedAt;
  const before =
    resetAt !== undefined &&
    (await tryNewSignIn(ports, { tenant, execution }, resetAt, (access) => visionOne.canSignIn(access)));
  if (before && 'found' in before) {
    await notePressed(ports, run, '2-8');
    await tenants.change(tenant, execution, { stage: 'primaryAccountClaimed' });
    return DONE;
  }
  if (before && (await run.actor.word?.sawNoEffect?.()) === undefined) {
    watchForEffect('2-8', resetAt, clock.now());
  }

  const { tenantId, row } = tenant;
  const access = await clpAccess(tenant, vault);
  const newPassword = (await sealedPassword(ports, tenant)) ?? generatePassword();
  let current = before ? before.tenant : tenant;
  const expected = {
    tenantId,
    address: row.primaryEmail,
    guideStep: '2-5',
    missing: (prefix: string) => ({ code: 'verificationCodeLate', prefix, address: row.primaryEmail }) as const,
  } as const;
  const waitForCode = await askingReader(ports, tenant, () => expectCode(ports, expected));
  const claim = {
    email: row.primaryEmail,
    newPassword,
    resetBefore: resetAt !== undefined,
    waitForCode,
    beforeReset: async () => {
      await checkSwitches(ports, { batchId, tenantId });
      await vault.seal(tenantId, 'primary-account-password', newPassword);
      current = await tenants.change(current, execution, { passwordResetRequestedAt: clock.now().toISOString() });
    },
  };
  const found = await askingReader(ports, tenant, () => visionOne.claimPrimaryAccount(access, claim));

  if (found !== 'claimed') {
    if (current.passwordResetRequestedAt) {
      const reason = { code: 'newPasswordDoesNotSignIn', address: row.primaryEmail } as const;
      throw new SignInRefusedError(reason, { guideStep: '2-10' });
    }
    // The sign-in name is the address already, and its password stays as it is.
    await vault.seal(tenantId, 'primary-account-password', access.password);
    const stage = found === 'alreadyThere' ? 'consoleProvisioned' : 'primaryAccountClaimed';
    await tenants.change(current, execution, { stage });
  } else {
    await notePressed(ports, run, '2-8');
    await tenants.change(current, execution, { stage: 'primaryAccountClaimed' });
  }
  return DONE;
}

/** The password of an earlier press that may have gone through: it must not be overwritten. */
async function sealedPassword({ vault }: ClaimPorts, tenant: Tenant) {
  return tenant.passwordResetRequestedAt ? vault.open(tenant.tenantId, 'primary-account-password') : undefined;
}
