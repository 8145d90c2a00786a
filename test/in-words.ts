import { reasonOfError } from '../lambdas/domain/failure.ts';
import { sentenceOf } from '../lambdas/domain/statements/sentence.ts';
import type { RecordedStatement } from '../lambdas/domain/statements/statement.ts';

/** What a record says, as an English reader has it; `undefined` where it says nothing. */
export function inEnglish(statement: RecordedStatement | null | undefined): string | undefined {
  return statement ? sentenceOf(statement, 'en') : undefined;
}

/** For `rejects.toSatisfy`: whether the reason of an error reads so in English. */
export function says(words: string | RegExp): (error: unknown) => boolean {
  return (error) => {
    const sentence = sentenceOf(reasonOfError(error), 'en');
    return typeof words === 'string' ? sentence.includes(words) : words.test(sentence);
  };
}
