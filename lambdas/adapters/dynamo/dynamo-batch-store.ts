import * as z from 'zod';
import type { Batch, BatchTenant } from '../../domain/batch.ts';
import type { RecordedOutcome } from '../../domain/outcome.ts';
import type { BatchStore } from '../../ports/batch-store.ts';
import { batchSchema, batchTenantSchema, fitting } from './batch-item.ts';
import { DynamoTable, keyOf, type TableAccess } from './dynamo-table.ts';
import { all, isAbsent, isThere } from './expression.ts';
import { inParallel } from './in-parallel.ts';
import { batchKey, batchTenantKey, listedBatchKey, TENANTS } from './keys.ts';
import { parseItem } from './parse-item.ts';

/** Writes at once: some 3,000 a second at 5 ms each, below the 4,000 a new on-demand table takes. */
const WRITES_AT_ONCE = 16;

/** List entries begin with an instant, and a prefix may not be empty. */
const EVERY_YEAR = '2';
const listedSchema = z.object({ batchId: z.string() });

export interface BatchTableAccess extends TableAccess {
  /** Tenants per request when a batch is read; 1 MB of them without it. */
  pageSize?: number;
}

/**
 * Batches in the main table: one item for the batch, one for each of its tenants.
 *
 * The batch's item is capped (see `fitting`). It is written by the batch's own execution only, so changing it has no
 * condition but that it is there.
 */
export class DynamoBatchStore implements BatchStore {
  readonly #table: DynamoTable;
  readonly #pageSize: number | undefined;

  constructor({ pageSize, ...access }: BatchTableAccess) {
    this.#table = new DynamoTable(access);
    this.#pageSize = pageSize;
  }

  async create(batch: Batch): Promise<void> {
    await this.#table.put(listedBatchKey(batch), { batchId: batch.batchId });
    await this.#table.put(batchKey(batch.batchId), { ...fitting(batch) }, isAbsent('pk'));
  }

  async read(batchId: string): Promise<Batch | undefined> {
    const key = batchKey(batchId);
    const item = await this.#table.get(key);
    return item && parseItem(batchSchema, key, item);
  }

  async latest(most: number): Promise<Batch[]> {
    const { pk } = listedBatchKey({ createdAt: '', batchId: '' });
    const batches = new Map<string, Batch>();
    for await (const item of this.#table.query({ pk, prefix: EVERY_YEAR, backwards: true, pageSize: most * 2 })) {
      if (batches.size >= most) break;
      const batch = await this.read(parseItem(listedSchema, keyOf(item), item).batchId);
      // Reading an intake may run twice, at two instants.
      if (batch) batches.set(batch.batchId, batch);
    }
    return [...batches.values()];
  }

  async change(batchId: string, change: Partial<Batch>): Promise<Batch> {
    const key = batchKey(batchId);
    const item = await this.#table.update(key, { set: { ...fitting(change), batchId }, when: isThere('pk') });
    if (!item) throw new Error(`there is no batch ${batchId}`);
    return parseItem(batchSchema, key, item);
  }

  async addTenants(tenants: readonly BatchTenant[]): Promise<void> {
    await inParallel(WRITES_AT_ONCE, tenants, (tenant) =>
      this.#table.put(batchTenantKey(tenant.batchId, tenant.tenantId), { ...tenant }, isAbsent('pk')),
    );
  }

  async readTenant(batchId: string, tenantId: string): Promise<BatchTenant | undefined> {
    const key = batchTenantKey(batchId, tenantId);
    const item = await this.#table.get(key);
    return item && parseItem(batchTenantSchema, key, item);
  }

  async recordOutcome(batchId: string, tenantId: string, outcome: RecordedOutcome): Promise<boolean> {
    const key = batchTenantKey(batchId, tenantId);
    const item = await this.#table.update(key, { set: { outcome }, when: all(isThere('pk'), isAbsent('outcome')) });
    if (item) return true;
    if (!(await this.#table.get(key))) throw new Error(`the batch ${batchId} has no tenant ${tenantId}`);
    return false;
  }

  async *tenants(batchId: string): AsyncIterable<BatchTenant> {
    const range = { pk: batchKey(batchId).pk, prefix: TENANTS, pageSize: this.#pageSize };
    for await (const item of this.#table.query(range)) {
      yield parseItem(batchTenantSchema, keyOf(item), item);
    }
  }
}
