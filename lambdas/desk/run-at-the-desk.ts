import { randomUUID } from 'node:crypto';
import { StaleRecordError } from '../domain/errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { StepCall } from '../runtime/perform-step.ts';

/** How long a run of the desk may take: reading, one step and the answer to its state. */
const LONGEST_RUN = 60_000;
/** How often a run starts over when somebody else wrote the same record meanwhile. */
const TRIES = 3;

/** What a run of the desk has in place of a Lambda invocation of its state. */
export type DeskInvocation = Pick<StepCall, 'invocation' | 'expiresAt'>;

/** Does a step for a person's answer; starts over, as another invocation, where the record has changed under it. */
export async function runAtTheDesk<T>(clock: Clock, run: (invocation: DeskInvocation) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run({ invocation: randomUUID(), expiresAt: new Date(clock.now().getTime() + LONGEST_RUN) });
    } catch (error) {
      if (!(error instanceof StaleRecordError) || attempt === TRIES) throw error;
    }
  }
}
