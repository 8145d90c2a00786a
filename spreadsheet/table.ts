import { columnLetters, foldHeading, type ColumnName } from '../lambdas/domain/intake/columns.ts';
import { BYTE_ORDER_MARK, writeCsvRow } from '../lambdas/domain/intake/csv-writer.ts';
import { headingsAmong, MANY_HEADINGS, readHeaders } from '../lambdas/domain/intake/headers.ts';
import type { Problem } from '../lambdas/domain/intake/problems.ts';
import { columnOfHeading } from '../lambdas/domain/intake/read-heading.ts';
import { workbookProblem } from './workbook-problem.ts';
import type { Merge, Sheet, SheetRow } from './read-sheet.ts';

/** The table of a sheet as a CSV, and what is to be said of it. */
export interface SheetTable {
  csv: Uint8Array;
  /** Each refuses the file. */
  problems: Problem[];
  notices: Problem[];
}

/** Enough to see what is wrong. */
const MAX_PLACES = 10;

/** Columns whose cells may be dates and times. */
const OF_TIME: ReadonlySet<ColumnName> = new Set(['consent_on', 'not_before', 'window']);
/** Keys in which a zero in front counts. */
const KEYS: readonly ColumnName[] = ['tenant_id', 'clp_login_id'];

/** Finds the headings, looks for what a CSV cannot say, and writes each row under its own number. */
export function tableOf(sheet: Sheet): SheetTable {
  const filled = sheet.rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const start = startOf(filled);
  const rows = filled.slice(start);
  const [header, ...below] = rows;
  const places = header === undefined ? new Map<ColumnName, number>() : readHeaders(header.cells, header.row).positions;
  const columns = [...places].map(([name, index]) => ({ name, index }));
  const known = header === undefined || columns.length === 0 ? undefined : { header, columns };
  return {
    csv: Buffer.from(BYTE_ORDER_MARK + csvOf(rows)),
    problems: [
      ...formulasWithoutValue(sheet),
      ...(known === undefined
        ? []
        : [...merged(sheet, known), ...secondHeadings(below, known), ...datesAsText(below, known)]),
    ],
    notices: [
      ...(start === 0
        ? []
        : [
            workbookProblem('rows-above-headings', { row: header?.row ?? null, about: rowsOf(filled.slice(0, start)) }),
          ]),
      ...hiddenRows(sheet, below),
      ...hiddenColumns(sheet, rows),
      ...(known === undefined ? [] : numbersAsKeys(below, known)),
    ],
  };
}

interface KnownTable {
  header: SheetRow;
  columns: readonly { name: ColumnName; index: number }[];
}

/** Which of the filled rows has the headings: above them may stand a title. */
function startOf(filled: readonly SheetRow[]): number {
  const ofFirst = new Set(filled[0]?.cells.map(columnOfHeading).filter((column) => column !== undefined));
  if (ofFirst.size >= MANY_HEADINGS) return 0;
  const headings = headingsAmong(filled);
  return headings === undefined ? 0 : filled.indexOf(headings);
}

/** Rows that are not there are blank lines, so that the product counts as the sheet does. */
function csvOf(rows: readonly SheetRow[]): string {
  const width = rows[0]?.cells.length ?? 0;
  const lines: string[] = [];
  let next = 1;
  for (const { row, cells } of rows) {
    if (row > next) lines.push('\r\n'.repeat(row - next));
    // A sheet keeps no empty cells at the end of a row.
    const whole = cells.length < width ? [...cells, ...Array<string>(width - cells.length).fill('')] : cells;
    lines.push(writeCsvRow(whole));
    next = row + 1;
  }
  return lines.join('');
}

function formulasWithoutValue({ uncalculated }: Sheet): Problem[] {
  return uncalculated.length === 0 ? [] : [workbookProblem('formula-without-value', { value: some(uncalculated) })];
}

/** The cells that a merge covers are empty, though a person sees the value in each. */
function merged({ merges, rows }: Sheet, { header, columns }: KnownTable): Problem[] {
  const byRow = new Map(rows.map((row) => [row.row, row.cells]));
  const found = merges.filter((merge) => {
    const [first, last] = merge.rows;
    const value = byRow.get(first)?.[merge.columns[0]] ?? '';
    const isInTable = last >= header.row && columns.some(({ index }) => isWithin(index, merge.columns));
    return value !== '' && isInTable;
  });
  return found
    .slice(0, MAX_PLACES)
    .map(({ rows: [row], range }: Merge) => workbookProblem('cells-merged', { row, value: range }));
}

function secondHeadings(below: readonly SheetRow[], { header, columns }: KnownTable): Problem[] {
  const headings = columns.map(({ index }) => ({ index, heading: foldHeading(header.cells[index] ?? '') }));
  const enough = Math.min(MANY_HEADINGS, headings.length);
  return below
    .filter(({ cells }) => {
      const same = headings.filter(({ index, heading }) => {
        const cell = cells[index] ?? '';
        return cell !== '' && cell.length < 100 && foldHeading(cell) === heading;
      });
      return same.length >= enough;
    })
    .slice(0, MAX_PLACES)
    .map(({ row }) => workbookProblem('headings-again', { row, about: String(header.row) }));
}

/** A spreadsheet takes 1-2 for a day of January, and what was typed is gone. */
function datesAsText(below: readonly SheetRow[], { columns }: KnownTable): Problem[] {
  return columns
    .filter(({ name }) => !OF_TIME.has(name))
    .flatMap(({ name, index }) => {
      const dates = below.filter(({ kinds }) => kinds.get(index) === 'date');
      return dates
        .slice(0, MAX_PLACES)
        .map(({ row, cells }) => workbookProblem('cell-is-date', { row, column: name, value: cells[index] ?? '' }));
    });
}

function numbersAsKeys(below: readonly SheetRow[], { columns }: KnownTable): Problem[] {
  return KEYS.flatMap((key) => {
    const index = columns.find(({ name }) => name === key)?.index ?? -1;
    const numbers = below.filter(({ kinds }) => kinds.get(index) === 'number');
    const [first] = numbers;
    if (first === undefined) return [];
    const details = { row: first.row, column: key, value: first.cells[index] ?? '', about: String(numbers.length) };
    return [workbookProblem('key-is-number', details)];
  });
}

function hiddenRows({ hiddenRows: hidden, isFiltered }: Sheet, below: readonly SheetRow[]): Problem[] {
  const rows = below.filter(({ row }) => hidden.has(row));
  if (rows.length === 0) return [];
  const details = { value: String(rows.length), about: rowsOf(rows) };
  return [workbookProblem(isFiltered ? 'rows-filtered' : 'rows-hidden', details)];
}

function hiddenColumns({ hiddenColumns: hidden }: Sheet, [header]: readonly SheetRow[]): Problem[] {
  const letters = (header?.cells ?? []).flatMap((cell, index) =>
    cell.trim() !== '' && hidden.has(index) ? [columnLetters(index)] : [],
  );
  return letters.length === 0 ? [] : [workbookProblem('columns-hidden', { value: some(letters) })];
}

function isWithin(index: number, [first, last]: readonly [number, number]): boolean {
  return index >= first && index <= last;
}

/** `3-5, 9`. */
function rowsOf(rows: readonly SheetRow[]): string {
  const runs: [number, number][] = [];
  for (const { row } of rows) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === row - 1) last[1] = row;
    else runs.push([row, row]);
  }
  return some(runs.map(([from, to]) => (from === to ? String(from) : `${String(from)}-${String(to)}`)));
}

function some(places: readonly string[]): string {
  const more = places.length - MAX_PLACES;
  return `${places.slice(0, MAX_PLACES).join(', ')}${more > 0 ? `, … (+${String(more)})` : ''}`;
}
