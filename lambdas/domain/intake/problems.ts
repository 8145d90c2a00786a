import type { ProblemText } from './choices.ts';
import type { LocalizedText, Language } from '../language.ts';
import { japaneseHeading } from './columns.ts';
import { FILE_PROBLEMS } from './file-problems.ts';
import { NOTICES } from './notices.ts';
import { ROW_PROBLEMS } from './row-problems.ts';
// Their words are for the operator's computer: no Lambda function loads them.
import type { WORKBOOK_NOTICES, WORKBOOK_PROBLEMS } from './workbook-problems.ts';

/** `file` refuses the whole file, `row` sends that row to `rejected.csv`, `notice` changes nothing. */
export type Severity = 'file' | 'row' | 'notice';

export type ProblemCode =
  | keyof typeof FILE_PROBLEMS
  | keyof typeof WORKBOOK_PROBLEMS
  | keyof typeof ROW_PROBLEMS
  | keyof typeof NOTICES
  | keyof typeof WORKBOOK_NOTICES;

/** One thing that is wrong with a file, or worth knowing about it, in the words of the person who wrote it. */
export interface Problem {
  /** As Excel counts; null for the file as a whole. */
  row: number | null;
  /** The English column name, the letters of a column without one, or null. */
  column: string | null;
  /** What stands there, at most 80 characters and without invisible ones; null when it must not be repeated. */
  value: string | null;
  code: ProblemCode;
  severity: Severity;
  message: LocalizedText;
  whatToDo: LocalizedText;
}

/** Kinds of problems: their severities and their words. */
export type ProblemCatalogue = ReadonlyMap<ProblemCode, ProblemText & { severity: Severity }>;

/** Every problem of a CSV. The documentation is made from this. */
export const PROBLEM_CATALOGUE: ProblemCatalogue = new Map([
  ...entriesOf(FILE_PROBLEMS, 'file'),
  ...entriesOf(ROW_PROBLEMS, 'row'),
  ...entriesOf(NOTICES, 'notice'),
]);

/** Where a problem is, and what to put into its words. */
export interface ProblemDetails {
  row?: number | null;
  column?: string | null;
  /** Left out when the value may be a secret. */
  value?: string;
  about?: string;
}

const MAX_VALUE_CHARACTERS = 80;

/** Makes a problem from the catalogue. */
export function problem(
  code: ProblemCode,
  details: ProblemDetails = {},
  catalogue: ProblemCatalogue = PROBLEM_CATALOGUE,
): Problem {
  const text = catalogue.get(code);
  if (text === undefined) {
    throw new RangeError(`the catalogue has no problem ${code}`);
  }
  const value = details.value === undefined ? null : showable(details.value);
  const about = showable(details.about ?? '');
  const inBoth = (words: ProblemText['message']): LocalizedText => ({
    ja: words.ja(value ?? '', about),
    en: words.en(value ?? '', about),
  });
  return {
    row: details.row ?? null,
    column: details.column ?? null,
    value,
    code,
    severity: text.severity,
    message: inBoth(text.message),
    whatToDo: inBoth(text.whatToDo),
  };
}

/** One sentence for a person: `row 14, column region: "eu-wset" is not a region we know; use Japan, US, ...`. */
export function describeProblem(problem: Problem, language: Language): string {
  const { row, column } = problem;
  const message = problem.message[language];
  const whatToDo = problem.whatToDo[language];
  if (language === 'en') {
    const place = [row === null ? '' : `row ${row}`, column === null ? '' : `column ${column}`].filter(Boolean);
    return `${place.length === 0 ? '' : `${place.join(', ')}: `}${message}; ${whatToDo}`;
  }
  const place = [row === null ? '' : `${row}行目`, column === null ? '' : `列「${japaneseHeading(column)}」`].filter(
    Boolean,
  );
  return `${place.length === 0 ? '' : `${place.join('、')}: `}${message}。${whatToDo}。`;
}

/** Control, direction and user-defined characters are spelt out: a value goes to terminals and mails. */
function showable(value: string): string {
  // Cut in code units first: a cell may hold a megabyte.
  const characters = Array.from(value.slice(0, 2 * MAX_VALUE_CHARACTERS + 2));
  const cut =
    characters.length > MAX_VALUE_CHARACTERS
      ? `${characters.slice(0, MAX_VALUE_CHARACTERS - 1).join('')}…`
      : characters.join('');
  return cut.replaceAll(
    /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]/gu,
    (character) => `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`,
  );
}

/** Of a catalogue. */
export function entriesOf<Code extends string>(
  texts: Readonly<Record<Code, ProblemText>>,
  severity: Severity,
): [Code, ProblemText & { severity: Severity }][] {
  return Object.entries<ProblemText>(texts).map(([code, text]) => [code as Code, { ...text, severity }]);
}
