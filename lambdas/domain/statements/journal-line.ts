import type { Language } from '../language.ts';
import { OF_JOURNAL } from './of-journal.ts';
import { sentenceFrom } from './sentence.ts';
import type { RecordedStatement } from './statement.ts';
import type { Entry } from './wording.ts';

const ENTRIES: ReadonlyMap<string, Entry> = new Map(Object.entries(OF_JOURNAL) as [string, Entry][]);

/** A line of the journal in the reader's language, as `sentenceOf` has a reason; apart from it, for few show a journal. */
export function journalLine(what: RecordedStatement, language: Language, zone?: string): string {
  return sentenceFrom(ENTRIES, what, language, zone);
}
