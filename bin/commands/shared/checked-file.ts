import { createReadStream } from 'node:fs';
import { checkIntake, type IntakeOptions, type IntakeSummary } from '../../../lambdas/domain/intake/check-intake.ts';
import type { Language } from '../../../lambdas/domain/intake/choices.ts';
import type { IntakeRow } from '../../../lambdas/domain/intake/intake-row.ts';
import type { Problem } from '../../../lambdas/domain/intake/problems.ts';
import type { PublicProblem } from '../../../lambdas/domain/problem.ts';
import { givenPath } from './given-path.ts';
import { intakeSettings, type IntakeFlags } from './intake-options.ts';
import type { LanguageFlag } from './language.ts';
import { NOTHING_READ, type PublicCheck } from './public-check.ts';

/** A file as the intake saw it. */
export interface CheckedFile {
  path: string;
  /** None where the file could not even be opened. */
  problems: readonly Problem[];
  /** Why it could not be read, in one sentence. */
  unreadable: string | null;
  public: PublicCheck;
}

/**
 * Checks the bytes of a file with the code that checks them again when it has been uploaded. `onRead` is given each piece
 * of them, so that what is uploaded is what was checked: of a file that is not refused, all. `onAccepted` is given each row
 * that was understood, also of a file that turns out to be refused further down.
 */
export async function checkFile(
  path: string,
  flags: IntakeFlags & LanguageFlag & Pick<IntakeOptions, 'otherOwners'>,
  onRead?: (bytes: Uint8Array) => void,
  onAccepted?: (tenant: IntakeRow) => void,
): Promise<CheckedFile> {
  let recordsFailed: unknown;
  const { otherOwners } = flags;
  const intake = checkIntake(piecesOf(path, onRead), {
    ...intakeSettings(flags),
    ...(otherOwners && {
      otherOwners: (rows) =>
        otherOwners(rows).catch((error: unknown) => {
          recordsFailed = error;
          throw error;
        }),
    }),
  });
  try {
    for await (const row of intake) if (row.kind === 'accepted') onAccepted?.(row.tenant);
  } catch (error) {
    // A table that cannot be reached has a code of the system as well, and says nothing of the file.
    if (error === recordsFailed) throw error;
    return unreadable(path, error, flags.language);
  }
  const summary = intake.summary();
  return { path, problems: summary.problems, unreadable: null, public: publicCheck(summary, flags.language) };
}

async function* piecesOf(path: string, onRead?: (bytes: Uint8Array) => void): AsyncGenerator<Uint8Array> {
  for await (const bytes of createReadStream(givenPath(path)) as AsyncIterable<Uint8Array>) {
    onRead?.(bytes);
    yield bytes;
  }
}

function publicCheck(summary: IntakeSummary, language: Language): PublicCheck {
  const { refused, encoding, delimiter, rows, accepted, rejected, problems } = summary;
  return {
    refused,
    encoding,
    delimiter,
    rows,
    // Rows of a refused file are not used, whatever they say.
    accepted: refused ? 0 : accepted,
    rejected: refused ? rows : rejected,
    problems: problems.map(({ row, column, value, code, whatToDo }) => ({
      row,
      column,
      value,
      code,
      whatToDo: whatToDo[language],
    })),
  };
}

function unreadable(path: string, error: unknown, language: Language): CheckedFile {
  const { code: why } = error as NodeJS.ErrnoException;
  // Only what the file system says: anything else is a fault of ours and must not look like the file's.
  if (why === undefined) throw error;
  const whatToDo = why === 'ENOENT' ? MISSING[language] : UNREADABLE[language](why);
  const problem: PublicProblem = { row: null, column: null, value: path, code: 'file-unreadable', whatToDo };
  return {
    path,
    problems: [],
    unreadable: whatToDo,
    public: { ...NOTHING_READ, refused: true, problems: [problem] },
  };
}

const MISSING = {
  ja: 'ファイルが見つかりません。パスを確認してください',
  en: 'there is no such file; check the path',
};

const UNREADABLE = {
  ja: (why: string) => `ファイルを読み込めません (${why})。パスとアクセス権を確認してください`,
  en: (why: string) => `the file cannot be read (${why}); check the path and its permissions`,
};
