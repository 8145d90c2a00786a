import type { Language } from '../language.ts';
import { sentenceOf, titleOf } from '../statements/sentence.ts';
import type { RecordedStatement } from '../statements/statement.ts';
import { meaningOf } from './meanings.ts';

/** As an outcome or a desk task holds it: `code` is the name of the error, or of the fact, behind the reason. */
export interface RecordedReason {
  reason: RecordedStatement | null;
  code: string | null;
}

/**
 * The reason of an outcome or task in the reader's language; empty where there is none. `zone` is where its instants are
 * read. What no statement puts into Japanese (an earlier version's sentence, an error of a library) follows what its code
 * means.
 */
export function reasonIn(language: Language, { reason, code }: RecordedReason, zone?: string): string {
  if (!reason) return '';
  const foreign = typeof reason === 'string' ? reason : reason.code === 'unexpectedError' ? reason['text'] : undefined;
  if (language === 'ja' && typeof foreign === 'string' && code) {
    const meaning = meaningOf(code, language);
    if (meaning !== code) return `${meaning}（${foreign}）`;
  }
  return sentenceOf(reason, language, zone);
}

/** What stands above several tenants that stopped for that reason: no tenant's own values. */
export function headingOf({ reason, code }: RecordedReason, language: Language): string {
  const title = reason && typeof reason !== 'string' ? titleOf(reason.code) : undefined;
  return title?.[language] ?? meaningOf(code, language);
}
