import * as z from '../../domain/zod.ts';
import type { Because, DeskAnswer, DeskTask, Filing, OpenTask } from '../../domain/desk-task.ts';
import { StaleRecordError } from '../../domain/errors.ts';
import type { GuideStep } from '../../domain/guide.ts';
import { recordedStatementSchema } from '../../domain/statements/statement.ts';
import type { Desk, DeskChange } from '../../ports/desk.ts';
import { is, isAbsent } from './expression.ts';
import { deskKey, DESK_TASKS, openDeskKey } from './keys.ts';
import { parseItem, type Shape } from './parse-item.ts';
import { keyOf, type Item, type Table } from './table.ts';

const instant = z.iso.datetime();
const taskSchema: z.ZodMiniType<DeskTask> = z.object({
  subject: z.string(),
  step: z.string(),
  batchId: z.string(),
  execution: z.string(),
  ask: z.string(),
  because: z.object({
    code: z.string(),
    reason: recordedStatementSchema,
    guideStep: z.nullable(z.custom<GuideStep>((value) => typeof value === 'string')),
    picture: z.optional(z.string()),
  } satisfies Shape<Because>),
  filedAt: instant,
  answers: z.record(
    z.string(),
    z.object({
      by: z.string(),
      at: instant,
      given: z.record(z.string(), z.unknown()),
      revision: z.optional(z.number()),
    } satisfies Shape<DeskAnswer>),
  ),
  assignee: z.optional(z.string()),
  closed: z.optional(
    z.object({ at: instant, by: z.string(), as: z.enum(['done', 'refused', 'expired', 'withdrawn']) }),
  ),
  revision: z.number(),
  askedSince: z.optional(z.number()),
} satisfies Shape<DeskTask>);

const openSchema: z.ZodMiniType<OpenTask> = z.object({
  subject: z.string(),
  step: z.string(),
  batchId: z.string(),
  filedAt: instant,
} satisfies Shape<OpenTask>);

/** Entries begin with an instant, and a prefix may not be empty. */
const EVERY_YEAR = '2';
/** How often filing starts over when others write the same task at the same moment. */
const TRIES = 5;

/**
 * `DESK#<subject> / TASK#<step>` in the main table, and a list of the open ones under `DESK#OPEN`. An entry of that list is
 * written before its task and removed after it has been closed, so that no open task is ever missing from it.
 */
export class DynamoDesk implements Desk {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async file(filing: Filing): Promise<DeskTask> {
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const stored = await this.read(filing.subject, filing.step);
      const task = filed(filing, stored);
      const { subject, step, batchId, filedAt } = task;
      await this.#table.put(openDeskKey(task), { subject, step, batchId, filedAt });
      const unchanged = stored ? is('revision', stored.revision) : isAbsent('revision');
      if (await this.#table.put(deskKey(subject, step), task as unknown as Item, unchanged)) return task;
    }
    throw deskChangeRefused(filing);
  }

  async read(subject: string, step: string): Promise<DeskTask | undefined> {
    const item = await this.#table.get(deskKey(subject, step));
    return item && taskOf(item);
  }

  async readEach(tasks: readonly Pick<DeskTask, 'subject' | 'step'>[]): Promise<DeskTask[]> {
    return (await this.#table.getEach(tasks.map(({ subject, step }) => deskKey(subject, step)))).map(taskOf);
  }

  async change(read: DeskTask, change: DeskChange): Promise<DeskTask> {
    const item = await this.#table.update(deskKey(read.subject, read.step), {
      set: changing(read, change),
      when: is('revision', read.revision),
    });
    const changed = item ? taskOf(item) : await this.#closedAlready(read, change);
    if (!changed) throw deskChangeRefused(read);
    if (changed.closed) await this.#table.delete(openDeskKey(changed));
    return changed;
  }

  async of(subject: string): Promise<DeskTask[]> {
    const tasks: DeskTask[] = [];
    for await (const item of this.#table.query({ pk: deskKey(subject, '').pk, prefix: DESK_TASKS }))
      tasks.push(taskOf(item));
    return tasks;
  }

  async *open(): AsyncIterable<OpenTask> {
    const { pk } = openDeskKey({ filedAt: '', subject: '', step: '' });
    for await (const item of this.#table.query({ pk, prefix: EVERY_YEAR }))
      yield parseItem(openSchema, keyOf(item), item);
  }

  async #closedAlready({ subject, step }: DeskTask, change: DeskChange): Promise<DeskTask | undefined> {
    const stored = change.closed && (await this.read(subject, step));
    return stored?.closed && stored;
  }
}

function taskOf(item: Item): DeskTask {
  return parseItem(taskSchema, keyOf(item), item);
}

/** Why a change did not happen. */
function deskChangeRefused({ subject, step }: Pick<DeskTask, 'subject' | 'step'>): StaleRecordError {
  return new StaleRecordError({ code: 'taskIsStale', subject, step });
}

/** What a change writes besides: another question, or other answers, make pages of before out of date. */
function changing(read: DeskTask, change: DeskChange): DeskChange & Pick<DeskTask, 'revision' | 'askedSince'> {
  const revision = read.revision + 1;
  const isAnother = 'ask' in change || 'answers' in change;
  return { ...change, revision, askedSince: isAnother ? revision : (read.askedSince ?? read.revision) };
}

/** The task as filing leaves it, given what is there. */
function filed(filing: Filing, stored: DeskTask | undefined): DeskTask {
  const revision = (stored?.revision ?? 0) + 1;
  if (!stored || stored.closed) return { ...filing, answers: {}, revision };
  const askedSince = filing.ask === stored.ask ? (stored.askedSince ?? stored.revision) : revision;
  return { ...stored, ...filing, filedAt: stored.filedAt, revision, askedSince };
}
