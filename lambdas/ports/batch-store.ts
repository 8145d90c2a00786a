import type { Batch, BatchLine, BatchTenant, OutcomeLine } from '../domain/batch.ts';
import type { KeptPlan } from '../domain/batch-plan.ts';
import type { RecordedOutcome } from '../domain/outcome.ts';
import type { Undelivered } from '../domain/undelivered.ts';

/**
 * Batches and what became of each of their tenants.
 *
 * Promises:
 * - `create` and `addTenants` may run twice: what is there stays as it is;
 * - `latest` gives the newest batches, each once, newest first;
 * - the first recorded outcome of a tenant in a batch stands: `recordOutcome` answers `false` and changes nothing when
 *   there is one;
 * - `tenants` gives every tenant of the batch once, in no order, without holding all of them in memory;
 * - `list` gives every batch, the latest first, as it was created or last changed;
 * - `plan` gives the plan that `keepPlan` kept last, and none once that was called without one;
 * - of the mails that did not reach somebody, `addUndelivered` keeps the first of each tenant, kind and address, and answers
 *   whether this was it; `undelivered` gives them, in no order;
 * - `outcomes` gives the recorded outcomes of a batch and reads none of its rows: 10,000 of them in a second.
 */
export interface BatchStore {
  create(batch: Batch): Promise<void>;
  read(batchId: string): Promise<Batch | undefined>;
  latest(most: number): Promise<Batch[]>;
  change(batchId: string, change: Partial<Batch>): Promise<Batch>;
  addTenants(tenants: readonly BatchTenant[]): Promise<void>;
  readTenant(batchId: string, tenantId: string): Promise<BatchTenant | undefined>;
  /** Those of these that the batch has, in no order. */
  readTenants(batchId: string, tenantIds: readonly string[]): Promise<BatchTenant[]>;
  recordOutcome(batchId: string, tenantId: string, outcome: RecordedOutcome): Promise<boolean>;
  tenants(batchId: string): AsyncIterable<BatchTenant>;
  list(): AsyncIterable<BatchLine>;
  outcomes(batchId: string): AsyncIterable<OutcomeLine>;
  keepPlan(batchId: string, plan: KeptPlan | undefined): Promise<void>;
  plan(batchId: string): Promise<KeptPlan | undefined>;
  addUndelivered(batchId: string, undelivered: Undelivered): Promise<boolean>;
  undelivered(batchId: string): AsyncIterable<Undelivered>;
}
