import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { describeProblem, type Problem } from '../../lambdas/domain/intake/problems.ts';
import { batchProblem, publicProblem } from '../../lambdas/domain/problem.ts';
import { spreadsheetAt } from '../../spreadsheet/spreadsheet-at.ts';
import { readContents } from '../customers.ts';
import { parseScenario, type Scenario } from '../simulated-consoles/scenario.ts';
import { RunRefusedError } from './refused-error.ts';

export interface RunFiles {
  /** Name of the CSV without its folder. */
  name: string;
  csv: Uint8Array;
  scenario: Scenario | undefined;
}

/**
 * Reads the CSV, or the sheet of a workbook as one, and, where there is one, the scenario beside it; throws
 * `RunRefusedError`. `say` is told what is worth knowing of a workbook.
 */
export async function readRunFiles(path: string, sheet?: string, say?: (notice: string) => void): Promise<RunFiles> {
  const csv = await readTable(path, sheet, say);
  const stem = basename(path).replace(NAME_OF_A_TABLE, '');
  return { name: `${stem}.csv`, csv, scenario: await readScenario(join(dirname(path), `${stem}.vendor.json`), csv) };
}

const NAME_OF_A_TABLE = /\.(?:csv|txt|xlsx)$/iu;

async function readTable(path: string, sheet?: string, say?: (notice: string) => void): Promise<Uint8Array> {
  if (!NAME_OF_A_TABLE.test(path)) {
    throw refused(path, 'file-not-csv', 'give a file whose name ends in .csv, .txt or .xlsx');
  }
  try {
    const reading = await spreadsheetAt(path, sheet);
    if (reading === undefined) return await readFile(path);
    if (reading.kind === 'table') {
      for (const notice of reading.notices) say?.(describeProblem(notice, 'en'));
      return reading.csv;
    }
    const problems = reading.problems.map((one) => publicProblem(batchProblem(one)));
    throw new RunRefusedError(`${path}: ${describeProblems(reading.problems)}`, problems);
  } catch (error) {
    if (error instanceof RunRefusedError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    const why = code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code})`;
    throw refused(path, 'file-unreadable', `${why}; check the path and its permissions`);
  }
}

function describeProblems(problems: readonly Problem[]): string {
  return problems.map((one) => describeProblem(one, 'en')).join('; ');
}

async function readScenario(path: string, csv: Uint8Array): Promise<Scenario | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw refused(path, 'scenario-unreadable', `it cannot be read (${code}); check its permissions`);
  }
  const { tenantIds } = await readContents(csv);
  const parsed = parseScenario(text, tenantIds);
  if (parsed.kind === 'scenario') return parsed.scenario;
  const problems = parsed.problems.map(({ where, value, whatToDo }) => ({
    row: null,
    column: where,
    value,
    code: 'scenario-invalid',
    whatToDo,
  }));
  throw new RunRefusedError(`${path} does not describe the tenants of the CSV`, problems);
}

function refused(path: string, code: string, whatToDo: string): RunRefusedError {
  return new RunRefusedError(`${path}: ${whatToDo}`, [{ row: null, column: null, value: path, code, whatToDo }]);
}
