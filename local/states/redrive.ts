import { ApiError } from './api-error.ts';
import type { Execution } from './execution.ts';
import { HISTORY_LIMIT } from './history.ts';

const DAY = 86_400_000;
/** Quotas of AWS: from the end of an execution on, and from its start on. */
const REDRIVABLE_DAYS = 14;
const OPEN_DAYS = 365;
/** For so long the same client token is the same request. */
const TOKEN_MILLISECONDS = 15 * 60_000;

/** What DescribeExecution says of redrives. */
export interface RedriveDescription {
  redriveCount: number;
  redriveDate?: Date;
  redriveStatus: 'REDRIVABLE' | 'NOT_REDRIVABLE';
  redriveStatusReason?: string;
}

export function describeRedrive(execution: Execution, now: Date): RedriveDescription {
  const why = whyNotRedrivable(execution, now);
  const { redrives } = execution;
  return {
    redriveCount: redrives.count,
    ...(redrives.date && { redriveDate: redrives.date }),
    redriveStatus: why === undefined ? 'REDRIVABLE' : 'NOT_REDRIVABLE',
    ...(why !== undefined && { redriveStatusReason: why }),
  };
}

/**
 * Lets an execution that did not succeed go on from the states it had entered and not left, under its name and with its
 * history; answers `false` where the same request, known by its token, has done so before. Throws `ApiError`.
 */
export function reopen(execution: Execution, now: Date, clientToken: string | undefined): boolean {
  const { redrives } = execution;
  const isRepeated = clientToken !== undefined && clientToken === redrives.token && redrives.date !== undefined;
  if (isRepeated && now.getTime() - redrives.date.getTime() < TOKEN_MILLISECONDS) return false;
  const why = whyNotRedrivable(execution, now);
  if (why !== undefined) throw new ApiError('ExecutionNotRedrivable', why);
  execution.reopen({ count: redrives.count + 1, date: now, token: clientToken });
  return true;
}

/** In the words of AWS. */
function whyNotRedrivable({ status, stopDate, startDate, history }: Execution, now: Date): string | undefined {
  if (status === 'RUNNING' || status === 'SUCCEEDED') return `Execution is ${status} and cannot be redriven.`;
  // The redrive is one event more, and at least one follows it.
  if (history.count >= HISTORY_LIMIT - 1) return 'Execution history event limit exceeded.';
  if (now.getTime() - startDate.getTime() > OPEN_DAYS * DAY) return 'Execution has exceeded the max execution time.';
  const closedFor = now.getTime() - (stopDate?.getTime() ?? 0);
  return closedFor > REDRIVABLE_DAYS * DAY ? 'Execution redrivable period exceeded.' : undefined;
}
