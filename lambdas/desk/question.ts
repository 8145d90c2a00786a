import { type ConsoleOrigins, originsFor, originsOf } from '../adapters/browser/origins.ts';
import type { Refusal, TaskView } from './task-view.ts';
import { sayingIn } from '../domain/language.ts';
import type { Tenant } from '../domain/tenant.ts';
import type { Settings } from '../ports/settings.ts';
import type { Purpose } from '../ports/vault.ts';
import type { Ports } from '../ports/index.ts';
import type { Form, TaskRequest } from './desk-page.ts';

/** What a question knows of the tenant that it is about. */
export interface QuestionContext extends Pick<TaskRequest, 'task' | 'language'> {
  tenant: Tenant;
  now: Date;
  settings: Settings;
  /** Where this tenant's consoles are. */
  origins: ConsoleOrigins;
  /** What the vault holds of the tenant: only that can be shown. */
  purposes: readonly Purpose[];
  /** `say('完了', 'Done')`, in the person's language. */
  say: <T>(ja: T, en: T) => T;
}

/** What the page of a question asks for, apart from why it is asked. */
export type Page = Pick<TaskView, 'instructions' | 'warnings' | 'fields' | 'actions'>;

/** What a form says: an answer, with its secrets apart; why it is none; or that an earlier question is open again. */
export type Reading =
  | { given: Readonly<Record<string, unknown>>; secrets?: readonly TypedSecret[] }
  | { refusals: readonly Refusal[] }
  | { backTo: string };

/** A secret that a person typed, and where it belongs in the vault. */
export interface TypedSecret {
  purpose: Purpose;
  text: string;
}

/** One question of a step done by hand. */
export interface Question {
  page(context: QuestionContext): Page;
  read(form: Form, context: QuestionContext): Reading;
}

/** The button, and the field beside it, with which every step by hand can be given back. */
export const CANNOT = 'cannot';
export const CANNOT_REASON = 'reason';

/** A step on a console as a person does it: what they are asked, in which order, and what they must know afterwards. */
export interface ConsoleTask {
  /** Name of the state. */
  step: string;
  questions: Readonly<Record<string, Question>> & { work: Question };
  /** Where the record knows better than the task which question is open, such as after a press of a browser. */
  openQuestion?(context: QuestionContext): string;
  /** What the person must know of the step's answer to the machine. */
  note?(answer: unknown, context: QuestionContext): string | undefined;
}

/** The question that a task stands at. */
export function openQuestion(asked: ConsoleTask, context: QuestionContext): { ask: string; question: Question } {
  const ask = asked.openQuestion?.(context) ?? context.task.ask;
  return { ask, question: asked.questions[ask] ?? asked.questions.work };
}

/** Reads what a page or an answer of a task needs; throws for a tenant that there is not. */
export async function contextOf(
  { tenants, vault, clock, settings }: Pick<Ports, 'tenants' | 'vault' | 'clock' | 'settings'>,
  { task, language }: Pick<TaskRequest, 'task' | 'language'>,
): Promise<QuestionContext> {
  const [tenant, purposes] = await Promise.all([tenants.read(task.subject), vault.purposes(task.subject)]);
  if (!tenant) throw new Error(`there is no tenant ${task.subject} for the desk task ${task.step}`);
  const origins = originsFor(originsOf(), tenant.row.apexCentralHost);
  return { task, tenant, language, now: clock.now(), settings, origins, purposes, say: sayingIn(language) };
}

export function refused(message: string, field?: string): { refusals: readonly Refusal[] } {
  return { refusals: [field === undefined ? { message } : { field, message }] };
}

/** What is wrong with a form, field by field and all at once: nobody sends it three times to learn three things. */
export function allRefused(...each: readonly (object | false)[]): { refusals: readonly Refusal[] } {
  return { refusals: each.flatMap((one) => (one && 'refusals' in one ? (one.refusals as readonly Refusal[]) : [])) };
}

/** What a page that is answered by its buttons alone says to a form without one of them. */
export function choose({ say }: Pick<QuestionContext, 'say'>): { refusals: readonly Refusal[] } {
  return refused(say('ボタンで回答してください。', 'Answer with one of the buttons.'));
}
