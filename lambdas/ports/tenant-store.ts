import type { JournalEvent } from '../domain/journal.ts';
import type { IntakeRow } from '../domain/intake/intake-row.ts';
import type { RecordedSignIn } from '../domain/signed-in.ts';
import type { Stage } from '../domain/stage.ts';
import type { Tenant, TenantFacts } from '../domain/tenant.ts';

export type { JournalEvent };

export interface Claim {
  tenantId: string;
  batchId: string;
  row: IntakeRow;
  /** ARN of the execution that claims. */
  execution: string;
  /** The lease it found and knows to be dead; without it only a free tenant or its own lease can be claimed. */
  replaces?: string;
}

export interface StepStart {
  step: string;
  execution: string;
  invocation: string;
  now: Date;
  expiresAt: Date;
  /** The person who is at work, where one is. */
  by?: string | undefined;
}

export interface TenantChange extends Partial<TenantFacts> {
  /** A legal move from the stage that was read; without it only facts change. */
  stage?: Stage;
}

/** How far a tenant has come within one batch. */
export interface StageLine {
  tenantId: string;
  stage: Stage;
}

/**
 * The one record of each tenant, across batches.
 *
 * Promises:
 * - every write is one conditional write: it happens whole, or it throws and nothing happened;
 * - a change is refused with `StaleRecordError` when anybody changed the record since it was read, with
 *   `LeaseLostError` when another execution holds the tenant, and with an `Error` when the move is not legal;
 * - `revision` grows by one with each change;
 * - `claim` gives the lease to one execution at a time, also when many claim at once;
 * - `beginStep` lets one invocation of a step run at a time, until `expiresAt`, also across a take-over, and says who is
 *   at work; the same invocation renews its mark with it;
 * - a fact that is set to `undefined` is removed;
 * - `spendCode` gives a time step once, also when many ask for it at once, and none before one that was given;
 * - `noteSignedIn` keeps what is shown first, and then an ID where none was shown; a ビジネスID is one tenant's, also when
 *   many note it at once, and the others are told whose it is;
 * - the journal only grows, and reads in the order it was written;
 * - `stages` gives every tenant that the batch has claimed, at the stage it reached last while the batch had it, and
 *   reads none of their records: 10,000 of them in a second.
 */
export interface TenantStore {
  read(tenantId: string): Promise<Tenant | undefined>;
  /** Those of these that there are, by their id. */
  readEach(tenantIds: readonly string[]): Promise<Map<string, Tenant>>;
  /** Creates the record at stage `accepted`, or takes over the one that is there; throws `LeaseLostError`. */
  claim(claim: Claim): Promise<Tenant>;
  /** Marks the step as running and reads the record in one go; throws `LeaseLostError` or `StepStillRunningError`. */
  beginStep(tenantId: string, start: StepStart): Promise<Tenant>;
  /** Frees the mark of this invocation; harmless when it is not there. */
  endStep(tenantId: string, invocation: string): Promise<void>;
  /** Changes what was read; the lease of `execution` is checked unless it is `null` (after the lease was given back). */
  change(read: Tenant, execution: string | null, change: TenantChange): Promise<Tenant>;
  /**
   * Gives a time step of one-time codes to one sign-in: `false` where it, or a later one, was given before, in whichever
   * Lambda (RFC 6238, 5.2: a code is used once). Changes nothing that `change` guards.
   */
  spendCode(tenantId: string, timeStep: number): Promise<boolean>;
  /**
   * Notes whom the tenant's consoles show to be signed in, and leaves `revision` as it is; answers the other tenant that has
   * this ビジネスID, of which nothing is noted then.
   */
  noteSignedIn(tenantId: string, shown: RecordedSignIn): Promise<string | undefined>;
  /** Gives the lease back; harmless when this execution does not hold it. */
  release(tenantId: string, execution: string): Promise<void>;
  append(tenantId: string, event: JournalEvent): Promise<void>;
  events(tenantId: string): Promise<JournalEvent[]>;
  stages(batchId: string): AsyncIterable<StageLine>;
}
