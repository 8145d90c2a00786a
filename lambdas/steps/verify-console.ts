import { VerificationFailedError } from '../domain/errors.ts';
import { hasReached } from '../domain/tenant.ts';
import type { Ports } from '../ports/index.ts';
import { accessFor } from './shared/console-access.ts';
import { DONE, type CheckAnswer, type StepRun } from './shared/step-run.ts';

/** Guide 3-18: the former Apex Central console shows under Standard Endpoint Protection, with all its agents. */
export async function verifyConsole(
  { visionOne, tenants, vault, clock }: Pick<Ports, 'visionOne' | 'tenants' | 'vault' | 'clock'>,
  { tenant, execution }: StepRun,
): Promise<CheckAnswer> {
  if (hasReached(tenant, 'verified')) return DONE;
  const countsAfter = await visionOne.readStandardEndpointProtection(await accessFor(tenant, vault));
  if (!countsAfter) {
    throw new VerificationFailedError('Endpoint Security > Standard Endpoint Protection does not show the console');
  }
  const before = tenant.countsBefore?.managedAgents ?? 0;
  if (countsAfter.managedAgents < before) {
    throw new VerificationFailedError(
      `the console shows ${String(countsAfter.managedAgents)} managed agents, before the update it showed ${String(before)}`,
    );
  }
  await tenants.change(tenant, execution, { stage: 'verified', countsAfter, verifiedAt: clock.now().toISOString() });
  return DONE;
}
