import { CredentialsMissingError, NotShownYetError, PageChangedError } from '../domain/errors.ts';
import { hasReached } from '../domain/tenant.ts';
import { firstLookAtTheConnection } from '../domain/when-to-look-again.ts';
import type { Ports } from '../ports/index.ts';
import { watchedAccess } from './shared/console-access.ts';
import type { StepRun, WaitAnswer } from './shared/step-run.ts';

/** Milliseconds. */
const SHOWS_WITHIN = 10 * 60_000;

/**
 * Guide 3-6 to 3-9: enters the registration token in Apex Central, unless an earlier run got through. Answers with the
 * first look at the connection. A status that does not show at once what [登録] did is waited for as long as the effects of
 * other presses: only then is the token thrown away, and a person asked.
 */
export async function registerApexCentral(
  { apexCentral, tenants, vault, clock }: Pick<Ports, 'apexCentral' | 'tenants' | 'vault' | 'clock'>,
  { tenant, execution }: StepRun,
): Promise<WaitAnswer> {
  if (hasReached(tenant, 'apexCentralRegistered')) {
    return { lookAgainAt: firstLookAtTheConnection(tenant.registeredAt ?? clock.now().toISOString()) };
  }
  const access = await watchedAccess({ tenants, vault, clock }, tenant);
  let status = await apexCentral.readRegistration(access);
  if (status === 'notRegistered') {
    const token = await vault.open(tenant.tenantId, 'registration-token');
    if (!token) throw new CredentialsMissingError({ code: 'tokenMissing' });
    status = await apexCentral.register(access, token);
  }
  if (status !== 'registered') {
    const now = clock.now();
    const since = tenant.registrationRequestedAt;
    if (since === undefined) await tenants.change(tenant, execution, { registrationRequestedAt: now.toISOString() });
    if (since === undefined || now.getTime() - Date.parse(since) < SHOWS_WITHIN) {
      const reason = { code: 'effectNotShownYet', label: '登録', markedAt: since ?? now.toISOString() } as const;
      throw new NotShownYetError(reason, { guideStep: '3-9' });
    }
    // Used, expired or replaced: the next run is given a new one.
    await vault.destroy(tenant.tenantId, 'registration-token');
    await tenants.change(tenant, execution, { registrationRequestedAt: undefined });
    throw new PageChangedError({ code: 'tokenNotTaken' }, { guideStep: '3-9' });
  }
  const registeredAt = clock.now().toISOString();
  await tenants.change(tenant, execution, { stage: 'apexCentralRegistered', registeredAt });
  return { lookAgainAt: firstLookAtTheConnection(registeredAt) };
}
