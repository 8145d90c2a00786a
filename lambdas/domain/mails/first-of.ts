import type { Language } from '../language.ts';
import { clip } from '../one-line.ts';
import type { Link } from './letter.ts';

/** Characters of one line: a mail stays below 60 kB whatever a spreadsheet holds. */
const MOST_OF_A_LINE = 160;

/** The first lines of a list, each of a bearable length, and how many more there are of `all`. */
export function firstOf<Line extends string | Link>(
  most: number,
  lines: readonly Line[],
  language: Language,
  all = lines.length,
): (Line | string)[] {
  if (lines.length <= most) return lines.map(clipped);
  const shown = lines.slice(0, most).map(clipped);
  const more = all - shown.length;
  return [...shown, language === 'ja' ? `ほか${String(more)}件` : `and ${String(more)} more`];
}

function clipped<Line extends string | Link>(line: Line): Line | string;
function clipped(line: string | Link): string | Link {
  return typeof line === 'string'
    ? clip(line, MOST_OF_A_LINE)
    : { label: clip(line.label, MOST_OF_A_LINE), url: line.url };
}
