import { columnLetters } from '../lambdas/domain/intake/columns.ts';
import { isTrue, readXml, xstring } from './xml.ts';
import { showNumber, type NumberFormat } from './number-format.ts';

/** What a cell was before it became text. */
export type CellKind = 'text' | 'number' | 'date';

/** One row of a sheet that has something in it. */
export interface SheetRow {
  /** As the sheet numbers it, from 1. */
  row: number;
  /** From column A on; empty cells are empty texts. */
  cells: string[];
  /** Where a cell was no text. */
  kinds: Map<number, CellKind>;
}

/** A rectangle of merged cells: rows from 1, columns from 0, both ends included. */
export interface Merge {
  range: string;
  rows: [number, number];
  columns: [number, number];
}

/** A worksheet as it was written. */
export interface Sheet {
  rows: SheetRow[];
  merges: Merge[];
  hiddenRows: Set<number>;
  hiddenColumns: Set<number>;
  isFiltered: boolean;
  /** Cells with a formula whose result was not stored, such as D5. */
  uncalculated: string[];
}

/** What the other parts of the workbook say about cells. */
export interface CellContext {
  sharedStrings: readonly string[];
  /** By the number of the cell's style. */
  formats: readonly NumberFormat[];
  is1904: boolean;
}

/** A sheet has no more columns: XFD. */
const MAX_COLUMNS = 16_384;

/** Reads a worksheet (ECMA-376 part 1, 18.3). Throws XmlError. */
export function readSheet(bytes: Uint8Array, context: CellContext): Sheet {
  const sheet: Sheet = {
    ...{ rows: [], merges: [], uncalculated: [] },
    ...{ hiddenRows: new Set<number>(), hiddenColumns: new Set<number>() },
    isFiltered: false,
  };
  let current: SheetRow = { row: 0, cells: [], kinds: new Map() };
  let column = -1;
  let type = 'n';
  let style = 0;
  let value: string | undefined;
  let hasFormula = false;
  let takesText = false;
  let isReading = false;

  readXml(bytes, {
    open(name, attributes) {
      switch (name) {
        case 'c':
          column = attributes['r'] === undefined ? column + 1 : columnOf(attributes['r']);
          type = attributes['t'] ?? 'n';
          style = Number(attributes['s'] ?? 0);
          value = undefined;
          hasFormula = false;
          break;
        case 'v':
        case 't':
          takesText = !isReading;
          value ??= '';
          break;
        case 'rPh':
          isReading = true;
          break;
        case 'f':
          hasFormula = true;
          break;
        case 'row':
          current = { row: Number(attributes['r'] ?? current.row + 1), cells: [], kinds: new Map() };
          column = -1;
          if (isTrue(attributes['hidden'])) sheet.hiddenRows.add(current.row);
          break;
        case 'col':
          if (isTrue(attributes['hidden'])) hideColumns(sheet.hiddenColumns, attributes);
          break;
        case 'mergeCell':
          sheet.merges.push(...mergeOf(attributes['ref'] ?? ''));
          break;
        case 'filterColumn':
          sheet.isFiltered = true;
          break;
      }
    },
    text(text) {
      if (takesText) value = (value ?? '') + text;
    },
    close(name) {
      if (name === 'v' || name === 't') takesText = false;
      else if (name === 'rPh') isReading = false;
      else if (name === 'c') endCell();
      else if (name === 'row' && current.cells.length > 0) sheet.rows.push(current);
    },
  });
  return sheet;

  function endCell(): void {
    if (hasFormula && (value === undefined || (value === '' && type !== 'str'))) {
      sheet.uncalculated.push(`${columnLetters(column)}${String(current.row)}`);
    }
    if (value === undefined || value === '' || column >= MAX_COLUMNS) return;
    const text = textOf(value);
    if (text === '') return;
    while (current.cells.length < column) current.cells.push('');
    current.cells[column] = text;
  }

  function textOf(written: string): string {
    switch (type) {
      case 's':
        return context.sharedStrings[Number(written)] ?? '';
      case 'str':
      case 'inlineStr':
        return xstring(written);
      case 'b':
        return isTrue(written) ? 'TRUE' : 'FALSE';
      case 'e':
        return written;
      case 'd':
        current.kinds.set(column, 'date');
        return written;
      default: {
        const { text, isDate } = showNumber(written, context.formats[style] ?? 'plain', context.is1904);
        current.kinds.set(column, isDate ? 'date' : 'number');
        return text;
      }
    }
  }
}

/** 0 for `A7`, 26 for `AA7`. */
function columnOf(reference: string): number {
  let column = 0;
  for (let i = 0; i < reference.length; i++) {
    const letter = reference.charCodeAt(i) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column - 1;
}

function hideColumns(hidden: Set<number>, { min, max }: Readonly<Record<string, string>>): void {
  const last = Math.min(Number(max), MAX_COLUMNS);
  for (let column = Number(min); column <= last; column++) hidden.add(column - 1);
}

function mergeOf(range: string): Merge[] {
  const [, from = '', first = '', to = '', last = ''] = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/u.exec(range) ?? [];
  if (last === '') return [];
  return [{ range, rows: [Number(first), Number(last)], columns: [columnOf(from), columnOf(to)] }];
}
