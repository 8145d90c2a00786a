import type { Locator } from 'playwright-core';
import { PageChangedError } from '../../domain/errors.ts';
import type { PageDocument, PageElement } from './dom.ts';
import { inWords, label } from './label.ts';
import type { LabelName } from './labels.ts';
import type { Root } from './root.ts';

declare const document: PageDocument;

/** A row of a table as a person reads it: every visible text, whatever its markup. */
export interface Row<Column extends LabelName> {
  /** By column; without the buttons in it. */
  cells: Record<Column, string>;
  /** Names of the icons in the row (alternative texts and titles). */
  icons: string[];
  /** What can be pressed in the row, by name. */
  buttons: { name: string; enabled: boolean }[];
  /** The row itself, to press something within it. */
  locator: Locator;
}

interface RawRow {
  /** Its place among all rows of the document. */
  index: number;
  cells: { text: string; span: number }[];
  icons: string[];
  buttons: { name: string; enabled: boolean }[];
}

const ROWS = 'tr, [role="row"]';

/** Whether a table with these columns shows. */
export function columnHeader(root: Root, column: LabelName): Locator {
  const name = label(column);
  return root.getByRole('columnheader', { name }).or(root.getByRole('cell', { name, exact: true }));
}

/**
 * Reads the one table that has all these columns. A row with fewer cells than columns means a page that was cut off, or
 * one that we do not know: either way nothing in it can be relied on.
 */
export async function readTable<Column extends LabelName>(
  root: Root,
  columns: readonly Column[],
): Promise<Row<Column>[]> {
  const rows = await readTableIfAny(root, columns);
  if (rows) return rows;
  throw new PageChangedError(`the page shows no table with the columns ${columns.map(inWords).join(', ')}`);
}

/** The same; `undefined` where there is no such table. */
export async function readTableIfAny<Column extends LabelName>(
  root: Root,
  columns: readonly Column[],
): Promise<Row<Column>[] | undefined> {
  const tables = await root.evaluate(readTablesInPage, ROWS);
  const found = tables.flatMap((rows) => withColumns(rows, columns) ?? []);
  const [table] = found;
  if (!table) return undefined;
  if (found.length > 1) {
    throw new PageChangedError(
      `the page shows ${String(found.length)} tables with the columns ${columns.map(inWords).join(', ')}`,
    );
  }
  const { places, width, rows } = table;
  return rows
    .filter(({ cells }) => !isPlaceholder(cells, width))
    .map(({ index, cells, icons, buttons }) => {
      if (widthOf(cells) < width) {
        throw new PageChangedError(`a row of the table was cut off: "${cells.map(({ text }) => text).join(' | ')}"`);
      }
      const texts = columns.map((column) => [column, cells[places[column]]?.text ?? ''] as const);
      return {
        cells: Object.fromEntries(texts) as Record<Column, string>,
        icons,
        buttons,
        locator: root.locator(ROWS).nth(index),
      };
    });
}

function withColumns<Column extends LabelName>(rows: RawRow[], columns: readonly Column[]) {
  const [header, ...body] = rows;
  if (!header) return undefined;
  const places = {} as Record<Column, number>;
  for (const column of columns) {
    const name = label(column);
    const place = header.cells.findIndex(({ text }) => name.test(text));
    if (place < 0) return undefined;
    places[column] = place;
  }
  return [{ places, width: header.cells.length, rows: body }];
}

/** "No data", across the whole table; and rows that are not filled in yet. */
function isPlaceholder(cells: RawRow['cells'], width: number): boolean {
  const [first, ...others] = cells;
  if (!first) return true;
  if (others.length === 0 && (first.span >= Math.max(width, 2) || label('noData').test(first.text))) return true;
  return widthOf(cells) >= width && cells.every(({ text }) => text === '');
}

function widthOf(cells: RawRow['cells']): number {
  return cells.reduce((sum, { span }) => sum + span, 0);
}

/** Runs in the page. */
function readTablesInPage(selector: string): RawRow[][] {
  const page = {
    isVisible(element: PageElement): boolean {
      return element.getClientRects().length > 0;
    },
    textOf(cell: PageElement): string {
      let text = cell.innerText;
      for (const button of cell.querySelectorAll(notText)) {
        const own = button.innerText.trim();
        if (own) text = text.replace(own, ' ');
      }
      return text
        .replace(/\s+/g, ' ')
        .replace(/^[^\p{L}\p{N}<("「[]+(?=[\p{L}\p{N}])/u, '')
        .trim();
    },
  };
  const notText = 'button, [role="button"], input, select, script, style, template';
  const pressable = 'button, [role="button"], a[href], [role="link"], input[type="submit"], input[type="button"]';
  const all = [...document.querySelectorAll(selector)];
  return [...document.querySelectorAll('table, [role="table"], [role="grid"], [role="treegrid"]')]
    .filter((element) => page.isVisible(element))
    .map((table) =>
      all.flatMap((row, index) => {
        if (row.closest('table, [role="table"], [role="grid"], [role="treegrid"]') !== table || !page.isVisible(row))
          return [];
        const cells = [...row.children].filter((child) =>
          child.matches('td, th, [role="cell"], [role="gridcell"], [role="columnheader"], [role="rowheader"]'),
        );
        const icons = [...row.querySelectorAll('[alt], [title], [aria-label], svg > title')]
          .map(
            (icon) =>
              icon.getAttribute('alt') ??
              icon.getAttribute('aria-label') ??
              icon.getAttribute('title') ??
              icon.textContent ??
              '',
          )
          .filter((name) => name !== '');
        const buttons = [...row.querySelectorAll(pressable)]
          .filter((element) => page.isVisible(element))
          .map((press) => ({
            name: (press.innerText || (press.value ?? '') || (press.getAttribute('aria-label') ?? '')).trim(),
            enabled: press.disabled !== true && press.getAttribute('aria-disabled') !== 'true',
          }));
        return [
          {
            index,
            cells: cells.map((cell) => ({ text: page.textOf(cell), span: Number(cell.colSpan ?? 1) || 1 })),
            icons,
            buttons,
          },
        ];
      }),
    );
}
