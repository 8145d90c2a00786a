import type { Decline } from '../domain/consent.ts';
import { explainFailure, type MachineFailure } from '../domain/failure.ts';
import { atDesk, runbookAt, tenantPath } from '../domain/operator-pages.ts';
import type { Outcome, RecordedOutcome } from '../domain/outcome.ts';
import { hasReached, type Tenant } from '../domain/tenant.ts';
import type { Deed, Reason } from '../domain/statements/catalogue.ts';
import type { Ports } from '../ports/index.ts';
import type { Skip, TenantRun } from './claim-tenant.ts';
import { withdrawTasks } from './shared/desk-filing.ts';

export interface Ending extends TenantRun {
  skip: Skip;
  dryRun: boolean;
  failure: MachineFailure | null;
}

/**
 * Writes down how the tenant ended in this batch, closes what waited for a person, and gives the lease back. The first
 * outcome stands: when this runs again, or something fails after it, the answer is the one that was recorded. A tenant
 * that needs attention answers with the failure that its execution ends in, whose cause says what a person needs; any
 * other with none.
 */
export async function recordOutcome(
  ports: Pick<Ports, 'tenants' | 'batches' | 'desk' | 'vault' | 'clock' | 'settings'>,
  ending: Ending,
): Promise<{ outcome: Outcome; failure: MachineFailure | null }> {
  const { tenants, batches, clock } = ports;
  const { batchId, tenantId, execution } = ending;
  const tenant = await tenants.read(tenantId);
  const outcome: RecordedOutcome = { ...outcomeOf(ending, tenant), at: clock.now().toISOString() };
  const recorded = await batches.recordOutcome(batchId, tenantId, outcome);
  // A tenant that another execution holds has tasks of its own there.
  if (tenant?.lease?.execution === execution) await withdrawTasks(ports, tenantId, execution);
  await tenants.release(tenantId, execution);
  if (recorded) {
    const { outcome: name, reason } = outcome;
    const what: Deed = { code: 'ended', outcome: name, ...(reason && { reason }) };
    await tenants.append(tenantId, { at: outcome.at, by: execution, step: 'RecordOutcome', what });
    return { outcome: outcome.outcome, failure: failureIn(outcome, ending, ports.settings) };
  }
  const standing = (await batches.readTenant(batchId, tenantId))?.outcome;
  if (!standing) throw new Error(`batch ${batchId} has no tenant ${tenantId}`);
  // Of a redriven execution, why it fails now; its outcome was told when it was recorded.
  const now = ending.failure ? { ...standing, ...explainFailure(tenant, ending.failure, execution) } : standing;
  return { outcome: standing.outcome, failure: failureIn(now, ending, ports.settings) };
}

/**
 * The reason as the record has it, as JSON, because that is what the AWS console and anyone who reads executions by a
 * program see.
 */
function failureIn(
  outcome: RecordedOutcome,
  { tenantId, failure }: Ending,
  settings: Ports['settings'],
): MachineFailure | null {
  if (outcome.outcome !== 'needsAttention') return null;
  const { code, guideStep } = outcome;
  const cause = {
    code,
    guideStep,
    reason: outcome.reason,
    tenant: atDesk(settings, tenantPath(tenantId)) ?? tenantId,
    runbook: runbookAt(settings, 'tenant-failed'),
  };
  const { state, error } = failure ?? { state: 'RecordOutcome', error: code ?? 'TenantNeedsAttention' };
  return { state, error, cause: JSON.stringify(cause) };
}

function outcomeOf(
  { skip, dryRun, failure, execution }: Ending,
  tenant: Tenant | undefined,
): Omit<RecordedOutcome, 'at'> {
  if (failure) {
    if (failure.error === 'StoppedError' && !dryRun && !hasBegunToChange(tenant))
      return { outcome: 'skipped', ...explainFailure(tenant, failure, execution), code: 'stopped', guideStep: null };
    return { outcome: dryRun ? 'notReady' : 'needsAttention', ...explainFailure(tenant, failure, execution) };
  }
  if (skip) return { outcome: 'skipped', reason: reasonToSkip(skip, tenant), code: skip, guideStep: null };
  if (dryRun) return { outcome: 'ready', reason: null, code: null, guideStep: null };
  if (tenant && hasReached(tenant, 'verified')) {
    return { outcome: 'migrated', reason: null, code: null, guideStep: null };
  }
  if (tenant?.decline?.execution === execution) return outcomeOfDecline(tenant, tenant.decline);
  const reason: Reason = { code: 'notVerified', stage: tenant?.stage ?? null };
  return { outcome: 'needsAttention', reason, code: 'NotVerified', guideStep: null };
}

/** Whether a point of no return has been passed, or may have been. */
function hasBegunToChange(tenant: Tenant | undefined): boolean {
  if (!tenant) return false;
  return hasReached(tenant, 'primaryAccountClaimed') || tenant.passwordResetRequestedAt !== undefined;
}

/** A no before anything changed leaves the tenant as it was; later there is something that a person must put right. */
function outcomeOfDecline(tenant: Tenant, { by, address, why }: Decline): Omit<RecordedOutcome, 'at'> {
  const hasChanged = hasBegunToChange(tenant);
  const reason: Reason = { code: 'declined', by, address, ...(why && { why }), ...(hasChanged && { hasChanged }) };
  return { outcome: hasChanged ? 'needsAttention' : 'skipped', reason, code: 'declined', guideStep: null };
}

function reasonToSkip(skip: NonNullable<Skip>, tenant: Tenant | undefined): Reason {
  return skip === 'alreadyClosed' ? { code: skip } : { code: skip, batchId: tenant?.batchId ?? null };
}
