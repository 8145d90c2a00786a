import * as z from '../../domain/zod.ts';
import {
  listOf,
  reasonCodeOf,
  type Because,
  type DeskAnswer,
  type DeskList,
  type DeskTask,
  type Filing,
  type OpenTask,
} from '../../domain/desk-task.ts';
import { StaleRecordError } from '../../domain/errors.ts';
import type { GuideStep } from '../../domain/guide.ts';
import { recordedCodeSchema, recordedStatementSchema } from '../../domain/statements/statement.ts';
import type { Desk, DeskChange, PageOfTasks, Sought } from '../../ports/desk.ts';
import { all, any, begins, contains, is, isAbsent, type Condition } from './expression.ts';
import { deskKey, DESK_TASKS, fitsSortKey, openDesk, openDeskKey } from './keys.ts';
import { parseItem, type Shape } from './parse-item.ts';
import { keyOf, type Item, type Range, type Table } from './table.ts';

const instant = z.iso.datetime();
const taskSchema: z.ZodMiniType<DeskTask> = z.object({
  subject: z.string(),
  step: z.string(),
  batchId: z.string(),
  execution: z.string(),
  ask: z.string(),
  because: z.object({
    code: recordedCodeSchema,
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
  reason: z.optional(z.string()),
  assignee: z.optional(z.string()),
} satisfies Shape<OpenTask>);

/** Entries begin with an instant, and a prefix may not be empty. */
const EVERY_YEAR = '2';
/** How often filing starts over when others write the same task at the same moment. */
const TRIES = 5;

/**
 * `DESK#<subject> / TASK#<step>` in the main table, and two lists of the open ones: `DESK#OPEN` and
 * `DESK#OPEN#CUSTOMERS`. An entry is written before its task, again when what it is found by has changed, and removed
 * after the task has closed, so that no open task is ever missing. Earlier versions kept all of them under `DESK#OPEN`,
 * without reason and assignee.
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
      const { subject, step } = task;
      await this.#list(task);
      const unchanged = stored ? is('revision', stored.revision) : isAbsent('revision');
      if (await this.#table.put(deskKey(subject, step), task as unknown as Item, unchanged)) {
        if (stored && !stored.closed) await this.#leaveOther(stored, task);
        return task;
      }
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
    if (changed.closed) await this.#unlist(changed);
    else if ('assignee' in change || 'because' in change) {
      await this.#list(changed);
      await this.#leaveOther(read, changed);
      // Anyone who closed it since the update removed its entry before this one was written, and nothing else would
      // remove it.
      const now = await this.read(read.subject, read.step);
      if (now?.closed || now?.filedAt !== changed.filedAt) await this.#unlist(changed);
    }
    return changed;
  }

  async of(subject: string): Promise<DeskTask[]> {
    const tasks: DeskTask[] = [];
    for await (const item of this.#table.query({ pk: deskKey(subject, '').pk, prefix: DESK_TASKS }))
      tasks.push(taskOf(item));
    return tasks;
  }

  async *open(): AsyncIterable<OpenTask> {
    const ours = this.#entries({ pk: openDesk('ours'), prefix: EVERY_YEAR });
    const customers = this.#entries({ pk: openDesk('customers'), prefix: EVERY_YEAR });
    yield* inOrder(ours, customers, (one, other) => one.filedAt <= other.filedAt);
  }

  async search(
    { list, ...sought }: Sought,
    { most, after, newestFirst = false }: { most: number; after?: string | undefined; newestFirst?: boolean },
  ): Promise<PageOfTasks> {
    const filter = filterOf(sought);
    if (filter === 'nothing' || (after !== undefined && !mayBeEntry(after))) return { tasks: [] };
    const range = { pk: openDesk(list), prefix: EVERY_YEAR, after, backwards: newestFirst, filter };
    const tasks: OpenTask[] = [];
    // What is filtered is read in pages of 1 MB; without a filter nothing is read beyond the page and one.
    for await (const task of this.#entries({ ...range, pageSize: filter ? undefined : most + 1 })) {
      if (tasks.length < most) tasks.push(task);
      else return { tasks, next: openDeskKey(list, tasks.at(-1) ?? task).sk };
    }
    return { tasks };
  }

  async count({ list, ...sought }: Sought): Promise<number> {
    const filter = filterOf(sought);
    return filter === 'nothing' ? 0 : this.#table.count({ pk: openDesk(list), prefix: EVERY_YEAR, filter });
  }

  async *#entries(range: Range): AsyncGenerator<OpenTask> {
    for await (const item of this.#table.query(range)) yield parseItem(openSchema, keyOf(item), item);
  }

  async #list(task: DeskTask): Promise<void> {
    const { subject, step, batchId, filedAt, assignee, because } = task;
    const entry = { subject, step, batchId, filedAt, reason: reasonCodeOf(because), assignee };
    await this.#table.put(openDeskKey(listOf(task), task), entry);
  }

  /**
   * The entry in the other list, if it was there: by another reason before, or because an earlier version knew one
   * list.
   */
  async #leaveOther(before: DeskTask, task: DeskTask): Promise<void> {
    const list = listOf(task);
    if (list === 'customers' || listOf(before) !== list) await this.#table.delete(openDeskKey(otherThan(list), task));
  }

  async #unlist(task: DeskTask): Promise<void> {
    const list = listOf(task);
    await this.#table.delete(openDeskKey(list, task));
    // Where an earlier version listed it.
    if (list === 'customers') await this.#table.delete(openDeskKey('ours', task));
  }

  async #closedAlready({ subject, step }: DeskTask, change: DeskChange): Promise<DeskTask | undefined> {
    const stored = change.closed && (await this.read(subject, step));
    return stored?.closed && stored;
  }
}

/** It came in an address, which anybody may have typed. */
function mayBeEntry(sortKey: string): boolean {
  return sortKey.startsWith(EVERY_YEAR) && fitsSortKey(sortKey);
}

function otherThan(list: DeskList): DeskList {
  return list === 'ours' ? 'customers' : 'ours';
}

/** What a query leaves to the table; `nothing` where no entry can match. */
function filterOf({
  tenant,
  batchId,
  steps,
  reason,
  assignee,
}: Omit<Sought, 'list'>): Condition | 'nothing' | undefined {
  if (steps?.length === 0) return 'nothing';
  const parts: Condition[] = [
    ...(tenant === undefined ? [] : [contains('subject', tenant)]),
    ...(batchId === undefined ? [] : [is('batchId', batchId)]),
    // A step of one user carries the account behind a colon.
    ...(steps === undefined ? [] : [any(...steps.flatMap((step) => [is('step', step), begins('step', `${step}:`)]))]),
    ...(reason === undefined ? [] : [is('reason', reason)]),
    ...(assignee === undefined ? [] : [assignee === null ? isAbsent('assignee') : is('assignee', assignee)]),
  ];
  return parts.length === 0 ? undefined : all(...parts);
}

/** Two lists that are each in order, as one. */
async function* inOrder<T>(
  one: AsyncGenerator<T>,
  other: AsyncGenerator<T>,
  isFirst: (one: T, other: T) => boolean,
): AsyncGenerator<T> {
  let [a, b] = [await one.next(), await other.next()];
  while (!a.done || !b.done) {
    if (b.done || (!a.done && isFirst(a.value, b.value))) {
      yield a.value as T;
      a = await one.next();
    } else {
      yield b.value;
      b = await other.next();
    }
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
