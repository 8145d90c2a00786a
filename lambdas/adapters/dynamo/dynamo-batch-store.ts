import { isDeepStrictEqual } from 'node:util';
import { batchLine, type Batch, type BatchLine, type BatchTenant, type OutcomeLine } from '../../domain/batch.ts';
import type { KeptPlan } from '../../domain/batch-plan.ts';
import { inParallel } from '../../domain/in-parallel.ts';
import { StaleRecordError } from '../../domain/errors.ts';
import { decisionOn } from '../../domain/release.ts';
import type { RecordedOutcome, TenantFigure } from '../../domain/outcome.ts';
import type { Undelivered } from '../../domain/undelivered.ts';
import type { BatchChange, BatchDecision, BatchStore, PageOfTenants } from '../../ports/batch-store.ts';
import {
  batchLineSchema,
  batchSchema,
  batchTenantSchema,
  fitting,
  keptPlanSchema,
  outcomeLineSchema,
  undeliveredSchema,
} from './batch-item.ts';
import { all, is, isAbsent, isStill, isThere, type Condition } from './expression.ts';
import {
  ALL_BATCHES,
  batchKey,
  batchLineKey,
  batchTenantKey,
  fitsSortKey,
  outcomeKey,
  OUTCOMES,
  planKey,
  TENANTS,
  UNDELIVERED,
  undeliveredKey,
} from './keys.ts';
import { parseItem } from './parse-item.ts';
import { keyOf, type Table } from './table.ts';

/**
 * Writes at once: some 3,000 a second at 5 ms each. All go to the key of their batch, which takes 1,000 units a second,
 * one for each KB: 100,000 rows take 100 to 300 s, and the SDK repeats what is refused meanwhile.
 */
const WRITES_AT_ONCE = 16;

/** Lines begin with an instant, and a prefix may not be empty. */
const EVERY_YEAR = '2';

/**
 * Batches in the main table: one item for the batch, one for each of its tenants.
 *
 * What is looked at in lists has small items of its own: a line for each batch, and one for each outcome. They are
 * written after the record, by the one who wrote it, and again when that is tried again; the record is what counts.
 *
 * The batch's item is capped (see `fitting`).
 */
export class DynamoBatchStore implements BatchStore {
  readonly #table: Table;
  readonly #pageSize: number | undefined;

  /** @param pageSize Tenants per request when a batch is read; 1 MB of them without it. */
  constructor(table: Table, { pageSize }: { pageSize?: number } = {}) {
    this.#table = table;
    this.#pageSize = pageSize;
  }

  async create(batch: Batch): Promise<void> {
    const created = await this.#table.put(batchKey(batch.batchId), { ...fitting(batch) }, isAbsent('pk'));
    // What stands was created at another instant, and is listed under that.
    const standing = created ? undefined : await this.read(batch.batchId);
    await this.#list(standing ?? batch);
  }

  async read(batchId: string): Promise<Batch | undefined> {
    const key = batchKey(batchId);
    const item = await this.#table.get(key);
    return item && parseItem(batchSchema, key, item);
  }

  async latest(most: number): Promise<Batch[]> {
    const batches: Batch[] = [];
    for await (const { batchId } of this.list()) {
      if (batches.length >= most) break;
      const batch = await this.read(batchId);
      if (batch) batches.push(batch);
    }
    return batches;
  }

  async change(read: Batch, change: BatchChange): Promise<Batch> {
    const names = Object.keys(change) as (keyof BatchChange)[];
    const written = fitting(change);
    const changed = await this.#write(read.batchId, written, ...names.map((name) => isStill(name, read[name])));
    if (changed) return changed;
    const now = await this.#standing(read.batchId);
    // The SDK repeats a write whose answer was lost, and is then refused by itself.
    if (names.every((name) => isDeepStrictEqual(now[name], definedOnly(written[name])))) return now;
    throw new StaleRecordError({ code: 'batchIsStale', batchId: read.batchId, fields: names });
  }

  async decide(batchId: string, decision: BatchDecision): Promise<{ batch: Batch; taken: boolean }> {
    const open = ['release', 'declined', 'ending'].map((name) => isAbsent(name));
    const decided = await this.#write(batchId, decision, ...open);
    if (decided) return { batch: decided, taken: true };
    const now = await this.#standing(batchId);
    const [given, stands] = [decisionOn(decision), decisionOn(now)];
    // Its own, whose answer was lost.
    return { batch: now, taken: isDeepStrictEqual(given, stands) };
  }

  async #write(batchId: string, set: Partial<Batch>, ...conditions: Condition[]): Promise<Batch | undefined> {
    const key = batchKey(batchId);
    const item = await this.#table.update(key, { set: { ...set, batchId }, when: all(isThere('pk'), ...conditions) });
    if (!item) return undefined;
    const changed = parseItem(batchSchema, key, item);
    await this.#list(changed);
    return changed;
  }

  async #standing(batchId: string): Promise<Batch> {
    const batch = await this.read(batchId);
    if (!batch) throw new Error(`there is no batch ${batchId}`);
    return batch;
  }

  async #list(batch: Batch): Promise<void> {
    await this.#table.update(batchLineKey(batch), { set: { ...batchLine(batch) } });
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

  async readTenants(batchId: string, tenantIds: readonly string[]): Promise<BatchTenant[]> {
    const items = await this.#table.getEach(tenantIds.map((tenantId) => batchTenantKey(batchId, tenantId)));
    return items.map((item) => parseItem(batchTenantSchema, keyOf(item), item));
  }

  async recordOutcome(batchId: string, tenantId: string, outcome: RecordedOutcome): Promise<boolean> {
    const key = batchTenantKey(batchId, tenantId);
    const item = await this.#table.update(key, { set: { outcome }, when: all(isThere('pk'), isAbsent('outcome')) });
    const standing = item ?? (await this.#table.get(key));
    if (!standing) throw new Error(`the batch ${batchId} has no tenant ${tenantId}`);
    const { reason: _long, ...line } = parseItem(batchTenantSchema, key, standing).outcome ?? outcome;
    await this.#table.update(outcomeKey(batchId, tenantId), { set: { tenantId, ...line } });
    return item !== undefined;
  }

  async *tenants(batchId: string): AsyncIterable<BatchTenant> {
    const range = { pk: batchKey(batchId).pk, prefix: TENANTS, pageSize: this.#pageSize };
    for await (const item of this.#table.query(range)) {
      yield parseItem(batchTenantSchema, keyOf(item), item);
    }
  }

  async searchTenants(
    batchId: string,
    { most, figure, after }: { most: number; figure?: TenantFigure | undefined; after?: string | undefined },
  ): Promise<PageOfTenants> {
    const behind = after === undefined ? undefined : batchTenantKey(batchId, after).sk;
    if (behind !== undefined && !fitsSortKey(behind)) return { tenants: [] };
    const filter = figure && (figure === 'open' ? isAbsent('outcome') : is('outcome.outcome', figure));
    const tenants: BatchTenant[] = [];
    // What is filtered is read in pages of 1 MB; without a filter nothing is read beyond the page and one.
    const pageSize = filter ? this.#pageSize : most + 1;
    const range = { pk: batchKey(batchId).pk, prefix: TENANTS, after: behind, filter, pageSize };
    for await (const item of this.#table.query(range)) {
      const last = tenants.at(-1);
      if (last && tenants.length === most) return { tenants, next: last.tenantId };
      tenants.push(parseItem(batchTenantSchema, keyOf(item), item));
    }
    return { tenants };
  }

  async *list(): AsyncIterable<BatchLine> {
    for await (const item of this.#table.query({ pk: ALL_BATCHES, prefix: EVERY_YEAR, backwards: true })) {
      yield parseItem(batchLineSchema, keyOf(item), item);
    }
  }

  async *outcomes(batchId: string): AsyncIterable<OutcomeLine> {
    for await (const item of this.#table.query({ pk: batchKey(batchId).pk, prefix: OUTCOMES })) {
      yield parseItem(outcomeLineSchema, keyOf(item), item);
    }
  }

  async keepPlan(batchId: string, plan: KeptPlan | undefined): Promise<void> {
    // As text: it is read as a whole, and by nobody else.
    await this.#table.update(planKey(batchId), { set: { plan: plan && JSON.stringify(plan) } });
  }

  async plan(batchId: string): Promise<KeptPlan | undefined> {
    const key = planKey(batchId);
    const item = await this.#table.get(key);
    return item?.['plan'] === undefined ? undefined : parseItem(keptPlanSchema, key, item).plan;
  }

  async addUndelivered(batchId: string, undelivered: Undelivered): Promise<boolean> {
    return this.#table.put(undeliveredKey(batchId, undelivered), { ...undelivered }, isAbsent('pk'));
  }

  async *undelivered(batchId: string): AsyncIterable<Undelivered> {
    for await (const item of this.#table.query({ pk: batchKey(batchId).pk, prefix: UNDELIVERED })) {
      yield parseItem(undeliveredSchema, keyOf(item), item);
    }
  }
}

/** As it comes back from the table, which stores no `undefined`. */
function definedOnly<T>(value: T): T {
  return value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T);
}
