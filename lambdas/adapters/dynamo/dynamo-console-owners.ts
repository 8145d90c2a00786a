import type { ConsoleOwner, ConsoleOwners } from '../../ports/console-owners.ts';
import * as z from '../../domain/zod.ts';
import { any, is, isAbsent } from './expression.ts';
import { consoleKey } from './keys.ts';
import { parseItem } from './parse-item.ts';
import { keyOf, type Table } from './table.ts';

const ownerSchema: z.ZodMiniType<ConsoleOwner> = z.object({
  host: z.string(),
  tenantId: z.string(),
  batchId: z.string(),
  at: z.iso.datetime(),
});

/** One item for each host: the write that claims is the one that refuses. */
export class DynamoConsoleOwners implements ConsoleOwners {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async owners(hosts: readonly string[]): Promise<Map<string, ConsoleOwner>> {
    const items = await this.#table.getEach([...new Set(hosts)].map(consoleKey));
    const owners = items.map((item) => parseItem(ownerSchema, keyOf(item), item));
    return new Map(owners.map((owner) => [owner.host, owner]));
  }

  async claim(claim: ConsoleOwner, replaces?: ConsoleOwner): Promise<ConsoleOwner> {
    const key = consoleKey(claim.host);
    const folded = claim.tenantId.toLowerCase();
    const mine = [isAbsent('pk'), is('folded', folded)];
    const when = any(...mine, ...(replaces ? [is('folded', replaces.tenantId.toLowerCase())] : []));
    if (await this.#table.put(key, { ...claim, folded }, when)) return claim;
    const item = await this.#table.get(key);
    // Given back between our claim and our look.
    return item ? parseItem(ownerSchema, key, item) : this.claim(claim, replaces);
  }
}
