import type { Batch, BatchLine, BatchTenant, OutcomeLine } from '../domain/batch.ts';
import type { KeptPlan } from '../domain/batch-plan.ts';
import type { RecordedOutcome, TenantFigure } from '../domain/outcome.ts';
import type { Undelivered } from '../domain/undelivered.ts';

/** Everything of a batch that is written down after it was created, but for its decision. */
export type BatchChange = Partial<Omit<Batch, 'batchId' | 'release' | 'declined'>>;

/** Whether a batch begins: one of both. */
export type BatchDecision = Required<Pick<Batch, 'release'>> | Required<Pick<Batch, 'declined'>>;

export interface PageOfTenants {
  tenants: BatchTenant[];
  /** Behind which tenant the next page begins; absent on the last. */
  next?: string;
}

/**
 * Batches and what became of each of their tenants.
 *
 * Promises:
 * - `create` and `addTenants` may run twice: what is there stays as it is;
 * - `latest` gives the newest batches, each once, newest first;
 * - the first recorded outcome of a tenant in a batch stands: `recordOutcome` answers `false` and changes nothing when
 *   there is one;
 * - `tenants` gives every tenant of the batch once, in no order, without holding all of them in memory;
 * - `searchTenants` gives them a page at a time in the order of their ids, all or those that count as one figure, and reads
 *   no further than its page; one begins behind any id, also one that the batch does not have;
 * - `list` gives every batch, the latest first, as it was created or last changed;
 * - `plan` gives the plan that `keepPlan` kept last, and none once that was called without one;
 * - `change` writes only where the fields that it changes are as they were read, and throws `StaleRecordError` otherwise;
 * - of all who `decide` on a batch, also at the same moment, one is taken, and everybody is given what stands; nothing is
 *   decided on a batch that has ended;
 * - of the mails that did not reach somebody, `addUndelivered` keeps the first of each tenant, kind and address, and answers
 *   whether this was it; `undelivered` gives them, in no order;
 * - `outcomes` gives the recorded outcomes of a batch and reads none of its rows: 10,000 of them in a second.
 */
export interface BatchStore {
  create(batch: Batch): Promise<void>;
  read(batchId: string): Promise<Batch | undefined>;
  latest(most: number): Promise<Batch[]>;
  change(read: Batch, change: BatchChange): Promise<Batch>;
  decide(batchId: string, decision: BatchDecision): Promise<{ batch: Batch; taken: boolean }>;
  addTenants(tenants: readonly BatchTenant[]): Promise<void>;
  readTenant(batchId: string, tenantId: string): Promise<BatchTenant | undefined>;
  /** Those of these that the batch has, in no order. */
  readTenants(batchId: string, tenantIds: readonly string[]): Promise<BatchTenant[]>;
  recordOutcome(batchId: string, tenantId: string, outcome: RecordedOutcome): Promise<boolean>;
  tenants(batchId: string): AsyncIterable<BatchTenant>;
  searchTenants(
    batchId: string,
    page: { most: number; figure?: TenantFigure | undefined; after?: string | undefined },
  ): Promise<PageOfTenants>;
  list(): AsyncIterable<BatchLine>;
  outcomes(batchId: string): AsyncIterable<OutcomeLine>;
  keepPlan(batchId: string, plan: KeptPlan | undefined): Promise<void>;
  plan(batchId: string): Promise<KeptPlan | undefined>;
  addUndelivered(batchId: string, undelivered: Undelivered): Promise<boolean>;
  undelivered(batchId: string): AsyncIterable<Undelivered>;
}
