import { CredentialsMissingError, PageChangedError } from '../domain/errors.ts';
import { hasReached } from '../domain/tenant.ts';
import { firstLookAtTheConnection } from '../domain/when-to-look-again.ts';
import type { Ports } from '../ports/index.ts';
import { accessFor } from './shared/console-access.ts';
import type { StepRun, WaitAnswer } from './shared/step-run.ts';

/**
 * Guide 3-6 to 3-9: enters the registration token in Apex Central, unless an earlier run got through. Answers with the
 * first look at the connection.
 */
export async function registerApexCentral(
  { apexCentral, tenants, vault, clock }: Pick<Ports, 'apexCentral' | 'tenants' | 'vault' | 'clock'>,
  { tenant, execution }: StepRun,
): Promise<WaitAnswer> {
  if (hasReached(tenant, 'apexCentralRegistered')) {
    return { lookAgainAt: firstLookAtTheConnection(tenant.registeredAt ?? clock.now().toISOString()) };
  }
  const access = await accessFor(tenant, vault);
  let status = await apexCentral.readRegistration(access);
  if (status === 'notRegistered') {
    const token = await vault.open(tenant.tenantId, 'registration-token');
    if (!token) throw new CredentialsMissingError({ code: 'tokenMissing' });
    status = await apexCentral.register(access, token);
  }
  if (status !== 'registered') {
    // Used, expired or replaced: the next run is given a new one.
    await vault.destroy(tenant.tenantId, 'registration-token');
    throw new PageChangedError({ code: 'tokenNotTaken' }, { guideStep: '3-9' });
  }
  const registeredAt = clock.now().toISOString();
  await tenants.change(tenant, execution, { stage: 'apexCentralRegistered', registeredAt });
  return { lookAgainAt: firstLookAtTheConnection(registeredAt) };
}
