import { whyBaselineIsDoubtful, whyPromisesAreNotKept } from '../domain/comparison.ts';
import { ManualActionRequiredError, VendorUnavailableError, VerificationFailedError } from '../domain/errors.ts';
import { type AgentCounts, hasReached, type Tenant } from '../domain/tenant.ts';
import type { Ports } from '../ports/index.ts';
import { watchedAccess } from './shared/console-access.ts';
import { DONE, type CheckAnswer, type StepRun } from './shared/step-run.ts';

/** Guide 3-18: the former Apex Central console shows under Standard Endpoint Protection, with all its agents, at the same server. */
export async function verifyConsole(
  { visionOne, tenants, vault, clock }: Pick<Ports, 'visionOne' | 'tenants' | 'vault' | 'clock'>,
  { tenant, execution }: StepRun,
): Promise<CheckAnswer> {
  if (hasReached(tenant, 'verified')) return DONE;
  const countsAfter = await visionOne.readStandardEndpointProtection(
    await watchedAccess({ tenants, vault, clock }, tenant),
  );
  if (!countsAfter) {
    if (isJustUpdated(tenant, clock.now())) {
      throw new VendorUnavailableError({ code: 'consoleNotListedYet' }, { guideStep: '3-18' });
    }
    throw new VerificationFailedError({ code: 'consoleNotListed' });
  }
  const whyNot = whyPromisesAreNotKept(tenant, countsAfter);
  if (whyNot) throw new VerificationFailedError(whyNot);
  const whyDoubtful = whyBaselineIsDoubtful(tenant, countsAfter);
  if (whyDoubtful) throw new ManualActionRequiredError(whyDoubtful, { guideStep: '3-18' });
  await noteWhatWasNotCompared(tenants, { tenant, execution }, { countsAfter, at: clock.now().toISOString() });
  await tenants.change(tenant, execution, { stage: 'verified', countsAfter, verifiedAt: clock.now().toISOString() });
  return DONE;
}

/** A list that either console did not let us read is missing from the comparison, which says so. */
async function noteWhatWasNotCompared(
  tenants: Ports['tenants'],
  { tenant, execution }: Pick<StepRun, 'tenant' | 'execution'>,
  { countsAfter, at }: { countsAfter: AgentCounts; at: string },
): Promise<void> {
  const [before, after] = [tenant.countsBefore?.notRead ?? [], countsAfter.notRead ?? []];
  if (before.length + after.length === 0) return;
  const what = { code: 'notCompared', before, after } as const;
  await tenants.append(tenant.tenantId, { at, by: execution, step: 'VerifyConsole', what });
}

/** The row may have shown a moment too early that the update is finished; the machine looks again within its retries. */
function isJustUpdated({ updatedAt }: Pick<Tenant, 'updatedAt'>, now: Date): boolean {
  return updatedAt !== undefined && now.getTime() - Date.parse(updatedAt) < 5 * 60_000;
}
