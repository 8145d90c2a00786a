import * as z from 'zod';
import type { Scope, Switch } from '../../domain/switch.ts';
import type { Switches } from '../../ports/switches.ts';
import { DynamoTable, type TableAccess } from './dynamo-table.ts';
import { switchKey } from './keys.ts';
import { parseItem, type Shape } from './parse-item.ts';

const switchSchema: z.ZodType<Switch> = z.object({
  state: z.enum(['paused', 'stopped']),
  by: z.string(),
  at: z.iso.datetime(),
  why: z.string(),
} satisfies Shape<Switch>);

/** One item for each switch that is set. */
export class DynamoSwitches implements Switches {
  readonly #table: DynamoTable;

  constructor(access: TableAccess) {
    this.#table = new DynamoTable(access);
  }

  async read(scope: Scope): Promise<Switch | undefined> {
    const item = await this.#table.get(switchKey(scope));
    return item && parseItem(switchSchema, switchKey(scope), item);
  }

  async set(scope: Scope, to: Switch | undefined): Promise<void> {
    if (to) await this.#table.put(switchKey(scope), { ...to });
    else await this.#table.delete(switchKey(scope));
  }
}
