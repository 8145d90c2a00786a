import type { DeskTask } from '../domain/desk/desk-task.ts';
import type { Answered } from '../domain/desk/task-view.ts';
import { StaleRecordError } from '../domain/errors.ts';
import type { Desk, DeskChange } from '../ports/desk.ts';

/** Changes a task in the name of a visitor: of two who answer at once, one goes on and the other is told. */
export async function change({ desk }: { desk: Desk }, task: DeskTask, changes: DeskChange): Promise<Answered> {
  try {
    await desk.change(task, changes);
    return { kind: 'next' };
  } catch (error) {
    if (error instanceof StaleRecordError) return { kind: 'overtaken' };
    throw error;
  }
}
