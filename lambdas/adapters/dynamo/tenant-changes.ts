import { LeaseLostError, StaleRecordError, StepStillRunningError, type StepError } from '../../domain/errors.ts';
import { mayMove } from '../../domain/stage.ts';
import type { Tenant, TenantFacts } from '../../domain/tenant.ts';
import type { Claim, StepStart, TenantChange } from '../../ports/tenant-store.ts';

const FACTS: Record<keyof TenantFacts, true> = {
  licence: true,
  accounts: true,
  countsBefore: true,
  consent: true,
  signedIn: true,
  decline: true,
  passwordResetRequestedAt: true,
  newSignInRefusedAt: true,
  consoleRequestedAt: true,
  transferRequestedAt: true,
  registrationRequestedAt: true,
  registeredAt: true,
  connectionLostAt: true,
  updateRequestedAt: true,
  firstUpdateRequestedAt: true,
  temporaryProblem: true,
  notStarted: true,
  updatedAt: true,
  countsAfter: true,
  verifiedAt: true,
  toldAt: true,
  failure: true,
};

/**
 * Throws where a change could not be right whatever the record holds: an illegal move, or a field that `change` does
 * not own. A spread of a whole tenant passes the compiler and would write an old lease or revision back.
 */
export function assertLegal(read: Tenant, { stage, ...facts }: TenantChange): void {
  if (stage !== undefined && !mayMove(read.stage, stage)) {
    throw new Error(`tenant ${read.tenantId} cannot move from ${read.stage} to ${stage}`);
  }
  const foreign = Object.keys(facts).filter((name) => !Object.hasOwn(FACTS, name));
  if (foreign.length > 0) {
    throw new Error(`tenant ${read.tenantId}: ${foreign.join(', ')} cannot be set by a change of facts`);
  }
}

/** Why `change` did not happen, told by the record as it is now. */
export function changeRefused(read: Tenant, execution: string | null, now: Tenant | undefined): StepError {
  if (execution !== null && now?.lease?.execution !== execution) return leaseLost(read.tenantId, now);
  const versionOf = ({ revision, stage }: Tenant): string => `revision ${String(revision)}, stage ${stage}`;
  const found = now ? versionOf(now) : null;
  return new StaleRecordError({ code: 'recordIsStale', tenantId: read.tenantId, read: versionOf(read), found });
}

/** Why `claim` did not happen. */
export function claimRefused({ tenantId }: Claim, now: Tenant | undefined): StepError {
  return leaseLost(tenantId, now);
}

/** Why `beginStep` did not happen. */
export function stepRefused(tenantId: string, start: StepStart, now: Tenant | undefined): StepError {
  if (now?.lease?.execution !== start.execution || !now.running) return leaseLost(tenantId, now);
  const { step, expiresAt, by } = now.running;
  const whose = by !== undefined && { by };
  return new StepStillRunningError({ code: 'stepStillRunning', tenantId, step, until: expiresAt, ...whose });
}

function leaseLost(tenantId: string, now: Tenant | undefined): StepError {
  if (!now?.lease) return new LeaseLostError({ code: 'leaseGone', tenantId });
  const { batchId, execution } = now.lease;
  return new LeaseLostError({ code: 'leaseElsewhere', tenantId, batchId, execution });
}
