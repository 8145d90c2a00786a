import { againWhileStale } from '../domain/errors.ts';
import { isThere, MAILBOX, MOST_ROUNDS, readerOf, type Reader } from '../domain/mailbox-answers.ts';
import type { Clock } from '../ports/clock.ts';
import type { Desk } from '../ports/desk.ts';
import type { MailboxReader } from '../ports/mailbox-reader.ts';

/** The step whose task the reader's page belongs to. */
const STEP = 'ClaimPrimaryAccount';
/** How often a change starts over when the person writes at the same moment. */
const TRIES = 5;

/** The reader of the primary address, by what the task of the step holds. */
export class ReaderAtTheDesk implements MailboxReader {
  readonly #desk: Desk;
  readonly #clock: Clock;

  constructor({ desk, clock }: { desk: Desk; clock: Clock }) {
    this.#desk = desk;
    this.#clock = clock;
  }

  async isThere(tenantId: string): Promise<'yes' | 'asked' | 'enough'> {
    const reader = readerOf(await this.#desk.read(tenantId, STEP));
    if (isThere(reader, this.#clock.now())) {
      // What an earlier wizard showed is not what the next one will.
      await this.#change(tenantId, { prefix: undefined, prefixAt: undefined });
      return 'yes';
    }
    return (reader?.rounds ?? 0) >= MOST_ROUNDS ? 'enough' : 'asked';
  }

  async show(tenantId: string, prefix: string): Promise<void> {
    await this.#change(tenantId, { prefix, prefixAt: this.#clock.now().toISOString() });
  }

  async #change(tenantId: string, change: { prefix: string | undefined; prefixAt: string | undefined }): Promise<void> {
    await againWhileStale(TRIES, async () => {
      const task = await this.#desk.read(tenantId, STEP);
      const reader = readerOf(task);
      const answer = task?.answers[MAILBOX];
      if (!task || !reader || !answer) return;
      const { prefix: _prefix, prefixAt: _prefixAt, ...others } = reader;
      const given: Reader = { ...others, ...definedOf(change) };
      await this.#desk.change(task, { answers: { ...task.answers, [MAILBOX]: { ...answer, given } } });
    });
  }
}

function definedOf({ prefix, prefixAt }: { prefix: string | undefined; prefixAt: string | undefined }) {
  return prefix === undefined || prefixAt === undefined ? {} : { prefix, prefixAt };
}
