import { format } from 'prettier';
import type { ProblemText } from '../../lambdas/domain/intake/choices.ts';
import type { Language } from '../../lambdas/domain/language.ts';
import { COLUMN_MEANINGS } from '../../lambdas/domain/intake/column-meanings.ts';
import { COLUMNS } from '../../lambdas/domain/intake/columns.ts';
import { PROBLEM_CATALOGUE, type Severity } from '../../lambdas/domain/intake/problems.ts';
import { WORKBOOK_CATALOGUE } from '../../spreadsheet/workbook-problem.ts';
import { ENGLISH, JAPANESE, type Words } from './intake-words.ts';
import { code, table } from './markdown.ts';

/** `docs/intake-csv.md` and `docs/intake-csv.ja.md`, made of the column table and the catalogue of problems. */
export async function intakePages(): Promise<Map<string, string>> {
  return new Map([
    ['intake-csv.md', await page('en', ENGLISH)],
    ['intake-csv.ja.md', await page('ja', JAPANESE)],
  ]);
}

function page(language: Language, words: Words): Promise<string> {
  const severities: Severity[] = ['file', 'row', 'notice'];
  const text = [
    words.introduction,
    `## ${words.columns}`,
    columnTable(language, words),
    words.behindColumns,
    words.rules,
    `## ${words.problems}`,
    words.behindProblems,
    ...severities.flatMap((severity) => [`### ${words.severities[severity]}`, problemTable(severity, language, words)]),
    '',
  ].join('\n\n');
  return format(text, { parser: 'markdown' });
}

function columnTable(language: Language, words: Words): string {
  return table([
    [words.english, words.japanese, words.needed, words.meaning, words.example],
    ...COLUMNS.map(({ name, japanese: [heading], needed }) => {
      const meaning = COLUMN_MEANINGS[name];
      const isNeeded = name === 'approver_email' ? words.orConsent : needed ? words.yes : '';
      return [code(name), heading, isNeeded, meaning[language], code(meaning.example)];
    }),
  ]);
}

function problemTable(severity: Severity, language: Language, words: Words): string {
  const rows = [...PROBLEM_CATALOGUE, ...WORKBOOK_CATALOGUE].filter(([, text]) => text.severity === severity);
  return table([
    [words.code, words.says, words.whatToDo],
    ...rows.map(([name, text]) => [code(name), said(text.message, language), said(text.whatToDo, language)]),
  ]);
}

/** The words with a dot for what stands there in a real file. */
function said(words: ProblemText['message'], language: Language): string {
  return words[language]('…', '…').replaceAll('<', '&lt;').replaceAll('\ufffd', '?');
}
