import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { readContents } from '../customers.ts';
import { parseScenario, type Scenario } from '../simulated-consoles/scenario.ts';
import { RunRefusedError } from './refused-error.ts';

export interface RunFiles {
  /** Name of the CSV without its folder. */
  name: string;
  csv: Uint8Array;
  scenario: Scenario | undefined;
}

/** Reads the CSV and, where there is one, the scenario beside it; throws `RunRefusedError`. */
export async function readRunFiles(path: string): Promise<RunFiles> {
  const csv = await readCsv(path);
  const scenarioPath = join(dirname(path), `${basename(path).replace(/\.(?:csv|txt)$/iu, '')}.vendor.json`);
  return { name: basename(path), csv, scenario: await readScenario(scenarioPath, csv) };
}

async function readCsv(path: string): Promise<Uint8Array> {
  if (!/\.(?:csv|txt)$/iu.test(path)) {
    throw refused(path, 'file-not-csv', 'give a file whose name ends in .csv or .txt');
  }
  try {
    return await readFile(path);
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code})`;
    throw refused(path, 'file-unreadable', `${why}; check the path and its permissions`);
  }
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
