import type { Batch } from './batch.ts';
import { countProblems } from './count-problems.ts';
import type { Language } from './language.ts';
import { firstOf } from './mails/first-of.ts';

/** Enough for one round of corrections; `visionlift check` lists all of them. */
const SHOWN = 100;

/** What is wrong with a file, for the mail and the report of its batch: the first problems, and how many more there are. */
export function problemLines({ problems }: Pick<Batch, 'problems'>, language: Language): string[] {
  const lines = problems.map(({ said }) => said[language]);
  return firstOf(SHOWN, lines, language, countProblems(problems));
}
