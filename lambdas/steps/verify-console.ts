import { whyPromisesAreNotKept } from '../domain/comparison.ts';
import { VerificationFailedError } from '../domain/errors.ts';
import { hasReached } from '../domain/tenant.ts';
import type { Ports } from '../ports/index.ts';
import { accessFor } from './shared/console-access.ts';
import { DONE, type CheckAnswer, type StepRun } from './shared/step-run.ts';

/** Guide 3-18: the former Apex Central console shows under Standard Endpoint Protection, with all its agents, at the same server. */
export async function verifyConsole(
  { visionOne, tenants, vault, clock }: Pick<Ports, 'visionOne' | 'tenants' | 'vault' | 'clock'>,
  { tenant, execution }: StepRun,
): Promise<CheckAnswer> {
  if (hasReached(tenant, 'verified')) return DONE;
  const countsAfter = await visionOne.readStandardEndpointProtection(await accessFor(tenant, vault));
  if (!countsAfter) {
    throw new VerificationFailedError('Endpoint Security > Standard Endpoint Protection does not show the console');
  }
  const whyNot = whyPromisesAreNotKept(tenant, countsAfter);
  if (whyNot) throw new VerificationFailedError(whyNot);
  await tenants.change(tenant, execution, { stage: 'verified', countsAfter, verifiedAt: clock.now().toISOString() });
  return DONE;
}
