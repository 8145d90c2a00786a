import { run, type Ended, type Runs } from '../end-to-end/a-run.ts';

export interface Answered<T> extends Ended {
  json: T;
}

/** Runs `visionlift` as an operator does, in a process of its own. */
export function visionlift(words: readonly string[], more: Omit<Runs, 'arguments' | 'command'> = {}): Promise<Ended> {
  const environment = { COLUMNS: '', NO_COLOR: '', LANG: 'ja_JP.UTF-8', LC_ALL: '', ...more.environment };
  return run({ ...more, command: 'visionlift.js', arguments: words, environment });
}

/** Runs a command with `--json`; fails unless stdout is exactly one line of JSON. */
export async function visionliftJson<T>(
  words: readonly string[],
  more: Omit<Runs, 'arguments' | 'command'> = {},
): Promise<Answered<T>> {
  const ended = await visionlift([...words, '--json'], more);
  const lines = ended.stdout.split('\n');
  if (lines.length !== 2 || lines[1] !== '') throw new Error(`not one line: ${ended.stdout}; stderr: ${ended.stderr}`);
  return { ...ended, json: JSON.parse(lines[0] ?? '') as T };
}
