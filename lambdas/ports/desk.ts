import type { DeskTask, Filing, OpenTask } from '../domain/desk-task.ts';

export type DeskChange = Partial<Pick<DeskTask, 'ask' | 'answers' | 'assignee' | 'because' | 'closed'>>;

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
 * - closing twice is harmless.
 */
export interface Desk {
  file(filing: Filing): Promise<DeskTask>;
  read(subject: string, step: string): Promise<DeskTask | undefined>;
  /** Those of these that are there, in no order. */
  readEach(tasks: readonly Pick<DeskTask, 'subject' | 'step'>[]): Promise<DeskTask[]>;
  change(read: DeskTask, change: DeskChange): Promise<DeskTask>;
  /** Every task of a tenant or batch, open and closed. */
  of(subject: string): Promise<DeskTask[]>;
  open(): AsyncIterable<OpenTask>;
}
