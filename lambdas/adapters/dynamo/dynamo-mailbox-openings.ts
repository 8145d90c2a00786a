import * as z from 'zod';
import type { MailboxOpening } from '../../ports/mailbox.ts';
import type { MailboxOpenings } from '../../ports/mailbox-openings.ts';
import { DynamoTable, type TableAccess } from './dynamo-table.ts';
import { mailboxKey } from './keys.ts';
import { parseItem } from './parse-item.ts';

const openingSchema = z.object({ tenantId: z.string(), address: z.string(), until: z.iso.datetime() });

/** Openings of mailboxes in the main table; those whose time is over are read over, and replaced by the next. */
export class DynamoMailboxOpenings implements MailboxOpenings {
  readonly #table: DynamoTable;

  constructor(access: TableAccess) {
    this.#table = new DynamoTable(access);
  }

  async open({ tenantId, address, until }: MailboxOpening): Promise<void> {
    await this.#table.put(mailboxKey(address, tenantId), { tenantId, address, until: until.toISOString() });
  }

  async openAt(address: string, now: Date): Promise<MailboxOpening[]> {
    const openings: MailboxOpening[] = [];
    const { pk } = mailboxKey(address, '');
    for await (const item of this.#table.query({ pk, prefix: 'TENANT#' })) {
      const { until, ...opening } = parseItem(openingSchema, { pk, sk: String(item['sk']) }, item);
      if (Date.parse(until) > now.getTime()) openings.push({ ...opening, until: new Date(until) });
    }
    return openings;
  }
}
