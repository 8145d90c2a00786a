import type { ConsoleOrigins } from '../adapters/browser/origins.ts';
import type { DeskTask } from '../domain/desk/desk-task.ts';
import type { Refusal, TaskView } from '../domain/desk/task-view.ts';
import type { Language } from '../domain/language.ts';
import type { Tenant } from '../domain/tenant.ts';
import type { Settings } from '../ports/settings.ts';
import type { Purpose } from '../ports/vault.ts';
import type { Form } from './form.ts';

/** What a question knows of the tenant that it is about. */
export interface QuestionContext {
  task: DeskTask;
  tenant: Tenant;
  language: Language;
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
