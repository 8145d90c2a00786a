import { createReadStream } from 'node:fs';
import { checkIntake, type IntakeOptions, type IntakeSummary } from '../../../lambdas/domain/intake/check-intake.ts';
import type { Language } from '../../../lambdas/domain/language.ts';
import type { IntakeRow } from '../../../lambdas/domain/intake/intake-row.ts';
import type { Problem } from '../../../lambdas/domain/intake/problems.ts';
import type { PublicProblem } from '../../../lambdas/domain/problem.ts';
import { spreadsheetAt } from '../../../spreadsheet/spreadsheet-at.ts';
import { givenPath } from './given-path.ts';
import { intakeSettings, type IntakeFlags } from './intake-options.ts';
import type { LanguageFlag } from './language.ts';
import { NOTHING_READ, type PublicCheck } from './public-check.ts';
import type { SheetFlag } from './sheet.ts';

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
 * Checks the bytes of a file with the code that checks them again when it has been uploaded. Of a workbook these are
 * the bytes of the CSV that its sheet becomes. `onRead` is given each piece of them, so that what is uploaded is what
 * was checked: of a file that is not refused, all. `onAccepted` is given each row that was understood, also of a file
 * that turns out to be refused further down.
 */
export async function checkFile(
  path: string,
  flags: IntakeFlags & LanguageFlag & SheetFlag & Pick<IntakeOptions, 'otherOwners'>,
  onRead?: (bytes: Uint8Array) => void,
  onAccepted?: (tenant: IntakeRow) => void,
): Promise<CheckedFile> {
  let recordsFailed: unknown;
  const { otherOwners } = flags;
  const settings = {
    ...intakeSettings(flags),
    ...(otherOwners && {
      otherOwners: (rows: readonly IntakeRow[]) =>
        otherOwners(rows).catch((error: unknown) => {
          recordsFailed = error;
          throw error;
        }),
    }),
  };
  try {
    const reading = await spreadsheetAt(givenPath(path), flags.sheet);
    if (reading?.kind === 'refused') return refused(path, reading.problems, flags.language);
    const pieces = reading === undefined ? createReadStream(givenPath(path)) : [reading.csv];
    const intake = checkIntake(shown(pieces, onRead), settings);
    for await (const row of intake) if (row.kind === 'accepted') onAccepted?.(row.tenant);
    const summary = intake.summary();
    const problems = [...(reading?.notices ?? []), ...summary.problems];
    const found = publicCheck({ ...summary, problems }, flags.language);
    // The encoding and the delimiter of the CSV are ours.
    const ofSheet = reading !== undefined && { encoding: null, delimiter: null, sheet: reading.sheet };
    return { path, problems, unreadable: null, public: { ...found, ...ofSheet } };
  } catch (error) {
    // A table that cannot be reached has a code of the system as well, and says nothing of the file.
    if (error === recordsFailed) throw error;
    return unreadable(path, error, flags.language);
  }
}

async function* shown(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  onRead?: (bytes: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  for await (const bytes of pieces) {
    onRead?.(bytes);
    yield bytes;
  }
}

function refused(path: string, problems: readonly Problem[], language: Language): CheckedFile {
  const found = { ...NOTHING_READ, refused: true, problems: publicProblems(problems, language) };
  return { path, problems, unreadable: null, public: found };
}

function publicCheck(summary: IntakeSummary, language: Language): PublicCheck {
  const { refused, encoding, delimiter, rows, accepted, rejected, problems } = summary;
  return {
    refused,
    encoding,
    delimiter,
    sheet: null,
    rows,
    // Rows of a refused file are not used, whatever they say.
    accepted: refused ? 0 : accepted,
    rejected: refused ? rows : rejected,
    problems: publicProblems(problems, language),
  };
}

function publicProblems(problems: readonly Problem[], language: Language): PublicProblem[] {
  return problems.map(({ row, column, value, code, whatToDo }) => ({
    row,
    column,
    value,
    code,
    whatToDo: whatToDo[language],
  }));
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
