import type { Language, LocalizedText } from '../language.ts';
import { formatDate, formatInstant } from '../texts/instants.ts';
import { REASONS } from './catalogue.ts';
import { asText, type RecordedStatement, type Statement, type StatementValue } from './statement.ts';
import type { Entry } from './wording.ts';

type Entries = ReadonlyMap<string, Entry>;

const ENTRIES: Entries = new Map(Object.entries(REASONS) as [string, Entry][]);

/**
 * The sentence of a reason in the reader's language; instants as clocks in `zone` show them, where one is given. What
 * an earlier version wrote is a sentence already; a code, or values, that this version does not know are shown as they
 * stand.
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
  const read = readable(values, zone, language);
  return entry.wording[language](read, (inner) => sentenceOf(inner, language, zone));
}

/** What stands above several tenants of which all of this is said; `undefined` where what their error means does. */
export function titleOf(code: string): LocalizedText | undefined {
  return ENTRIES.get(code)?.wording.title;
}

/** What removes the reason, where that is more than what its error says. */
export function remedyOf(code: string): LocalizedText | undefined {
  return ENTRIES.get(code)?.wording.remedy;
}

function valuesOf({ schema }: Entry, { code: _, ...values }: Statement): StatementValue | undefined {
  const parsed = schema.safeParse(values);
  return parsed.success ? (parsed.data as StatementValue) : undefined;
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/u;
const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/u;

/**
 * Instants as clocks in the zone show them, and, for a Japanese reader, days as `2027年1月4日`. A statement within is
 * left: it becomes a sentence in its turn.
 */
function readable(values: StatementValue, zone: string | undefined, language: Language): StatementValue {
  if (typeof values !== 'object' || values === null || Array.isArray(values)) return values;
  return Object.fromEntries(
    Object.entries(values as Readonly<Record<string, StatementValue>>).map(
      ([name, value]): [string, StatementValue] => {
        if (typeof value !== 'string') return [name, value];
        if (zone !== undefined && INSTANT.test(value)) return [name, formatInstant(value, zone, language)];
        return [name, language === 'ja' && DAY.test(value) ? formatDate(value, language) : value];
      },
    ),
  );
}
