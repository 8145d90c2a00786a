import type { Consent, Decline } from './consent.ts';
import type { GuideStep } from './guide.ts';
import type { IntakeRow } from './intake/intake-row.ts';
import type { Licence } from './licence.ts';
import type { RecordedSignIn } from './signed-in.ts';
import { isAtLeast, type Stage } from './stage.ts';
import type { RecordedStatement } from './statements/statement.ts';

/** Guide 1-2: an account of Apex Central's 運用管理 > アカウント管理 > ユーザアカウント. */
export interface ConsoleAccount {
  name: string;
  kind: 'custom' | 'directory';
  role: string;
}

/**
 * Guide 1-2 and 3-18: the figures of 概要 > セキュリティ状態, and those of the lists that the menu of the same console leads
 * to; the lists are missing in what was recorded before they were read.
 */
export interface AgentCounts {
  managedAgents: number;
  unmanagedEndpoints: number;
  /** ディレクトリ > 製品サーバ: the name of the server that agents talk to. */
  agentsFqdn?: string | undefined;
  /** ポリシー > ポリシー管理: how many there are. */
  policies?: number | undefined;
  /** Which of the lists could not be read, and why. */
  notRead?: RecordedStatement[] | undefined;
  /** Set where a person read the figures: their 0 is a 0. */
  readBy?: 'person' | undefined;
}

/**
 * The lease: which execution may write, until it is no longer running. Never expires by time (a task may take days).
 */
export interface Lease {
  /** ARN of the execution. */
  execution: string;
  batchId: string;
}

/** The mark of a step in progress; it ends with its Lambda, so that a crash does not hold the tenant for ever. */
export interface RunningStep {
  step: string;
  /** Request id of the Lambda invocation. */
  invocation: string;
  expiresAt: string;
  /** The person who is at work on it, where one is. */
  by?: string | undefined;
}

/** What stopped the last run, without secrets. */
export interface StepFailure {
  /** ARN of the execution that was stopped. */
  execution: string;
  step: string;
  error: string;
  reason: RecordedStatement;
  guideStep: GuideStep | null;
  at: string;
}

/** Guide 3-15: the vendor's message after a press; `at` is when it was read. */
export interface TemporaryProblem {
  at: string;
  message: string;
  /** How often the vendor has answered so. */
  count: number;
}

/** Everything a step may learn or mark. Instants are UTC ISO strings; no secret is ever here. */
export interface TenantFacts {
  licence?: Licence;
  accounts?: ConsoleAccount[];
  countsBefore?: AgentCounts;
  consent?: Consent;
  /** Whom Vision One shows to be signed in, as it was first read. */
  signedIn?: RecordedSignIn;
  /** The last no of an approver; it says nothing about another plan. */
  decline?: Decline;
  /** Write-ahead of [Reset Password], guide 2-8. */
  passwordResetRequestedAt?: string;
  /** When the sign-in with the password of that press was refused last, guide 2-10. */
  newSignInRefusedAt?: string;
  consoleRequestedAt?: string;
  /** Write-ahead of [Connect and Transfer], guide 3-5. */
  transferRequestedAt?: string;
  /** Since when [登録] was pressed and its status does not show it. */
  registrationRequestedAt?: string;
  /** Of [登録], guide 3-9; of a later run's start where that run waits for the connection anew. */
  registeredAt?: string;
  /** Since when the connection, which was there, shows as not there at the final press. */
  connectionLostAt?: string;
  /** Write-ahead of [接続して転送], guide 3-14. */
  updateRequestedAt?: string;
  firstUpdateRequestedAt?: string;
  temporaryProblem?: TemporaryProblem;
  /** Who looked at the console after the press that was marked last, and answers for nothing having been started. */
  notStarted?: { by: string; at: string };
  updatedAt?: string;
  countsAfter?: AgentCounts;
  verifiedAt?: string;
  toldAt?: string;
  failure?: StepFailure;
}

/** One tenant, across all batches. */
export interface Tenant extends TenantFacts {
  tenantId: string;
  stage: Stage;
  /** Grows with every change; a writer that read an older one is refused. */
  revision: number;
  /** The plan: the row of the batch that holds the tenant, or held it last. */
  row: IntakeRow;
  batchId: string;
  lease?: Lease;
  running?: RunningStep;
  /** The step that began last: the one that failed, where a time-out or a crash left no other word. */
  lastStep?: string;
}

export function hasReached(tenant: Tenant, stage: Stage): boolean {
  return isAtLeast(tenant.stage, stage);
}

/** Guide 3-15: the press that was last requested was answered with "not ready yet", so another one is allowed. */
function wasRefusedAsNotReady(tenant: Tenant): boolean {
  const { updateRequestedAt, temporaryProblem } = tenant;
  return updateRequestedAt !== undefined && temporaryProblem !== undefined && temporaryProblem.at >= updateRequestedAt;
}

/** A person who looked at the console after the press that was marked last answers for nothing having been started. */
export function wasSeenNotStarted({ updateRequestedAt, notStarted }: Tenant): boolean {
  return updateRequestedAt !== undefined && notStarted !== undefined && notStarted.at >= updateRequestedAt;
}

/** Whether the press that was marked last started nothing for certain: only then may another follow. */
export function didNotStart(tenant: Tenant): boolean {
  return wasRefusedAsNotReady(tenant) || wasSeenNotStarted(tenant);
}

/** The move onward to `stage`, as part of a change; nothing for a tenant that is there already or further. */
export function onwardTo(tenant: Tenant, stage: Stage): { stage?: Stage } {
  return hasReached(tenant, stage) ? {} : { stage };
}
