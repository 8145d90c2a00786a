import type { Batch, BatchTenant } from '../batch.ts';
import type { JournalEvent } from '../journal.ts';
import type { Outcome } from '../outcome.ts';
import type { Stage } from '../stage.ts';
import { hasReached, type AgentCounts, type Tenant } from '../tenant.ts';
import type { Undelivered } from '../undelivered.ts';
import type { UserUpgradeRecord } from '../user.ts';
import { timelineOf, type Segment } from './timeline.ts';

/** What is on record about one tenant of a batch, as it is read for a report. */
export interface TenantRecords {
  inBatch: BatchTenant;
  tenant: Tenant | undefined;
  events: readonly JournalEvent[];
  users: readonly UserUpgradeRecord[];
  /** Mails about it that did not reach somebody. */
  undelivered?: readonly Undelivered[];
}

/** One tenant as every form of the batch report has it. */
export interface ReportTenant {
  inBatch: BatchTenant;
  outcome: Outcome | 'open';
  /** Of this batch's own run; nothing for a tenant that another batch has. */
  startedAt: string | undefined;
  endedAt: string | undefined;
  segments: Segment[];
  /** The update that this batch ran: requested and seen finished. */
  update: { requestedAt: string; finishedAt: string } | undefined;
  /** How often the vendor answered the final press with "not ready yet" (guide 3-15). */
  notReadyAnswers: number;
  before: AgentCounts | undefined;
  after: AgentCounts | undefined;
  users: { all: number; upgraded: number; open: { name: string; email: string }[] };
  handedOver: boolean;
  /** How far it has come; nothing for a tenant that another batch has. */
  stage: Stage | undefined;
  undelivered: readonly Undelivered[];
}

/** `now` is when the report is written: a tenant without an outcome is under way until then. */
export function reportTenant(
  { inBatch, tenant, events, users, undelivered = [] }: TenantRecords,
  batch: Batch,
  now: Date,
): ReportTenant {
  const own = tenant?.batchId === batch.batchId ? tenant : undefined;
  const until = inBatch.outcome?.at ?? now.toISOString();
  const segments = own ? timelineOf(events, inBatch.execution, until) : [];
  const { updateRequestedAt: requestedAt, updatedAt: finishedAt, temporaryProblem } = own ?? {};
  const ran = requestedAt !== undefined && finishedAt !== undefined && finishedAt >= batch.createdAt;
  return {
    inBatch,
    outcome: inBatch.outcome?.outcome ?? 'open',
    startedAt: segments[0]?.from,
    endedAt: inBatch.outcome?.at,
    segments,
    update: ran ? { requestedAt, finishedAt } : undefined,
    notReadyAnswers: temporaryProblem && temporaryProblem.at >= batch.createdAt ? temporaryProblem.count : 0,
    before: own?.countsBefore,
    after: own?.countsAfter,
    users: usersOf(inBatch, users),
    undelivered,
    stage: own?.stage,
    handedOver: own !== undefined && hasReached(own, 'handedOver'),
  };
}

function usersOf({ row }: BatchTenant, records: readonly UserUpgradeRecord[]): ReportTenant['users'] {
  const listed = row.userAccounts.kind === 'listed' ? row.userAccounts.accounts : [];
  const upgraded = new Set(records.filter(({ upgradedAt }) => upgradedAt).map(({ name }) => name));
  const open = listed.filter(({ name }) => !upgraded.has(name));
  return { all: listed.length, upgraded: listed.length - open.length, open };
}

/** From the first thing its run wrote down to its outcome, in milliseconds. */
export function durationOf({ startedAt, endedAt }: ReportTenant): number | undefined {
  return startedAt && endedAt ? Date.parse(endedAt) - Date.parse(startedAt) : undefined;
}

export function updateTimeOf({ update }: ReportTenant): number | undefined {
  return update && Date.parse(update.finishedAt) - Date.parse(update.requestedAt);
}
