import type { Table } from '../../lambdas/adapters/dynamo/table.ts';
import type { Ports } from '../../lambdas/ports/index.ts';
import { memoryStores } from '../memory/memory-stores.ts';
import type { Draw } from './draw.ts';

/** Turns of the microtask queue that a call of the table may be late: a store's call takes some four. */
const MOST_TURNS = 24;
/** Turns by which somebody may begin later than the others: reading a plan takes hundreds. */
const LATEST_BEGIN = 400;

export interface AtOnceOptions {
  draw: Draw;
  /** What tells these deeds from others of the run. */
  of: string;
  table: Table;
  /** The ports of the people, with stores over this table. */
  portsOver: (stores: ReturnType<typeof memoryStores>) => Ports;
}

/**
 * Lets some people act at the same moment: each has stores of their own over the one table, and every call of it comes some
 * drawn turns late, so that what one writes falls anywhere between what another reads and writes. By the draw it falls
 * there again in a replay.
 */
export function atOnce<T>(options: AtOnceOptions, deeds: readonly ((ports: Ports) => Promise<T>)[]): Promise<T[]> {
  const { draw, of, table, portsOver } = options;
  return Promise.all(
    deeds.map((deed, actor) => {
      let calls = 0;
      const late = async (): Promise<void> => {
        const most = calls === 0 ? LATEST_BEGIN : MOST_TURNS;
        let turns = Math.floor(draw.between(`${of} ${String(actor)} ${String(calls++)}`, 0, most));
        while (turns-- > 0) await Promise.resolve();
      };
      return deed(portsOver(memoryStores(slowed(table, late))));
    }),
  );
}

/** A table each call of which waits first. */
function slowed(table: Table, wait: () => Promise<void>): Table {
  const first = async <T>(call: () => Promise<T>): Promise<T> => {
    await wait();
    return call();
  };
  return {
    get: (...given) => first(() => table.get(...given)),
    getEach: (...given) => first(() => table.getEach(...given)),
    put: (...given) => first(() => table.put(...given)),
    update: (...given) => first(() => table.update(...given)),
    delete: (...given) => first(() => table.delete(...given)),
    count: (...given) => first(() => table.count(...given)),
    query: async function* (range) {
      await wait();
      yield* table.query(range);
    },
  };
}
