import { randomUUID } from 'node:crypto';
import { monotonicFactory } from 'ulid';
import type { Tenant } from '../../domain/tenant.ts';
import type { Claim, JournalEvent, StepStart, TenantChange, TenantStore } from '../../ports/tenant-store.ts';
import { assertLegal, changeRefused, claimRefused, stepRefused } from '../tenant-changes.ts';
import { DynamoTable, keyOf, type Item, type TableAccess } from './dynamo-table.ts';
import { is } from './expression.ts';
import { eventKey, EVENTS, tenantKey, type Key } from './keys.ts';
import { parseItem } from './parse-item.ts';
import { eventSchema, tenantSchema } from './tenant-item.ts';
import { beginStepUpdate, changeUpdate, claimUpdate } from './tenant-update.ts';

/** Grows within the process even when many are made in one millisecond or the clock is set back. */
const nextUlid = monotonicFactory();

/**
 * Tenants and their journals in the main table.
 *
 * `revision` guards the stage, the row and the facts; the marks of the lease and of the running step carry conditions of
 * their own and leave it as it is. Events of two processes within one millisecond may read in either order; the lease
 * keeps two processes from working on one tenant.
 */
export class DynamoTenantStore implements TenantStore {
  readonly #table: DynamoTable;

  constructor(access: TableAccess) {
    this.#table = new DynamoTable(access);
  }

  async read(tenantId: string): Promise<Tenant | undefined> {
    const item = await this.#table.get(tenantKey(tenantId));
    return item && tenantOf(tenantKey(tenantId), item);
  }

  async claim(claim: Claim): Promise<Tenant> {
    const key = tenantKey(claim.tenantId);
    const item = await this.#table.update(key, claimUpdate(claim));
    if (item) return tenantOf(key, item);
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
    if (item) return tenantOf(key, item);
    const now = await this.#table.get(key);
    if (now?.['writeId'] === writeId) return tenantOf(key, now);
    throw changeRefused(read, execution, now && tenantOf(key, now));
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
}

function tenantOf(key: Key, item: Item): Tenant {
  return parseItem(tenantSchema, key, item);
}
