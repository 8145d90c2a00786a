import type { PageBox, PageDocument, PageElement, PageNode, PageRoot, PageStyle } from './dom.ts';

declare const document: PageDocument;
declare function getComputedStyle(element: PageElement): PageStyle;

/** What makes a list the one that is looked for; sources of patterns, which are tried without regard to case. */
export interface ListQuery {
  /** The heading of each column. */
  columns: Readonly<Record<string, string>>;
  /** What a list says in place of rows. */
  noData: string;
  /** What is pressed in a row, and is no part of what the row says. */
  actions: string | undefined;
}

export interface RawRow {
  /** Tells rows apart while a list is scrolled: the number that the list gives the row, or its place in what scrolls. */
  key: string;
  /** Everything that the row says, buttons included, as the page lays it out. */
  text: string;
  /** By place; without buttons. */
  cells: string[];
  /** Names of the icons in the row (alternative texts and titles). */
  icons: string[];
  buttons: { name: string; enabled: boolean }[];
  /** How many columns its cells take up. */
  width: number;
}

/** A list as it shows, before anything of it is believed. */
export interface FoundList {
  /** What holds the rows; for what stands beside it. */
  element: PageElement;
  /** What moves when the list is scrolled; `undefined` where all of it shows. */
  scroller: PageElement | undefined;
  /** Place of each column. */
  places: Record<string, number>;
  /** Columns whose heading stands there more than once. */
  doubled: string[];
  /** How many columns there are. */
  width: number;
  rows: RawRow[];
  /** Its own word that there are no rows. */
  saysNoData: boolean;
  /** Lines across all columns: groups of rows, or messages in place of rows. */
  notes: string[];
  /** Rows without any text, skeletons, or a list that says that it is busy. */
  isUnfinished: boolean;
  /** `aria-rowcount` or `aria-setsize`. */
  rowsByItsOwnCount: number | undefined;
}

/**
 * Runs in the page: every list with these columns. First the tables and grids that say what they are; where none of them
 * is it, what looks like one: headings in a line, and below them rows that are laid out alike.
 *
 * Helpers are methods, because a bundle wraps what else has a name (`keepNames`).
 */
export function listsInPage(query: ListQuery): FoundList[] {
  const CONTAINER = 'table, [role="table"], [role="grid"], [role="treegrid"]';
  const ROW = 'tr, [role="row"]';
  const CELL = 'td, th, [role="cell"], [role="gridcell"], [role="columnheader"], [role="rowheader"]';
  const BUTTON = 'button, [role="button"], input[type="submit"], input[type="button"]';
  const PRESSABLE = `${BUTTON}, a[href], [role="link"]`;
  const NO_TEXT = 'input, select, textarea, script, style, template, svg';
  const names = Object.keys(query.columns);
  const columns = names.map((name) => new RegExp(query.columns[name] ?? '', 'iu'));
  const noData = new RegExp(query.noData, 'iu');
  const actions = query.actions === undefined ? undefined : new RegExp(query.actions, 'iu');

  const isShadowed = [...document.querySelectorAll('*')].some(({ shadowRoot }) => shadowRoot);

  const page = {
    squeeze(text: string): string {
      return text
        .replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/gu, '')
        .replace(/\s+/gu, ' ')
        .trim();
    },
    all(selector: string, within: PageRoot | PageElement): PageElement[] {
      const found = [...within.querySelectorAll(selector)];
      if (!isShadowed) return found;
      for (const host of within.querySelectorAll('*'))
        if (host.shadowRoot) found.push(...page.all(selector, host.shadowRoot));
      return found;
    },
    parentOf(node: PageNode): PageElement | undefined {
      return node.parentElement ?? node.getRootNode().host;
    },
    /** Also through shadow roots. */
    holds(outer: PageElement, inner: PageElement): boolean {
      for (let at: PageElement | undefined = inner; at; at = page.parentOf(at)) if (at === outer) return true;
      return false;
    },
    isVisible(element: PageElement): boolean {
      if (element.getClientRects().length > 0) return element.checkVisibility?.({ visibilityProperty: true }) ?? true;
      return getComputedStyle(element).display === 'contents';
    },
    /** The text of an icon font is the name of the icon. */
    isIcon(element: PageElement): boolean {
      return (
        element.getAttribute('aria-hidden') === 'true' &&
        /icon|glyph|symbol/iu.test(element.getAttribute('class') ?? '')
      );
    },
    isSmall({ width, height }: PageBox): boolean {
      return width <= 1 || height <= 1;
    },
    nameOf(element: PageElement): string {
      return page.squeeze(element.innerText || (element.value ?? '') || (element.getAttribute('aria-label') ?? ''));
    },
    isLeftOut(element: PageElement, how: { buttons: boolean }): boolean {
      if (element.matches(NO_TEXT) || page.isIcon(element)) return true;
      if (!element.matches(PRESSABLE)) return false;
      return actions?.test(page.nameOf(element)) === true || (how.buttons && element.matches(BUTTON));
    },
    /** As a person reads it, with what lies in open shadow roots. */
    textWithin(element: PageElement, how: { buttons: boolean; hidden: boolean }): string {
      let text = '';
      for (const node of (element.shadowRoot ?? element).childNodes) {
        if (node.nodeType === 3) text += node.textContent ?? '';
        if (node.nodeType !== 1) continue;
        const child = node as PageElement;
        if (page.isLeftOut(child, how) || !page.isVisible(child)) continue;
        if (!how.hidden && child.getClientRects().length > 0 && page.isSmall(child.getBoundingClientRect())) continue;
        const own = child.tagName === 'BR' ? ' ' : page.textWithin(child, how);
        text += getComputedStyle(child).display.startsWith('inline') ? own : ` ${own} `;
      }
      return text;
    },
    /** Without its buttons, unless it has nothing else: a name may be made to be pressed. */
    textOf(cell: PageElement): string {
      for (const how of [
        { buttons: true, hidden: false },
        { buttons: false, hidden: false },
        { buttons: false, hidden: true },
      ]) {
        const text = page.squeeze(page.textWithin(cell, how)).replace(/^[^\p{L}\p{N}<("「[]+(?=[\p{L}\p{N}])/u, '');
        if (text !== '') return text;
      }
      return '';
    },
    /** What stands behind the arrow of a sorted column is its place in the order. */
    headingsOf(cell: PageElement): string[] {
      const whole = page.textOf(cell).replace(/\s*[↑↓▲▼△▽⇅↕].*$/u, '');
      const said = [cell.getAttribute('aria-label'), cell.getAttribute('title')];
      return [whole, ...said.flatMap((text) => (text ? [page.squeeze(text)] : []))];
    },
    columnOf(cell: PageElement): number {
      const headings = page.headingsOf(cell);
      return columns.findIndex((column) => headings.some((heading) => column.test(heading)));
    },
    iconsOf(row: PageElement): string[] {
      return [...row.querySelectorAll('[alt], [title], [aria-label], svg > title')]
        .map(
          (icon) =>
            icon.getAttribute('alt') ??
            icon.getAttribute('aria-label') ??
            icon.getAttribute('title') ??
            icon.textContent ??
            '',
        )
        .filter((name) => name !== '');
    },
    buttonsOf(row: PageElement): RawRow['buttons'] {
      return page
        .all(PRESSABLE, row)
        .filter((press) => page.isVisible(press))
        .map((press) => ({
          name: page.nameOf(press),
          enabled: press.disabled !== true && press.getAttribute('aria-disabled') !== 'true',
        }));
    },
    scrollerOf(element: PageElement): PageElement | undefined {
      for (let around: PageElement | undefined = element; around; around = page.parentOf(around)) {
        if (around === document.body) break;
        if (around.scrollHeight <= around.clientHeight + 2) continue;
        if (/auto|scroll|overlay/u.test(getComputedStyle(around).overflowY)) return around;
      }
      const whole = document.scrollingElement;
      return whole && whole.scrollHeight > whole.clientHeight + 2 ? whole : undefined;
    },
    keyOf(row: PageElement, scroller: PageElement | undefined): string {
      for (const number of ['aria-rowindex', 'data-rowindex', 'data-row-index', 'data-index', 'aria-posinset']) {
        const own = row.getAttribute(number);
        if (own !== null && own !== '') return own;
      }
      const { top } = row.getBoundingClientRect();
      const origin = scroller && scroller !== document.scrollingElement ? scroller.getBoundingClientRect().top : 0;
      return `at ${String(Math.round(top - origin + (scroller?.scrollTop ?? 0)))}`;
    },
    isBusy(element: PageElement): boolean {
      if (element.closest('[aria-busy="true"]')) return true;
      const unfilled = '[aria-busy="true"], [class*="skeleton" i], [class*="shimmer" i]';
      return page.all(unfilled, element).some((part) => page.isVisible(part));
    },
    countOf(element: PageElement, rows: readonly PageElement[]): number | undefined {
      const sizes = rows.map((row) => Number(row.getAttribute('aria-setsize') ?? 0));
      const counts = [Number(element.getAttribute('aria-rowcount') ?? 0), ...sizes].filter((count) => count > 0);
      return counts[0];
    },
    rowOf(row: PageElement, cells: string[], width: number, scroller: PageElement | undefined): RawRow {
      const { innerText } = row;
      return {
        key: page.keyOf(row, scroller),
        text: page.squeeze(innerText),
        cells,
        icons: page.iconsOf(row),
        buttons: page.buttonsOf(row),
        width,
      };
    },

    /** By their roles, or by the elements of a table. */
    byRole(element: PageElement, all: readonly PageElement[]): FoundList[] {
      const rows = all.filter((row) => row.closest(CONTAINER) === element && page.isVisible(row));
      const laidOut = rows.map((row) => {
        const cells = [...row.querySelectorAll(CELL)].filter(
          (cell) => cell.closest(ROW) === row && page.isVisible(cell),
        );
        const spread = cells.flatMap((cell) => {
          const span = Number(cell.colSpan ?? cell.getAttribute('aria-colspan') ?? 1) || 1;
          return [cell, ...Array<undefined>(Math.min(span, 50) - 1).fill(undefined)];
        });
        return { row, cells, spread };
      });
      for (const [index, header] of laidOut.entries()) {
        const found = header.spread.map((cell) => (cell ? page.columnOf(cell) : -1));
        if (!columns.every((_, column) => found.includes(column))) continue;
        const below = laidOut.slice(index + 1);
        const heading = header.row.innerText;
        const list: FoundList = {
          element,
          scroller: page.scrollerOf(below[0]?.row ?? element),
          places: Object.fromEntries(names.map((name, column) => [name, found.indexOf(column)])),
          doubled: names.filter((_, column) => found.filter((each) => each === column).length > 1),
          width: header.spread.length,
          rows: [],
          saysNoData: false,
          notes: [],
          isUnfinished: page.isBusy(element),
          rowsByItsOwnCount: page.countOf(
            element,
            below.map(({ row }) => row),
          ),
        };
        for (const { row, cells, spread } of below) {
          // A heading that stays while the rows move is there twice; a row of headings may hold filters.
          if (row.innerText === heading || cells.every((cell) => cell.matches('th, [role="columnheader"]'))) continue;
          const texts = spread.map((cell) => (cell ? page.textOf(cell) : ''));
          const [only] = texts;
          const isNote = cells.length === 1 && (spread.length >= Math.max(list.width, 2) || noData.test(only ?? ''));
          if (isNote && noData.test(only ?? '')) list.saysNoData = true;
          else if (isNote && only) list.notes.push(only);
          else if (texts.every((text) => text === '')) list.isUnfinished ||= cells.length > 0;
          else list.rows.push(page.rowOf(row, texts, spread.length, list.scroller));
        }
        return [list];
      }
      return [];
    },

    /** Every element with a text of its own. */
    leaves(within: PageRoot): PageElement[] {
      return page
        .all('*', within)
        .filter(
          (element) =>
            !element.matches(`${NO_TEXT}, option, label, head *`) &&
            [...element.childNodes].some((node) => node.nodeType === 3 && (node.textContent ?? '').trim() !== '') &&
            page.isVisible(element),
        );
    },
    /** By how it is laid out: headings in one line, and rows below that begin and end with it. */
    byPlace(): FoundList[] {
      const leaves = page.leaves(document);
      const headings = leaves.flatMap((leaf) => {
        // The entry of a menu may be called as a column is.
        if (leaf.closest('nav, [role="menu"], [role="menubar"], [role="tablist"], a')) return [];
        for (let cell: PageElement | undefined = leaf, hops = 0; cell && hops < 3; cell = page.parentOf(cell), hops++) {
          if ((cell.textContent ?? '').length > 80) break;
          const column = page.columnOf(cell);
          if (column >= 0) return [{ column, cell, box: cell.getBoundingClientRect() }];
        }
        return [];
      });
      const lines: (typeof headings)[] = [];
      for (const heading of headings) {
        const middle = (heading.box.top + heading.box.bottom) / 2;
        const line = lines.find(([first]) => first && first.box.top <= middle && middle <= first.box.bottom);
        // A heading in two elements, or the clone of one that stays in its place.
        if (line?.some(({ box }) => Math.abs(box.left - heading.box.left) < 2)) continue;
        if (line) line.push(heading);
        else lines.push([heading]);
      }
      return lines
        .filter((line) => columns.every((_, column) => line.some((heading) => heading.column === column)))
        .flatMap((line) => page.below(line, leaves));
    },
    below(line: { column: number; cell: PageElement }[], leaves: readonly PageElement[]): FoundList[] {
      const own = line.map(({ cell }) => cell);
      // Each cell of the heading as large as it is without another one in it.
      const cells = own.map((cell) => {
        let whole = cell;
        for (let around = page.parentOf(cell); around; around = page.parentOf(around)) {
          if (own.some((other) => other !== cell && page.holds(around, other))) break;
          whole = around;
        }
        return whole;
      });
      const [first] = cells;
      const header = first && page.parentOf(first);
      if (!header || !cells.every((cell) => page.parentOf(cell) === header)) return [];
      const all = [...header.children].filter((cell) => page.isVisible(cell));
      const at = header.getBoundingClientRect();
      const under = leaves.filter((leaf) => {
        const box = leaf.getBoundingClientRect();
        const middle = (box.left + box.right) / 2;
        return !page.holds(header, leaf) && box.top >= at.bottom - 2 && middle >= at.left - 2 && middle <= at.right + 2;
      });
      let area: PageElement | undefined = header;
      while (area && !under.some((leaf) => area && page.holds(area, leaf))) area = page.parentOf(area);
      if (!area || area === document.body?.parentElement) return [];
      const list: FoundList = {
        element: area,
        scroller: undefined,
        places: Object.fromEntries(
          names.map((name, column) => {
            const index = line.findIndex((heading) => heading.column === column);
            return [name, all.indexOf(cells[index] ?? header)];
          }),
        ),
        doubled: names.filter((_, column) => line.filter((heading) => heading.column === column).length > 1),
        width: all.length,
        rows: [],
        saysNoData: false,
        notes: [],
        isUnfinished: page.isBusy(area),
        rowsByItsOwnCount: page.countOf(area, []),
      };
      // Rows are what has as many parts as the heading, or is as wide.
      let body: PageElement | undefined;
      for (const leaf of under.filter((each) => page.holds(area, each))) {
        let row: PageElement | undefined = leaf;
        while (row && row !== area && !page.isRow(row, all.length, at)) row = page.parentOf(row);
        if (!row || row === area || row.contains(header)) continue;
        if ([...row.children].filter((cell) => page.isVisible(cell)).length !== all.length) continue;
        body = page.parentOf(row);
        break;
      }
      if (body) {
        list.scroller = page.scrollerOf(body);
        const lines = [...body.children].filter((row) => page.isVisible(row));
        const rows = lines.slice(lines.findIndex((row) => row.contains(header)) + 1);
        // What follows the last row is no row.
        const last = rows.findLastIndex((row) => [...row.children].length === all.length);
        for (const [index, row] of rows.entries()) {
          const parts = [...row.children].filter((cell) => page.isVisible(cell));
          const texts = parts.map((cell) => page.textOf(cell));
          const whole = page.textOf(row);
          if (parts.length !== all.length && noData.test(whole)) list.saysNoData = true;
          else if (whole === '' && page.buttonsOf(row).length === 0) list.isUnfinished ||= parts.length > 0;
          else if (index > last) list.notes.push(whole);
          else list.rows.push(page.rowOf(row, texts, parts.length, list.scroller));
        }
        list.rowsByItsOwnCount ??= page.countOf(body, [...body.children]);
        list.element = body;
      } else {
        list.saysNoData = under.some((leaf) => page.holds(area, leaf) && noData.test(page.textOf(leaf)));
      }
      return [list];
    },
    isRow(element: PageElement, parts: number, header: PageBox): boolean {
      const { left, right } = element.getBoundingClientRect();
      const overlap = Math.min(right, header.right) - Math.max(left, header.left);
      return (
        overlap >= 0.8 * (header.right - header.left) ||
        (element.matches(ROW) && [...element.children].filter((cell) => page.isVisible(cell)).length === parts)
      );
    },
  };

  const all = page.all(ROW, document);
  const found = page
    .all(CONTAINER, document)
    .filter((container) => page.isVisible(container))
    .flatMap((container) => page.byRole(container, all));
  // Headings may stand in a table of their own, above the one with the rows.
  if (found.some(({ rows, saysNoData }) => rows.length > 0 || saysNoData)) return found;
  const candidates = page.byPlace();
  const filled = candidates.filter(({ rows, saysNoData }) => rows.length > 0 || saysNoData);
  const placed = filled.length > 0 ? filled : candidates;
  return found.length === 0 || placed.some(({ rows }) => rows.length > 0) ? placed : found;
}
