import * as z from '../../domain/zod.ts';
import { inParallel } from '../../domain/in-parallel.ts';
import { noticeKey, STAKEHOLDERS_NEWS, stakeholdersNewsKey, undeliveredNewsKey } from '../../domain/mail-keys.ts';
import { PRESS_NOTICES } from '../../domain/press-notices.ts';
import type { Tenant } from '../../domain/tenant.ts';
import type { Undelivered } from '../../domain/undelivered.ts';
import type { UserUpgradeRecord } from '../../domain/user.ts';
import { undeliveredSchema } from './batch-item.ts';
import {
  batchKey,
  batchTenantKey,
  businessKey,
  consoleKey,
  DESK_TASKS,
  deskKey,
  EVENTS,
  forgottenKey,
  mailboxKey,
  mailKey,
  tenantKey,
  UNDELIVERED,
  undeliveredKey,
  USERS,
  type Key,
} from './keys.ts';
import { parseItem } from './parse-item.ts';
import { keyOf, type Table } from './table.ts';

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

const forgottenSchema: z.ZodMiniType<Forgotten> = z.object({
  tenantId: z.string(),
  at: z.iso.datetime(),
  by: z.string(),
  deleted: z.record(z.string(), z.int()),
});

const rowSchema = z.object({
  batchId: z.string(),
  row: z.object({ notifyEmails: z.array(z.string()), apexCentralHost: z.string() }),
});

type RowInBatch = z.infer<typeof rowSchema>;

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
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  /** Deletes it and says how much of what there was. */
  async forget(tenantId: string, { tenant, users, batchIds }: Remembered): Promise<Record<string, number>> {
    const addresses = [tenant?.row.primaryEmail, ...users.map(({ email }) => email)].filter(
      (each) => each !== undefined,
    );
    const { pk } = tenantKey(tenantId);
    const inBatches = await this.#rows(tenantId, batchIds);
    const undelivered = await this.#undelivered(tenantId, inBatches);
    // Of a batch that was released before the row had its present addresses, too.
    const stakeholders = new Set([tenant, ...inBatches].flatMap((each) => each?.row.notifyEmails ?? []));
    const marks = [
      ...[...stakeholders].flatMap((to) => [
        ...STAKEHOLDERS_NEWS.map((news) => stakeholdersNewsKey(news, tenantId, to)),
        ...inBatches.flatMap(({ batchId }) =>
          PRESS_NOTICES.map((notice) => noticeKey({ batchId, tenantId, to }, notice)),
        ),
      ]),
      ...undelivered.map(({ batchId, to, kind }) => undeliveredNewsKey({ batchId, tenantId, to }, kind)),
    ];
    const hosts = new Set([tenant, ...inBatches].flatMap((each) => each?.row.apexCentralHost ?? []));
    const deleted = {
      // Before what tells their keys.
      mailMarks: await this.#delete(marks.map(mailKey)),
      undelivered: await this.#delete(undelivered.map(({ batchId, ...mail }) => undeliveredKey(batchId, mail))),
      rows: await this.#delete(inBatches.map(({ batchId }) => batchTenantKey(batchId, tenantId))),
      consoles: await this.#delete(await this.#ownedBy(tenantId, [...hosts])),
      businesses: await this.#delete(await this.#businessOf(tenant)),
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

  /** The batches that have a row of the tenant, each with the addresses that it was released for. */
  async #rows(tenantId: string, batchIds: readonly string[]): Promise<RowInBatch[]> {
    const items = await this.#table.getEach(batchIds.map((batchId) => batchTenantKey(batchId, tenantId)));
    return items.map((item) => parseItem(rowSchema, keyOf(item), item));
  }

  /** Of these consoles those that are this tenant's. */
  async #ownedBy(tenantId: string, hosts: readonly string[]): Promise<Key[]> {
    const items = await this.#table.getEach(hosts.map(consoleKey));
    return items.filter((item) => item['folded'] === tenantId.toLowerCase()).map(keyOf);
  }

  /** What its consoles showed, where that is on record as this tenant's. */
  async #businessOf(tenant: Tenant | undefined): Promise<Key[]> {
    const businessId = tenant?.signedIn?.businessId;
    if (!tenant || businessId === undefined) return [];
    const item = await this.#table.get(businessKey(businessId));
    return item?.['tenantId'] === tenant.tenantId ? [businessKey(businessId)] : [];
  }

  async #undelivered(tenantId: string, inBatches: readonly RowInBatch[]) {
    const all: (Undelivered & { batchId: string })[] = [];
    for (const { batchId } of inBatches)
      for await (const item of this.#table.query({ pk: batchKey(batchId).pk, prefix: `${UNDELIVERED}${tenantId}#` }))
        all.push({ ...parseItem(undeliveredSchema, keyOf(item), item), batchId });
    return all;
  }

  async #deleteAll(pk: string, prefix: string): Promise<number> {
    const keys: Key[] = [];
    for await (const item of this.#table.query({ pk, prefix })) keys.push(keyOf(item));
    return this.#delete(keys);
  }

  async #delete(keys: readonly Key[]): Promise<number> {
    const there = (await this.#table.getEach(keys)).map(keyOf);
    await inParallel(AT_ONCE, there, (key) => this.#table.delete(key));
    return there.length;
  }
}
