import type { DeskList, DeskTask, Filing, OpenTask } from '../domain/desk-task.ts';

export type DeskChange = Partial<Pick<DeskTask, 'ask' | 'answers' | 'assignee' | 'because' | 'closed'>>;

/** Which open tasks are meant; each part that is given narrows them. */
export interface Sought {
  list: DeskList;
  /** A part of the tenant's id, in its letters. */
  tenant?: string | undefined;
  batchId?: string | undefined;
  /** Names of states; none of them finds nothing. */
  steps?: readonly string[] | undefined;
  /** Code of the reason. */
  reason?: string | undefined;
  /** Who has taken it over; `null` for nobody. */
  assignee?: string | null | undefined;
}

export interface PageOfTasks {
  tasks: OpenTask[];
  /** Where the next page begins; absent on the last. */
  next?: string;
}

/**
 * Tasks that wait for a person.
 *
 * Promises:
 * - `file` opens a task; one that is open already keeps its answers, its assignee and its age, one that was closed
 *   starts anew without answers;
 * - every task that is open is in the list of `open`, oldest first; one that has just been closed may still be;
 * - `change` is refused with `StaleRecordError` when anybody changed the task since it was read, so that of two people
 *   who answer at once one is told; `revision` grows by one with each change;
 * - `askedSince` is the first revision whose page still holds: only another question, or other answers, end that;
 * - closing twice is harmless;
 * - `search` and `count` look into one list only, however long the other is; a page begins behind `after`, also where the
 *   task that stood there has gone. They find by what the task said when it was last filed or changed: after a crash in
 *   between, a reason or an assignee may be an older one. A task that an earlier version listed is ours, and has neither.
 */
export interface Desk {
  file(filing: Filing): Promise<DeskTask>;
  read(subject: string, step: string): Promise<DeskTask | undefined>;
  /** Those of these that are there, in no order. */
  readEach(tasks: readonly Pick<DeskTask, 'subject' | 'step'>[]): Promise<DeskTask[]>;
  change(read: DeskTask, change: DeskChange): Promise<DeskTask>;
  /** Every task of a tenant or batch, open and closed. */
  of(subject: string): Promise<DeskTask[]>;
  /** Both lists. */
  open(): AsyncIterable<OpenTask>;
  /** A page of at most `most`, oldest first unless `newestFirst`. */
  search(
    sought: Sought,
    page: { most: number; after?: string | undefined; newestFirst?: boolean },
  ): Promise<PageOfTasks>;
  count(sought: Sought): Promise<number>;
}
