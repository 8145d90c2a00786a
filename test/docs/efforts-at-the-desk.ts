import { readFile } from 'node:fs/promises';

/**
 * Presses of the mouse and keys by page and question, as the table of docs/desk.md says; a run with real browsers compares
 * it, and the model of a person's time stands on its sums.
 */
export async function effortsInTheDocs(): Promise<Map<string, { clicks: number; keys: number }>> {
  const page = await readFile(new URL('../../docs/desk.md', import.meta.url), 'utf8');
  const rows = page.matchAll(/^\| `(\w+)`(?:, (\w+))? +\| (\d+) +\| (\d+) +\|$/gmu);
  const efforts = Array.from(rows, ([, step = '', ask = 'work', clicks, keys]) => {
    return [`${step} ${ask}`, { clicks: Number(clicks), keys: Number(keys) }] as const;
  });
  return new Map(efforts.sort());
}
