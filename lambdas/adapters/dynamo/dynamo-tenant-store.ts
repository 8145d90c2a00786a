import { randomInt, randomUUID } from 'node:crypto';
import { monotonicFactory } from 'ulid';
import type { RecordedSignIn } from '../../domain/signed-in.ts';
import { isAtLeast } from '../../domain/stage.ts';
import type { Tenant } from '../../domain/tenant.ts';
import type { Claim, JournalEvent, StageLine, StepStart, TenantChange, TenantStore } from '../../ports/tenant-store.ts';
import { any, is, isAbsent } from './expression.ts';
import { businessKey, eventKey, EVENTS, stageKey, stagePartitions, tenantKey, TENANTS, type Key } from './keys.ts';
import { parseItem } from './parse-item.ts';
import { keyOf, type Item, type Table } from './table.ts';
import { assertLegal, changeRefused, claimRefused, stepRefused } from './tenant-changes.ts';
import { eventSchema, stageLineSchema, tenantSchema } from './tenant-item.ts';
import { beginStepUpdate, changeUpdate, claimUpdate, noteSignedInUpdate, spendCodeUpdate } from './tenant-update.ts';

/**
 * Grows within the process even when many are made in one millisecond or the clock is set back. The library's own
 * random numbers ask the system sixteen times for each.
 */
const nextUlid = monotonicFactory(() => randomInt(2 ** 32) / 2 ** 32);

/**
 * Tenants and their journals in the main table.
 *
 * How far the tenants of a batch are has small items of its own, written after each record: it may lag behind one by a
 * crash, and nothing is decided by it.
 *
 * `revision` guards the stage, the row and the facts; the marks of the lease and of the running step carry conditions
 * of their own and leave it as it is. Events of two processes within one millisecond may read in either order; the
 * lease keeps two processes from working on one tenant.
 */
export class DynamoTenantStore implements TenantStore {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async read(tenantId: string): Promise<Tenant | undefined> {
    const item = await this.#table.get(tenantKey(tenantId));
    return item && tenantOf(tenantKey(tenantId), item);
  }

  async readEach(tenantIds: readonly string[]): Promise<Map<string, Tenant>> {
    const items = await this.#table.getEach(tenantIds.map(tenantKey));
    return new Map(items.map((item) => tenantOf(keyOf(item), item)).map((tenant) => [tenant.tenantId, tenant]));
  }

  async claim(claim: Claim): Promise<Tenant> {
    const key = tenantKey(claim.tenantId);
    const item = await this.#table.update(key, claimUpdate(claim));
    if (item) return this.#listed(tenantOf(key, item));
    const now = await this.read(claim.tenantId);
    // Given back between the refusal and the look: free now.
    if (!now?.lease) return this.claim(claim);
    throw claimRefused(claim, now);
  }

  async beginStep(tenantId: string, start: StepStart): Promise<Tenant> {
    const key = tenantKey(tenantId);
    const item = await this.#table.update(key, beginStepUpdate(start));
    if (item) return tenantOf(key, item);
    throw stepRefused(tenantId, start, await this.read(tenantId));
  }

  async endStep(tenantId: string, invocation: string): Promise<void> {
    await this.#table.update(tenantKey(tenantId), {
      set: { running: undefined },
      when: is('running.invocation', invocation),
    });
  }

  async change(read: Tenant, execution: string | null, change: TenantChange): Promise<Tenant> {
    assertLegal(read, change);
    const key = tenantKey(read.tenantId);
    const writeId = randomUUID();
    const item = await this.#table.update(key, changeUpdate(read, execution, change, writeId));
    const written = item ?? (await this.#table.get(key));
    if (written?.['writeId'] === writeId) {
      const changed = tenantOf(key, written);
      return change.stage === undefined ? changed : this.#listed(changed);
    }
    throw changeRefused(read, execution, written && tenantOf(key, written));
  }

  async spendCode(tenantId: string, timeStep: number): Promise<boolean> {
    const item = await this.#table.update(tenantKey(tenantId), spendCodeUpdate(timeStep));
    return item !== undefined;
  }

  async noteSignedIn(tenantId: string, shown: RecordedSignIn): Promise<string | undefined> {
    if (shown.businessId !== undefined) {
      const key = businessKey(shown.businessId);
      const when = any(isAbsent('tenantId'), is('tenantId', tenantId));
      const owned = await this.#table.update(key, { set: { tenantId }, when });
      const other = owned ? undefined : (await this.#table.get(key))?.['tenantId'];
      if (typeof other === 'string' && other !== tenantId) return other;
    }
    await this.#table.update(tenantKey(tenantId), noteSignedInUpdate(shown));
    return undefined;
  }

  async release(tenantId: string, execution: string): Promise<void> {
    await this.#table.update(tenantKey(tenantId), {
      set: { lease: undefined },
      when: is('lease.execution', execution),
    });
  }

  async append(tenantId: string, event: JournalEvent): Promise<void> {
    await this.#table.put(eventKey(tenantId, nextUlid()), { ...event });
  }

  async events(tenantId: string): Promise<JournalEvent[]> {
    const events: JournalEvent[] = [];
    for await (const item of this.#table.query({ pk: tenantKey(tenantId).pk, prefix: EVENTS })) {
      events.push(parseItem(eventSchema, keyOf(item), item));
    }
    return events;
  }

  async *stages(batchId: string): AsyncIterable<StageLine> {
    const [earlier = '', ...partitions] = stagePartitions(batchId);
    // Executions of an earlier version go on writing to the one partition; a tenant that was met by both is at the
    // later stage.
    const before = new Map<string, StageLine>();
    for await (const line of this.#linesIn(earlier)) before.set(line.tenantId, line);
    for (const pk of partitions) {
      for await (const line of this.#linesIn(pk)) {
        const other = before.get(line.tenantId);
        before.delete(line.tenantId);
        yield other && isAtLeast(other.stage, line.stage) ? other : line;
      }
    }
    yield* before.values();
  }

  async *#linesIn(pk: string): AsyncIterable<StageLine> {
    for await (const item of this.#table.query({ pk, prefix: TENANTS })) {
      yield parseItem(stageLineSchema, keyOf(item), item);
    }
  }

  async #listed(tenant: Tenant): Promise<Tenant> {
    const { tenantId, stage, batchId } = tenant;
    await this.#table.update(stageKey(batchId, tenantId), { set: { tenantId, stage } });
    return tenant;
  }
}

function tenantOf(key: Key, item: Item): Tenant {
  return parseItem(tenantSchema, key, item);
}
