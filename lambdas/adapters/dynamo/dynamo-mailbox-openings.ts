import * as z from '../../domain/zod.ts';
import type { MailboxOpening } from '../../ports/mailbox.ts';
import type { MailboxOpenings } from '../../ports/mailbox-openings.ts';
import { mailMarkKey, mailboxKey } from './keys.ts';
import { parseItem } from './parse-item.ts';
import type { Table } from './table.ts';

const openingSchema = z.object({ tenantId: z.string(), address: z.string(), until: z.iso.datetime() });

/** Seconds after which DynamoDB may forget a mail: one that is older than a quarter of an hour is not believed anyway. */
const KEPT = 2 * 24 * 3600;

/** Openings of mailboxes in the main table; those whose time is over stay until the next replaces them. */
export class DynamoMailboxOpenings implements MailboxOpenings {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async open({ tenantId, address, until }: MailboxOpening): Promise<void> {
    await this.#table.put(mailboxKey(address, tenantId), { tenantId, address, until: until.toISOString() });
  }

  async at(address: string): Promise<MailboxOpening[]> {
    const openings: MailboxOpening[] = [];
    const { pk } = mailboxKey(address, '');
    for await (const item of this.#table.query({ pk, prefix: 'TENANT#' })) {
      const { until, ...opening } = parseItem(openingSchema, { pk, sk: String(item['sk']) }, item);
      openings.push({ ...opening, until: new Date(until) });
    }
    return openings;
  }

  async wasSeen(mark: string): Promise<boolean> {
    return (await this.#table.get(mailMarkKey(mark))) !== undefined;
  }

  async markSeen(mark: string, now: Date): Promise<void> {
    const forgetAt = Math.floor(now.getTime() / 1000) + KEPT;
    await this.#table.put(mailMarkKey(mark), { at: now.toISOString(), forgetAt });
  }
}
