import * as z from '../zod.ts';
import type { Language, LocalizedText } from '../language.ts';
import type { RecordedStatement } from './statement.ts';

/** The sentence of a statement within another, in the language of the whole. */
export type Inner = (statement: RecordedStatement) => string;

/** Without a full stop: mails and lists put it beside names. Instants come as their reader reads them. */
export type Sentence<Values> = (values: Values, inner: Inner) => string;

/** What may be said beside the sentences of a code. */
export interface Beside {
  /**
   * What stands above a list of tenants of which all of this is said, without their values; else what the error means.
   */
  title?: LocalizedText;
  /** What removes the reason, where that is more than what its error says. */
  remedy?: LocalizedText;
}

/** What the catalogue holds of one code. */
export interface Entry<Schema extends z.ZodMiniType = z.ZodMiniType> {
  schema: Schema;
  wording: Record<Language, Sentence<z.infer<Schema>>> & Beside;
}

/**
 * A code with values, and its sentences, Japanese before English as everywhere. They are arguments, because a bundle
 * that keeps the names of functions would name each of them.
 */
export function entry<Shape extends z.core.$ZodShape>(
  shape: Shape,
  ja: Sentence<z.infer<z.ZodMiniObject<Shape>>>,
  en: Sentence<z.infer<z.ZodMiniObject<Shape>>>,
  beside: Beside = {},
): Entry<z.ZodMiniObject<Shape>> {
  return { schema: z.object(shape), wording: { ja, en, ...beside } };
}

const NO_VALUES: z.ZodMiniType<object> = z.object({});

/**
 * A code without values, whose sentence is the title of all tenants of which it is said, unless there is a shorter one.
 */
export function plain({ ja, en, title = { ja, en }, remedy }: LocalizedText & Beside): Entry<typeof NO_VALUES> {
  return { schema: NO_VALUES, wording: { ja: () => ja, en: () => en, title, ...(remedy && { remedy }) } };
}
