import { COLUMNS } from './columns.ts';
import type { Headers } from './headers.ts';
import { problem, type Problem } from './problems.ts';
import type { CsvRecord } from './read-csv.ts';

/**
 * Whether a row has the cells its headings ask for.
 *
 * Excel leaves out the delimiters of empty cells at the end of a row, so a row may end early where only optional
 * columns are left: a notice. But not the very last row when its line end is missing too: then the file was cut off, and
 * an empty `not_before` would mean "at once".
 */
export function checkWidth({ row, cells, isUnterminated }: CsvRecord, headers: Headers): Problem | undefined {
  if (cells.length > headers.maxWidth && cells.slice(headers.maxWidth).some((cell) => cell.trim() !== '')) {
    return problem('row-too-long', { row, about: `${cells.length} > ${headers.maxWidth}` });
  }
  if (cells.length >= headers.width) {
    return undefined;
  }
  if (isUnterminated) {
    return problem('row-cut-off', { row });
  }
  const lacksNeeded = COLUMNS.some(({ name, needed }) => needed && (headers.positions.get(name) ?? -1) >= cells.length);
  return lacksNeeded
    ? problem('row-too-short', { row, about: `${cells.length} < ${headers.width}` })
    : problem('cells-missing-at-end', { row, about: String(headers.width - cells.length) });
}
