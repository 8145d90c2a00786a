import { widthOf } from './width.ts';
import { wrap } from './wrap.ts';

const GAP = '  ';
/** A column narrower than this is no help to anybody; then the rows become blocks. */
const NARROWEST = 12;

export interface Column {
  title: string;
  /** The widest it grows; the last column takes what is left. */
  most?: number;
  align?: 'right';
}

/**
 * A table of plain text within the width: cells are wrapped, never cut. Where the width does not do for its columns, each
 * row becomes a block of lines `title: cell`.
 */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[], width: number): string[] {
  const widths = columns.map(({ title, most = Infinity }, index) =>
    Math.min(most, Math.max(widthOf(title), ...rows.map((row) => widthOf(row[index] ?? '')))),
  );
  const last = widths.length - 1;
  const others = widths.slice(0, last).reduce((sum, each) => sum + each + GAP.length, 0);
  const left = width - others;
  if (left < Math.min(widths[last] ?? 0, NARROWEST * 2)) return blocks(columns, rows, width);
  widths[last] = Math.min(widths[last] ?? 0, left);
  const titles = columns.map(({ title }) => title);
  return [titles, ...rows].flatMap((row) => lines(row, widths, columns));
}

function lines(row: readonly string[], widths: readonly number[], columns: readonly Column[]): string[] {
  const cells = widths.map((width, index) => wrap(row[index] ?? '', width));
  const height = Math.max(...cells.map(({ length }) => length));
  return Array.from({ length: height }, (_, n) =>
    cells
      .map((cell, index) => pad(cell[n] ?? '', widths[index] ?? 0, columns[index]?.align))
      .join(GAP)
      .trimEnd(),
  );
}

function blocks(columns: readonly Column[], rows: readonly (readonly string[])[], width: number): string[] {
  return rows.flatMap((row, n) => {
    const filled = columns.flatMap(({ title }, index) => (row[index] ? [`${title}: ${row[index]}`] : []));
    return [...(n === 0 ? [] : ['']), ...filled.flatMap((text) => wrap(text, width))];
  });
}

function pad(text: string, width: number, align?: 'right'): string {
  const blank = ' '.repeat(Math.max(0, width - widthOf(text)));
  return align === 'right' ? blank + text : text + blank;
}
