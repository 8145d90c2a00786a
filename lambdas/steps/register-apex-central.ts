import { CredentialsMissingError, PageChangedError } from '../domain/errors.ts';
import { hasReached } from '../domain/tenant.ts';
import type { Ports } from '../ports/index.ts';
import { accessFor } from './shared/console-access.ts';
import { DONE, type CheckAnswer, type StepRun } from './shared/step-run.ts';

/** Guide 3-6 to 3-9: enters the registration token in Apex Central, unless an earlier run got through. */
export async function registerApexCentral(
  { apexCentral, tenants, vault, clock }: Pick<Ports, 'apexCentral' | 'tenants' | 'vault' | 'clock'>,
  { tenant, execution }: StepRun,
): Promise<CheckAnswer> {
  if (hasReached(tenant, 'apexCentralRegistered')) return DONE;
  const access = await accessFor(tenant, vault);
  let status = await apexCentral.readRegistration(access);
  if (status === 'notRegistered') {
    const token = await vault.open(tenant.tenantId, 'registration-token');
    if (!token) throw new CredentialsMissingError('the vault has no registration token: make a new one in Vision One');
    status = await apexCentral.register(access, token);
  }
  if (status !== 'registered') {
    // Used, expired or replaced: the next run is given a new one.
    await vault.destroy(tenant.tenantId, 'registration-token');
    throw new PageChangedError('Apex Central took the registration token and still shows 登録されていません', {
      guideStep: '3-9',
    });
  }
  await tenants.change(tenant, execution, { stage: 'apexCentralRegistered', registeredAt: clock.now().toISOString() });
  return DONE;
}
