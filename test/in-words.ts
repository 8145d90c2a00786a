import { reasonOfError } from '../lambdas/domain/failure.ts';
import { journalLine } from '../lambdas/domain/statements/journal-line.ts';
import { OF_JOURNAL } from '../lambdas/domain/statements/of-journal.ts';
import { sentenceOf } from '../lambdas/domain/statements/sentence.ts';
import type { Reason } from '../lambdas/domain/statements/catalogue.ts';
import type { RecordedStatement } from '../lambdas/domain/statements/statement.ts';

/** What a record says, as an English reader has it; `undefined` where it says nothing. */
export function inEnglish(statement: RecordedStatement | null | undefined): string | undefined {
  if (!statement) return undefined;
  const isDeed = typeof statement !== 'string' && statement.code in OF_JOURNAL;
  return isDeed ? journalLine(statement, 'en') : sentenceOf(statement, 'en');
}

/** For `rejects.toSatisfy`: whether the reason of an error reads so in English. */
export function says(words: string | RegExp): (error: unknown) => boolean {
  return (error) => {
    const sentence = sentenceOf(reasonOfError(error), 'en');
    return typeof words === 'string' ? sentence.includes(words) : words.test(sentence);
  };
}

/** A reason of no code of its own, for tests in which any reason will do. */
export function because(text: string): Reason {
  return { code: 'unexpectedError', text };
}
