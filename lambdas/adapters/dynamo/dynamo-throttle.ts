import { createHash } from 'node:crypto';
import type { Clock } from '../../ports/clock.ts';
import type { Throttle } from '../../ports/throttle.ts';
import { any, isAbsent, isLessThan, oneMoreThan } from './expression.ts';
import { throttleKey } from './keys.ts';
import type { Table } from './table.ts';

const MINUTE = 60;
/** Seconds after which DynamoDB may delete a counter; nobody asks for it when its minute is over. */
const KEPT = 3600;

/** A counter for each source and minute. The write that counts is the one that refuses, so that two at once are two. */
export class DynamoThrottle implements Throttle {
  readonly #table: Table;
  readonly #clock: Pick<Clock, 'now'>;

  constructor(table: Table, clock: Pick<Clock, 'now'>) {
    this.#table = table;
    this.#clock = clock;
  }

  async admit(source: string, most: number): Promise<boolean> {
    const seconds = Math.floor(this.#clock.now().getTime() / 1000);
    const minute = Math.floor(seconds / MINUTE);
    // Links and addresses are not for anyone who reads the table.
    const hash = createHash('sha256').update(source).digest('hex');
    const counted = await this.#table.update(throttleKey(hash, minute), {
      set: { count: oneMoreThan('count'), forgetAt: seconds + KEPT },
      when: any(isAbsent('count'), isLessThan('count', most)),
    });
    return counted !== undefined;
  }
}
