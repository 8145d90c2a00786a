import {
  batchLine,
  type Batch,
  type BatchLine,
  type BatchTenant,
  type OutcomeLine,
} from '../../lambdas/domain/batch.ts';
import type { KeptPlan } from '../../lambdas/domain/batch-plan.ts';
import type { Undelivered } from '../../lambdas/domain/undelivered.ts';
import type { RecordedOutcome } from '../../lambdas/domain/outcome.ts';
import type { BatchStore } from '../../lambdas/ports/batch-store.ts';
import { frozenCopy } from './frozen-copy.ts';

/** Batches in this process, for step tests and simulations. Each call is atomic because none awaits anything. */
export class MemoryBatchStore implements BatchStore {
  readonly #batches = new Map<string, Batch>();
  readonly #plans = new Map<string, KeptPlan>();
  readonly #undelivered = new Map<string, Map<string, Undelivered>>();
  readonly #tenants = new Map<string, Map<string, BatchTenant>>();

  async create(batch: Batch): Promise<void> {
    if (!this.#batches.has(batch.batchId)) this.#batches.set(batch.batchId, frozenCopy(batch));
  }

  async read(batchId: string): Promise<Batch | undefined> {
    return this.#batches.get(batchId);
  }

  async latest(most: number): Promise<Batch[]> {
    const newestFirst = [...this.#batches.values()].sort((a, b) => b.createdAt.localeCompare(a.createdAt));
    return newestFirst.slice(0, most);
  }

  async change(batchId: string, change: Partial<Batch>): Promise<Batch> {
    const stored = this.#batches.get(batchId);
    if (!stored) throw new Error(`there is no batch ${batchId}`);
    const changed = frozenCopy({ ...stored, ...change, batchId });
    this.#batches.set(batchId, changed);
    return changed;
  }

  async addTenants(tenants: readonly BatchTenant[]): Promise<void> {
    for (const tenant of tenants) {
      const ofBatch = this.#ofBatch(tenant.batchId);
      if (!ofBatch.has(tenant.tenantId)) ofBatch.set(tenant.tenantId, frozenCopy(tenant));
    }
  }

  async readTenant(batchId: string, tenantId: string): Promise<BatchTenant | undefined> {
    return this.#ofBatch(batchId).get(tenantId);
  }

  async readTenants(batchId: string, tenantIds: readonly string[]): Promise<BatchTenant[]> {
    return tenantIds.flatMap((tenantId) => this.#tenants.get(batchId)?.get(tenantId) ?? []);
  }

  async recordOutcome(batchId: string, tenantId: string, outcome: RecordedOutcome): Promise<boolean> {
    const stored = this.#ofBatch(batchId).get(tenantId);
    if (!stored) throw new Error(`the batch ${batchId} has no tenant ${tenantId}`);
    if (stored.outcome) return false;
    this.#ofBatch(batchId).set(tenantId, Object.freeze({ ...stored, outcome: frozenCopy(outcome) }));
    return true;
  }

  async *tenants(batchId: string): AsyncIterable<BatchTenant> {
    yield* this.#ofBatch(batchId).values();
  }

  async *list(): AsyncIterable<BatchLine> {
    const latestFirst = [...this.#batches.values()].sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
    yield* latestFirst.map(batchLine);
  }

  async *outcomes(batchId: string): AsyncIterable<OutcomeLine> {
    for (const { tenantId, outcome } of this.#ofBatch(batchId).values()) {
      if (!outcome) continue;
      const { reason: _long, ...line } = outcome;
      yield { tenantId, ...line };
    }
  }

  async keepPlan(batchId: string, plan: KeptPlan | undefined): Promise<void> {
    if (plan) this.#plans.set(batchId, frozenCopy(plan));
    else this.#plans.delete(batchId);
  }

  async plan(batchId: string): Promise<KeptPlan | undefined> {
    return this.#plans.get(batchId);
  }

  async addUndelivered(batchId: string, undelivered: Undelivered): Promise<boolean> {
    const ofBatch = this.#undelivered.get(batchId) ?? new Map<string, Undelivered>();
    this.#undelivered.set(batchId, ofBatch);
    const { tenantId, kind, to } = undelivered;
    const key = [tenantId, kind, to].join(' ');
    if (ofBatch.has(key)) return false;
    ofBatch.set(key, frozenCopy(undelivered));
    return true;
  }

  async *undelivered(batchId: string): AsyncIterable<Undelivered> {
    yield* this.#undelivered.get(batchId)?.values() ?? [];
  }

  #ofBatch(batchId: string): Map<string, BatchTenant> {
    const tenants = this.#tenants.get(batchId) ?? new Map<string, BatchTenant>();
    this.#tenants.set(batchId, tenants);
    return tenants;
  }
}
