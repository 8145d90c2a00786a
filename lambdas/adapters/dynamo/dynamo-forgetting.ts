import * as z from 'zod';
import type { Tenant } from '../../domain/tenant.ts';
import type { UserUpgradeRecord } from '../../domain/user.ts';
import { DynamoTable, keyOf, type TableAccess } from './dynamo-table.ts';
import { inParallel } from '../../domain/in-parallel.ts';
import {
  batchKey,
  batchTenantKey,
  DESK_TASKS,
  deskKey,
  EVENTS,
  forgottenKey,
  mailboxKey,
  mailKey,
  tenantKey,
  UNDELIVERED,
  USERS,
  type Key,
} from './keys.ts';
import { parseItem } from './parse-item.ts';

/** What is left of a tenant that was forgotten: that it was, and nothing of anybody. */
export interface Forgotten {
  tenantId: string;
  /** UTC. */
  at: string;
  /** Who ran the command, as the computer names them. */
  by: string;
  /** Of each kind of thing, how many were deleted. */
  deleted: Record<string, number>;
}

const forgottenSchema: z.ZodType<Forgotten> = z.object({
  tenantId: z.string(),
  at: z.iso.datetime(),
  by: z.string(),
  deleted: z.record(z.string(), z.int()),
});

const AT_ONCE = 8;

export interface Remembered {
  tenant: Tenant | undefined;
  users: readonly UserUpgradeRecord[];
  /** Every batch there is: nothing else tells in which of them the tenant stood. */
  batchIds: readonly string[];
}

/**
 * Takes a tenant's personal data out of the main table. May run again where it was cut off: the record of the tenant
 * goes last, for it says where the rest is.
 */
export class DynamoForgetting {
  readonly #table: DynamoTable;

  constructor(access: TableAccess) {
    this.#table = new DynamoTable(access);
  }

  /** Deletes it and says how much of what there was. */
  async forget(tenantId: string, { tenant, users, batchIds }: Remembered): Promise<Record<string, number>> {
    const addresses = [tenant?.row.primaryEmail, ...users.map(({ email }) => email)].filter(
      (each) => each !== undefined,
    );
    const { pk } = tenantKey(tenantId);
    const deleted = {
      rows: await this.#delete(batchIds.map((batchId) => batchTenantKey(batchId, tenantId))),
      mailMarks: await this.#delete(
        (tenant?.row.notifyEmails ?? []).flatMap((to) =>
          ['migrated', 'handedOver'].map((what) => mailKey(`${what}#${tenantId}#${to}`)),
        ),
      ),
      undelivered: await this.#deleteUndelivered(tenantId, batchIds),
      mailboxes: await this.#delete(addresses.map((address) => mailboxKey(address, tenantId))),
      deskTasks: await this.#deleteAll(deskKey(tenantId, '').pk, DESK_TASKS),
      users: await this.#deleteAll(pk, USERS),
      events: await this.#deleteAll(pk, EVENTS),
    };
    return { ...deleted, records: await this.#delete([tenantKey(tenantId)]) };
  }

  async prove(forgotten: Forgotten): Promise<void> {
    await this.#table.put(forgottenKey(forgotten), { ...forgotten });
  }

  async proofs(tenantId: string): Promise<Forgotten[]> {
    const proofs: Forgotten[] = [];
    const { pk } = forgottenKey({ tenantId, at: '' });
    // Instants begin with their year, and a prefix may not be empty.
    for await (const item of this.#table.query({ pk, prefix: '2' })) {
      proofs.push(parseItem(forgottenSchema, keyOf(item), item));
    }
    return proofs;
  }

  async #deleteUndelivered(tenantId: string, batchIds: readonly string[]): Promise<number> {
    let deleted = 0;
    for (const batchId of batchIds)
      deleted += await this.#deleteAll(batchKey(batchId).pk, `${UNDELIVERED}${tenantId}#`);
    return deleted;
  }

  async #deleteAll(pk: string, prefix: string): Promise<number> {
    const keys: Key[] = [];
    for await (const item of this.#table.query({ pk, prefix })) keys.push(keyOf(item));
    return this.#delete(keys);
  }

  async #delete(keys: readonly Key[]): Promise<number> {
    let deleted = 0;
    await inParallel(AT_ONCE, keys, async (key) => {
      if (!(await this.#table.get(key))) return;
      await this.#table.delete(key);
      deleted++;
    });
    return deleted;
  }
}
