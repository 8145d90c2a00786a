/**
 * Writing CSV that a spreadsheet program opens without running anything in it.
 *
 * A cell that starts with `=`, `+`, `-`, `@` (or their full-width forms), TAB, CR or LF is a formula or may become one
 * (OWASP "CSV Injection"); customers choose their own names, so such cells are given an apostrophe in front, as Excel
 * does for text. The reader takes exactly that apostrophe away again: what is written reads back as itself.
 */

const COULD_BE_A_FORMULA = /^'*[ \u3000]*[=+\-@＝＋－＠\t\r\n]/u;
const WAS_GUARDED = /^'+[ \u3000]*[=+\-@＝＋－＠\t\r\n]/u;
// Semicolon and TAB too: a spreadsheet set to another delimiter would otherwise find a new cell behind one.
const NEEDS_QUOTES = /[",;\t\r\n]|^\s|\s$/u;

/** The cell as it is safe to write. */
export function guardFormula(cell: string): string {
  return COULD_BE_A_FORMULA.test(cell) ? `'${cell}` : cell;
}

/** The cell as it was before `guardFormula`; every other cell is returned as it is. */
export function unguardFormula(cell: string): string {
  return WAS_GUARDED.test(cell) ? cell.slice(1) : cell;
}

/**
 * One record with its line end (CRLF), safe to open in a spreadsheet; `CsvReader` reads it back.
 *
 * The first record of a file is to be preceded by `BYTE_ORDER_MARK`, without which Excel takes UTF-8 for the local code page.
 */
export function writeCsvRow(cells: readonly string[], delimiter: ',' | ';' = ','): string {
  return `${cells.map(quoteCell).join(delimiter)}\r\n`;
}

export const BYTE_ORDER_MARK = '\ufeff';

function quoteCell(cell: string): string {
  const guarded = guardFormula(cell);
  return NEEDS_QUOTES.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
