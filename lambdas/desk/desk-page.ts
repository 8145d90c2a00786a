import type { Proof } from '../domain/person.ts';
import type { LinkPurpose, DeskTask } from '../domain/desk-task.ts';
import type { Answered, Receipt, TaskView } from './task-view.ts';
import type { Language } from '../domain/language.ts';
import type { Ports } from '../ports/index.ts';

/** Who stands at a page of the desk, as the door has established: signed in, or by a link whose signature holds. */
export type Visitor =
  | { kind: 'operator'; name: string; proof: Proof; address?: string }
  | { kind: 'outside'; purpose: LinkPurpose; address: string };

/** What records and journals call a visitor. */
export function nameOf(visitor: Visitor): string {
  return visitor.kind === 'operator' ? visitor.name : visitor.address;
}

/** Somebody looks at an open task. */
export interface TaskRequest {
  task: DeskTask;
  visitor: Visitor;
  language: Language;
}

/** What a form came back with: its fields and, as `action`, the button that was pressed. */
export type Form = Readonly<Record<string, string | undefined>>;

/** Somebody pressed a button of the form. `task` is as it was read for this request. */
export interface Submission extends TaskRequest {
  /** Of the task as the page showed it: anyone who answers an older one is told that somebody was faster. */
  revision: number;
  /** `value` of the button. */
  action: string;
  /** By the name of the field; a box that is not ticked is absent. */
  form: Form;
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
  view(ports: Ports, request: TaskRequest): Promise<TaskView | undefined>;
  answer(ports: Ports, submission: Submission): Promise<Answered>;
  /**
   * What somebody outside has answered, when they open the link of a task that is closed; `undefined` for anybody else.
   */
  receipt?(ports: Ports, request: TaskRequest): Promise<Receipt | undefined>;
}
