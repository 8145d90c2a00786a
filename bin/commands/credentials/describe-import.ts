import type { Language } from '../../../lambdas/domain/language.ts';
import type { Screen } from '../../../terminal/screen.ts';
import { table } from '../../../terminal/table.ts';
import { wrap } from '../../../terminal/wrap.ts';
import { CREDENTIAL_PROBLEMS, type CredentialProblem } from './credential-problems.ts';

/** What `credentials import --json` prints, its problems with their remedy. */
export interface Import {
  imported: number;
  /** Of those imported, how many took the place of another. */
  replaced: number;
  tenants: number;
  /** The file that was read is gone. */
  deleted: boolean;
  problems: readonly CredentialProblem[];
}

export function publicProblems(problems: readonly CredentialProblem[], language: Language) {
  return problems.map(({ line, column, code }) => ({
    line,
    column,
    code,
    whatToDo: CREDENTIAL_PROBLEMS[code][language],
  }));
}

const WORDS = {
  ja: {
    titles: ['行', '列', '対処'],
    refused: '何も登録していません。修正のうえ、もう一度登録してください。',
    done: ({ imported, tenants, replaced }: Import) =>
      `${String(tenants)} テナントの ${String(imported)}件を登録しました (うち置き換え ${String(replaced)}件)。`,
    deleted: 'ファイルを削除しました。',
    left: 'パスワードの入ったファイルは、不要になりしだい削除してください。',
  },
  en: {
    titles: ['line', 'column', 'what to do'],
    refused: 'Nothing was imported. Correct the file and import it again.',
    done: ({ imported, tenants, replaced }: Import) =>
      `Imported ${String(imported)} secrets of ${String(tenants)} tenants (${String(replaced)} replaced).`,
    deleted: 'The file is deleted.',
    left: 'Delete the file with the passwords as soon as you no longer need it.',
  },
} as const;

export function describeImport(answer: Import, language: Language, screen: Screen): string {
  const words = WORDS[language];
  const [line, column, whatToDo] = words.titles;
  if (answer.problems.length > 0) {
    const rows = publicProblems(answer.problems, language).map((problem) => [
      problem.line === null ? '' : String(problem.line),
      problem.column ?? '',
      problem.whatToDo,
    ]);
    const columns = [{ title: line, align: 'right' as const }, { title: column }, { title: whatToDo }];
    return [...table(columns, rows, screen.width), '', ...wrap(words.refused, screen.width).map(screen.bad)].join('\n');
  }
  const after = answer.deleted ? words.deleted : words.left;
  return [
    ...wrap(words.done(answer), screen.width).map(screen.good),
    ...wrap(after, screen.width).map(answer.deleted ? screen.faint : screen.warning),
  ].join('\n');
}
