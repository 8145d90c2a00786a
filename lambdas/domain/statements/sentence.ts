import type { Language, Said } from '../language.ts';
import { formatInstant } from '../texts/instants.ts';
import { REASONS } from './catalogue.ts';
import { asText, type RecordedStatement, type Statement, type StatementValue } from './statement.ts';
import type { Entry } from './wording.ts';

type Entries = ReadonlyMap<string, Entry>;

const ENTRIES: Entries = new Map(Object.entries(REASONS) as [string, Entry][]);

/**
 * The sentence of a reason in the reader's language; instants as clocks in `zone` show them, where one is given. What an
 * earlier version wrote is a sentence already; a code, or values, that this version does not know are shown as they stand.
 */
export function sentenceOf(statement: RecordedStatement, language: Language, zone?: string): string {
  return sentenceFrom(ENTRIES, statement, language, zone);
}

/** By the entries of a table; what stands within is a reason, whatever the table. */
export function sentenceFrom(
  entries: Entries,
  statement: RecordedStatement,
  language: Language,
  zone: string | undefined,
): string {
  if (typeof statement === 'string') return statement;
  const entry = entries.get(statement.code);
  const values = entry && valuesOf(entry, statement);
  if (!entry || values === undefined) return asText(statement);
  const read = zone === undefined ? values : inZone(values, zone, language);
  return entry.wording[language](read, (inner) => sentenceOf(inner, language, zone));
}

/** What stands above several tenants of which all of this is said; `undefined` where what their error means does. */
export function titleOf(code: string): Said | undefined {
  return ENTRIES.get(code)?.wording.title;
}

/** What removes the reason, where that is more than what its error says. */
export function remedyOf(code: string): Said | undefined {
  return ENTRIES.get(code)?.wording.remedy;
}

function valuesOf({ schema }: Entry, { code: _, ...values }: Statement): StatementValue | undefined {
  const parsed = schema.safeParse(values);
  return parsed.success ? (parsed.data as StatementValue) : undefined;
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/u;

/** A statement within is left: it becomes a sentence in its turn. */
function inZone(values: StatementValue, zone: string, language: Language): StatementValue {
  if (typeof values !== 'object' || values === null || Array.isArray(values)) return values;
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' && INSTANT.test(value) ? formatInstant(value, zone, language) : value,
    ]),
  );
}
