import { nameOf } from '../domain/desk/visitor.ts';
import type { Language } from '../domain/language.ts';
import type { Submission } from './desk-page.ts';

/** What a form came back with: its fields and, as `action`, the button that was pressed. */
export type Form = Readonly<Record<string, string | undefined>>;

/** One POST of an operator at a step done by hand. */
export interface PostedAnswer {
  /** Revision of the task that the page showed. */
  revision: number;
  form: Form;
  /** Who it is, as records and journals name them. */
  by: string;
  language: Language;
}

export function postedBy({ revision, form, action, visitor, language }: Submission): PostedAnswer {
  return { revision, form: { ...form, action }, by: nameOf(visitor), language };
}
