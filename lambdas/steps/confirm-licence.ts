import { LicenceNotReadyError } from '../domain/errors.ts';
import { whyLicenceNotReady } from '../domain/licence.ts';
import { onwardTo } from '../domain/tenant.ts';
import type { Deed } from '../domain/statements/catalogue.ts';
import type { Ports } from '../ports/index.ts';
import { clpAccess } from './shared/console-access.ts';
import { isPreparationOver } from './shared/is-preparation-over.ts';
import { checkSwitches } from './shared/check-switches.ts';
import { DONE, type CheckAnswer, type StepRun } from './shared/step-run.ts';

/**
 * Guide 1-1: reads the licence and stops a tenant whose licence the vendor would refuse at 3-13. Reads again on every
 * run until somebody has consented, because a dry run may be weeks old.
 */
export async function confirmLicence(
  {
    licensingPortal,
    tenants,
    vault,
    clock,
    switches,
  }: Pick<Ports, 'licensingPortal' | 'tenants' | 'vault' | 'clock' | 'switches'>,
  { tenant, execution, batchId }: StepRun,
): Promise<CheckAnswer> {
  if (isPreparationOver(tenant)) return DONE;
  await checkSwitches({ switches }, { batchId, tenantId: tenant.tenantId });
  const licence = await licensingPortal.readLicence(await clpAccess(tenant, vault));
  const now = clock.now();
  const whyNot = whyLicenceNotReady(licence, tenant.row, now);
  if (whyNot) throw new LicenceNotReadyError(whyNot);
  if (licence.status === 'expiringSoon') {
    const what: Deed = { code: 'licenceExpiresSoon', expiresOn: licence.expiresOn };
    await tenants.append(tenant.tenantId, { at: now.toISOString(), by: execution, step: 'ConfirmLicence', what });
  }
  await tenants.change(tenant, execution, { ...onwardTo(tenant, 'licenceConfirmed'), licence });
  return DONE;
}
