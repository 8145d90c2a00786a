import type { Language } from '../language.ts';
import { clip } from '../one-line.ts';

/** Characters of one line: a mail stays below 60 kB whatever a spreadsheet holds. */
const MOST_OF_A_LINE = 160;

/** The first lines of a list, each of a bearable length, and how many more there are of `all`. */
export function firstOf(most: number, lines: readonly string[], language: Language, all = lines.length): string[] {
  if (lines.length <= most) return lines.map((line) => clip(line, MOST_OF_A_LINE));
  const shown = lines.slice(0, most).map((line) => clip(line, MOST_OF_A_LINE));
  const more = all - shown.length;
  return [...shown, language === 'ja' ? `ほか${String(more)}件` : `and ${String(more)} more`];
}
