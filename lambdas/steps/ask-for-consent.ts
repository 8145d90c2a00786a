import { covers, writtenConsent } from '../domain/consent.ts';
import { ConsentNotGivenError, PlanChangedError } from '../domain/errors.ts';
import { hasReached, onwardTo } from '../domain/tenant.ts';
import type { Ports } from '../ports/index.ts';
import { DONE, type CheckAnswer, type StepRun } from './shared/step-run.ts';

/** Records the consent that covers every point of no return of this plan; without one the tenant goes no further. */
export async function askForConsent(
  { tenants, clock }: Pick<Ports, 'tenants' | 'clock'>,
  { tenant, execution }: StepRun,
): Promise<CheckAnswer> {
  if (covers(tenant.consent, tenant.row)) return DONE;
  if (hasReached(tenant, 'primaryAccountClaimed') || tenant.passwordResetRequestedAt) {
    throw new PlanChangedError(
      'the plan changed after the sign-in name had: put back the account, address, console and region of the first file',
    );
  }
  const consent = writtenConsent(tenant.row, clock.now());
  if (!consent) throw new ConsentNotGivenError('consent not given');
  await tenants.change(tenant, execution, { ...onwardTo(tenant, 'consented'), consent });
  return DONE;
}
