import * as z from '../zod.ts';
import type { Said } from '../language.ts';
import type { RecordedStatement } from './statement.ts';

/** The sentence of a statement within another, in the language of the whole. */
export type Inner = (statement: RecordedStatement) => string;

export interface Wording<Values> {
  /** Sentences without a full stop, which mails and lists put beside names. Instants come as their reader reads them. */
  ja: (values: Values, inner: Inner) => string;
  en: (values: Values, inner: Inner) => string;
  /** What stands above a list of tenants of which all of this is said, without their values; else what the error means. */
  title?: Said;
  /** What removes the reason, where that is more than what its error says. */
  remedy?: Said;
}

/** What the catalogue holds of one code. */
export interface Entry<Schema extends z.ZodMiniType = z.ZodMiniType> {
  schema: Schema;
  wording: Wording<z.infer<Schema>>;
}

/** A code with values, and its sentences. */
export function entry<Shape extends z.core.$ZodShape>(
  shape: Shape,
  wording: Wording<z.infer<z.ZodMiniObject<Shape>>>,
): Entry<z.ZodMiniObject<Shape>> {
  return { schema: z.object(shape), wording };
}

const NO_VALUES: z.ZodMiniType<object> = z.object({});

/** A code without values, whose sentence is the title of all tenants of which it is said, unless there is a shorter one. */
export function plain({
  ja,
  en,
  title = { ja, en },
  remedy,
}: Said & { title?: Said; remedy?: Said }): Entry<typeof NO_VALUES> {
  return { schema: NO_VALUES, wording: { ja: () => ja, en: () => en, title, ...(remedy && { remedy }) } };
}
