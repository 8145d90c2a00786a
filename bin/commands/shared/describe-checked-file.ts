import { basename } from 'node:path';
import { japaneseHeading } from '../../../lambdas/domain/intake/columns.ts';
import type { Language } from '../../../lambdas/domain/language.ts';
import { standsOut } from '../../../lambdas/domain/intake/stands-out.ts';
import type { Problem } from '../../../lambdas/domain/intake/problems.ts';
import type { CheckedFile } from './checked-file.ts';
import type { PublicCheck } from './public-check.ts';
import type { Screen } from '../../../terminal/screen.ts';
import { table } from '../../../terminal/table.ts';
import { wrap } from '../../../terminal/wrap.ts';

const WORDS = {
  ja: {
    refusing: 'ファイル全体の不備',
    rejecting: '不備のある行',
    readFirst: '先に確認が必要なお知らせ',
    notices: 'お知らせ (そのままでも受け付けられます)',
    titles: ['行', '列', '値', '内容と対処'],
    wholeFile: '全体',
    read: ({ encoding, delimiter, sheet }: PublicCheck) =>
      sheet !== null
        ? `シート「${sheet}」`
        : `文字コード ${encoding ?? '不明'}、区切り文字 ${DELIMITERS.ja[delimiter ?? ''] ?? '不明'}`,
    refused: 'このファイルは受け付けられません。修正のうえ、もう一度確認してください。',
    clean: (rows: number) => `${String(rows)} 行すべてを受け付けられます。`,
    some: (accepted: number, rejected: number) =>
      `${String(accepted)} 行を受け付けられます。${String(rejected)} 行は不備があるため受け付けられません。`,
  },
  en: {
    refusing: 'Problems of the whole file',
    rejecting: 'Rows with problems',
    readFirst: 'Notices to read before anything starts',
    notices: 'Notices (accepted as it is)',
    titles: ['row', 'column', 'value', 'what is wrong, and what to do'],
    wholeFile: 'file',
    read: ({ encoding, delimiter, sheet }: PublicCheck) =>
      sheet !== null
        ? `sheet "${sheet}"`
        : `encoding ${encoding ?? 'unknown'}, delimiter ${DELIMITERS.en[delimiter ?? ''] ?? 'unknown'}`,
    refused: 'This file would be refused. Correct it and check it again.',
    clean: (rows: number) => (rows === 1 ? 'The only row is accepted.' : `All ${String(rows)} rows are accepted.`),
    some: (accepted: number, rejected: number) =>
      `${String(accepted)} ${accepted === 1 ? 'row is' : 'rows are'} accepted, ${String(rejected)} rejected.`,
  },
} as const;

const DELIMITERS: Record<Language, Record<string, string>> = {
  ja: { ',': 'コンマ', ';': 'セミコロン', '\t': 'タブ' },
  en: { ',': 'comma', ';': 'semicolon', '\t': 'tab' },
};

/** A checked file for a person: what is wrong, graver things first, then what that means. */
export function describeCheckedFile(checked: CheckedFile, language: Language, screen: Screen): string {
  const words = WORDS[language];
  const { path, problems, unreadable } = checked;
  if (unreadable !== null) return wrap(`${path}: ${unreadable}`, screen.width).map(screen.bad).join('\n');
  const section = (title: string, belongs: (problem: Problem) => boolean): string[] => {
    const found = problems.filter(belongs);
    if (found.length === 0) return [];
    return [...wrap(title, screen.width).map(screen.bold), ...problemTable(found, language, screen), ''];
  };
  return [
    ...wrap(`${basename(path)}: ${words.read(checked.public)}`, screen.width).map(screen.faint),
    '',
    ...section(words.refusing, ({ severity }) => severity === 'file'),
    ...section(words.rejecting, ({ severity }) => severity === 'row'),
    ...section(words.readFirst, standsOut),
    ...section(words.notices, (notice) => notice.severity === 'notice' && !standsOut(notice)),
    ...verdict(checked.public, language, screen),
  ].join('\n');
}

function problemTable(problems: readonly Problem[], language: Language, { width }: Screen): string[] {
  const [row, column, value, text] = WORDS[language].titles;
  return table(
    [{ title: row, align: 'right' }, { title: column, most: 24 }, { title: value, most: 32 }, { title: text }],
    problems.map((problem) => [
      problem.row === null ? WORDS[language].wholeFile : String(problem.row),
      problem.column === null ? '' : language === 'ja' ? japaneseHeading(problem.column) : problem.column,
      problem.value ?? '',
      sentence(problem, language),
    ]),
    width,
  );
}

function sentence({ message, whatToDo }: Problem, language: Language): string {
  return language === 'ja' ? `${message.ja}。${whatToDo.ja}。` : `${message.en}; ${whatToDo.en}`;
}

function verdict({ refused, rows, accepted, rejected }: PublicCheck, language: Language, screen: Screen): string[] {
  const words = WORDS[language];
  if (refused) return wrap(words.refused, screen.width).map(screen.bad);
  if (rejected > 0) return wrap(words.some(accepted, rejected), screen.width).map(screen.warning);
  return wrap(words.clean(rows), screen.width).map(screen.good);
}
