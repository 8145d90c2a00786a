import type { DeskTask } from '../domain/desk/desk-task.ts';
import type { Answered, TaskView } from '../domain/desk/task-view.ts';
import type { Visitor } from '../domain/desk/visitor.ts';
import type { Language } from '../domain/language.ts';
import type { Ports } from '../ports/index.ts';

/** Somebody looks at an open task. */
export interface Visit {
  task: DeskTask;
  visitor: Visitor;
  language: Language;
}

/** Somebody pressed a button of the form. `task` is as it was read for this request. */
export interface Submission extends Visit {
  /** Of the task as the page showed it: whoever answers an older one is told that somebody was faster. */
  revision: number;
  /** `value` of the button. */
  action: string;
  /** By the name of the field; a box that is not ticked is absent. */
  form: Readonly<Record<string, string | undefined>>;
  /** Address that the request came from. */
  sourceAddress: string;
}

/**
 * One kind of task: what its page shows, and what becomes of an answer. Looking never changes anything.
 *
 * `view` answers `undefined` to a visitor whom the task does not concern, such as an approver after the operator has
 * asked somebody else.
 */
export interface DeskPage {
  view(ports: Ports, visit: Visit): Promise<TaskView | undefined>;
  answer(ports: Ports, submission: Submission): Promise<Answered>;
}
