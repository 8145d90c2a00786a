import { setTimeout as timeout } from 'node:timers/promises';
import { errors, type ElementHandle, type JSHandle, type Locator } from 'playwright-core';
import { PageChangedError } from '../../domain/errors.ts';
import { inWords, label } from './label.ts';
import type { LabelName } from './labels.ts';
import { type ListControls, type ListView, scrollInPage, surroundingsInPage } from './list-surroundings.ts';
import { listsInPage } from './lists-in-page.ts';
import { closeOverlay } from './overlays.ts';
import { armGuard, disarmGuard, type Pressed, pressableInRow } from './press-guard.ts';
import { either, type Root, visible } from './root.ts';
import type { BrowserSession } from './browser-session.ts';

/** A row of a list as a person reads it: every visible text, whatever its markup. */
export interface Row<Column extends LabelName> {
  /** By column; without the buttons in it. */
  cells: Record<Column, string>;
  /** Names of the icons in the row (alternative texts and titles). */
  icons: string[];
  /** What can be pressed in the row, by name. */
  buttons: { name: string; enabled: boolean }[];
  /** All that it says, by which it is found again when something in it is pressed. */
  text: string;
}

/** Milliseconds for which a list of a page with scripts must read the same to count as all there. */
const SETTLED = 500;
/** Milliseconds for which a list must say that it has nothing: that is what many say before their rows come. */
const EMPTY_SETTLED = 1_500;
/** Between two looks. */
const EACH_LOOK = 50;
/** A list that moved while it was read is read again this often. */
const READINGS = 3;
/** Pages, or screens of a list that is scrolled: far more than a tenant has accounts. */
const MOST_VIEWS = 500;
/** How often a list is turned back to a row that an attempt to press has lost; each takes as long as a reading. */
const MOST_TURNS_BACK = 2;

/** The heading of a column, in whatever markup: how a page with a list is recognised. */
export function columnHeader(root: Root, column: LabelName): Locator {
  const name = label(column);
  const text = visible(root.getByText(name)).and(
    root.locator(
      ':not(a, a *, button *, label, label *, option, nav *, summary, summary *, [role="menuitem"], [role="tab"])',
    ),
  );
  return either(root.getByRole('columnheader', { name }), root.getByRole('cell', { name, exact: true }), text);
}

/**
 * A list of a console, read by what it says: its headings, its rows, and its own word on how many there are.
 *
 * A row is absent only from a list that was read whole. What cannot be read whole goes to a person.
 */
export class List<Column extends LabelName> {
  readonly #session: BrowserSession;
  readonly #root: Root;
  readonly #columns: readonly Column[];
  readonly #name: string;
  readonly #query: Parameters<typeof listsInPage>[0];

  /** `name` is what the vendor calls its page; `actions` are the labels of what is pressed in its rows. */
  constructor(
    session: BrowserSession,
    root: Root,
    { name, columns, actions = [] }: { name: string; columns: readonly Column[]; actions?: LabelName[] },
  ) {
    this.#session = session;
    this.#root = root;
    this.#name = name;
    this.#columns = columns;
    this.#query = {
      columns: Object.fromEntries(columns.map((column) => [column, label(column).source])),
      noData: label('noData').source,
      actions: actions.length > 0 ? label(...actions).source : undefined,
    };
  }

  /** Every row, also those on further pages; throws where that cannot be told. */
  async read(): Promise<Row<Column>[]> {
    await this.#session.settled();
    let unsteady = '';
    for (let reading = 0; reading < READINGS; reading++) {
      const { rows, whyNotAll } = await this.#readOn(await this.#toItsBeginning());
      if (whyNotAll === undefined) return rows;
      unsteady = whyNotAll;
    }
    throw this.#notWhole(unsteady);
  }

  /** The rows that show right now, with no word on others; `undefined` where the list does not show. */
  async glance(): Promise<Row<Column>[] | undefined> {
    const { view } = await this.#look();
    return view && this.#rowsOf(view);
  }

  /** Turns pages, or scrolls, until a row like this shows; for a list that was read before. */
  async turnTo(isWanted: (row: Row<Column>) => boolean): Promise<void> {
    if ((await this.glance())?.some(isWanted)) return;
    let view: ListView | undefined = await this.#toItsBeginning();
    for (let views = 0; view && views < MOST_VIEWS; views++) {
      if (this.#rowsOf(view).some(isWanted)) return;
      view = view.scroll && !view.scroll.atEnd ? await this.#scroll('on') : await this.#turn(view);
    }
  }

  /**
   * Presses something in the row that `pick` finds among those that show, asked anew for each attempt, after `check`
   * has found nothing against it. The press counts only if at that moment the row still says what it said: a list may
   * be sorted anew at any time.
   */
  async press(
    pick: (rows: Row<Column>[]) => Row<Column> | undefined,
    check: (row: Row<Column>) => Promise<void> | void,
    button: LabelName,
    what: string,
  ): Promise<void> {
    const { action } = this.#session.options.patience;
    let end = performance.now() + action;
    let met = '';
    let turned = 0;
    for (let attempt = 0; attempt === 0 || performance.now() < end; attempt++) {
      await closeOverlay(this.#session.page);
      const row = pick((await this.glance()) ?? []);
      if (!row) {
        // A list that draws a few rows at a time may have been scrolled by the attempt itself.
        if (attempt > 0 && turned++ < MOST_TURNS_BACK) {
          await this.turnTo((each) => pick([each]) !== undefined);
          end = performance.now() + action;
        }
        continue;
      }
      await check(row);
      // At first as a person does, who waits for the row to keep still; then as quick as can be.
      const how = attempt === 0 ? { timeout: action / 5 } : { timeout: action / 5, force: true };
      const pressed = await this.#pressOnce(row.text, button, how);
      if (pressed.isPressed) return;
      met = pressed.met === '' ? met : `; the press met "${pressed.met}"`;
    }
    throw await this.#session.changed(`${what} to be pressed, in a row that keeps still and lies under nothing${met}`);
  }

  /** Whether it was pressed; if not, nothing of another row was either. */
  async #pressOnce(text: string, button: LabelName, how: { timeout: number; force?: boolean }): Promise<Pressed> {
    const guard = { text, button: label(button).source };
    await this.#root.evaluate(armGuard, guard);
    try {
      const found = await this.#root.evaluateHandle(pressableInRow, guard);
      const target = found.asElement() as ElementHandle | null;
      await target?.click(how);
    } catch (error) {
      // Taken away, or moved, between the look and the press.
      const isGone =
        error instanceof Error && /not attached|detached|outside of the viewport|not visible/iu.test(error.message);
      if (!isGone && !(error instanceof errors.TimeoutError)) throw error;
    }
    // A page that went on because of the press knows nothing of it any more.
    const isElsewhere = { isPressed: true, met: '' };
    return (await this.#root.evaluate(disarmGuard).catch(() => undefined)) ?? isElsewhere;
  }

  /** From the page that shows, at its beginning, to the last one. */
  async #readOn(first: ListView): Promise<{ rows: Row<Column>[]; whyNotAll: string | undefined }> {
    let top = first;
    let rows: Row<Column>[] = [];
    const pages: string[] = [];
    let agreesByItself = true;
    for (let turned = 0; turned < MOST_VIEWS; turned++) {
      const { view, rows: shown } = await this.#scrolledThrough(top);
      const page = textsOf(shown);
      if (shown.length > 0 && pages.includes(page)) {
        throw this.#notWhole('its pager leads back to a page that was read before');
      }
      pages.push(page);
      // One that grows shows again what it showed.
      const grew = rows.length > 0 && rows.every((row, index) => row.text === shown[index]?.text);
      rows = grew ? shown : [...rows, ...shown];
      agreesByItself &&= agrees(view, shown.length);
      const turnedTo = await this.#turn(view);
      if (turnedTo) {
        top = turnedTo;
        continue;
      }
      const isAll = agrees(view, rows.length) || (agreesByItself && view.count === undefined);
      return { rows, whyNotAll: isAll ? undefined : `it says ${saidBy(view)} rows, and shows ${String(rows.length)}` };
    }
    throw this.#notWhole('its pages do not end');
  }

  /** All that one page of the list has, however it has to be scrolled for it. */
  async #scrolledThrough(top: ListView): Promise<{ view: ListView; rows: Row<Column>[] }> {
    let view = top;
    if (!view.scroll || (view.scroll.atEnd && view.scroll.atTop)) return { view, rows: this.#rowsOf(view) };
    const seen = new Map<string, Row<Column>>();
    for (let views = 0; views < MOST_VIEWS; views++) {
      for (const [index, row] of this.#rowsOf(view).entries()) seen.set(view.rows[index]?.key ?? '', row);
      const isAll = view.next !== undefined || agrees(view, seen.size);
      if (view.scroll?.atEnd && isAll) return { view, rows: [...seen.values()] };
      if (view.scroll?.atEnd && !(await this.#grows(view))) return { view, rows: [...seen.values()] };
      view = await this.#scroll('on');
    }
    throw this.#notWhole('it does not end, however far it is scrolled');
  }

  /** At the end of what shows, and not of what the list says that it has: whether more comes. */
  async #grows(before: ListView): Promise<boolean> {
    const end = performance.now() + this.#session.options.patience.action;
    while (performance.now() < end) {
      const view = await this.#settledView();
      if (!view.scroll?.atEnd || textsOf(view.rows) !== textsOf(before.rows)) return true;
      await timeout(EACH_LOOK);
    }
    return false;
  }

  async #toItsBeginning(): Promise<ListView> {
    let view = await this.#settledView();
    for (let turned = 0; turned < MOST_VIEWS; turned++) {
      if (view.scroll && !view.scroll.atTop) view = await this.#scroll('top');
      else if (view.previous === 'ready') view = await this.#pressControl('previous', view);
      else return view;
    }
    throw this.#notWhole('its first page is not reached');
  }

  /** To the next page, if there is one; answers what shows then. */
  async #turn(view: ListView): Promise<ListView | undefined> {
    const way = view.next === 'ready' ? 'next' : view.more === 'ready' ? 'more' : undefined;
    if (way) return this.#pressControl(way, view);
    if (view.isPagerUnclear || (view.pages && view.pages.page < view.pages.of)) {
      throw this.#notWhole('it has further pages, and no way to them that we know');
    }
    return undefined;
  }

  async #scroll(to: 'top' | 'on'): Promise<ListView> {
    await this.#withLists((lists) => lists.evaluate(scrollInPage, to));
    return this.#settledView();
  }

  /** Turns the page, and waits until it is turned. */
  async #pressControl(what: 'next' | 'previous' | 'more', before: ListView): Promise<ListView> {
    await this.#withLists(async (lists) => {
      await lists.evaluate(surroundingsInPage, SURROUNDINGS);
      const control = await lists.evaluateHandle((all: ListControls[], name) => all[0]?.controls?.[name], what);
      await control.asElement()?.click({ timeout: this.#session.options.patience.action });
    });
    const end = performance.now() + this.#session.options.patience.action;
    for (;;) {
      const view = await this.#settledView();
      if (textsOf(view.rows) !== textsOf(before.rows) || view.next !== before.next || view.previous !== before.previous)
        return view;
      if (performance.now() > end) throw this.#notWhole('its pager does not turn the page');
      await timeout(EACH_LOOK);
    }
  }

  /** The list once it reads the same for a while, with nothing being fetched; throws when it never does. */
  async #settledView(): Promise<ListView> {
    const { patience, traffic } = this.#session.options;
    const start = performance.now();
    let last = '';
    let since = start;
    for (;;) {
      const { view, why } = await this.#look();
      const now = performance.now();
      const reading = view ? readingOf(view) : why;
      if (reading !== last || traffic.isFetching) [last, since] = [reading, now];
      if (view && why === '' && isSettled(view, now - since)) return view;
      const isStatic = view && !view.isScripted && !traffic.isNavigating;
      if (now - start > patience.action || (isStatic && why !== '')) {
        throw this.#notWhole(why === '' ? 'it does not stop changing' : why);
      }
      await timeout(EACH_LOOK);
    }
  }

  /** The list as it shows, and why that is not yet to be believed. */
  async #look(): Promise<{ view?: ListView; why: string }> {
    const views = await this.#withLists((lists) => lists.evaluate(surroundingsInPage, SURROUNDINGS));
    const [view] = views;
    if (view && views.length === 1) return { view, why: whyNotYet(view) };
    const columns = this.#columns.map(inWords).join(', ');
    return {
      why: `the page shows ${view ? `${String(views.length)} tables` : 'no table'} with the columns ${columns}`,
    };
  }

  async #withLists<T>(work: (lists: JSHandle<ListControls[]>) => Promise<T>): Promise<T> {
    const lists: JSHandle<ListControls[]> = await this.#root.evaluateHandle(listsInPage, this.#query);
    try {
      return await work(lists);
    } finally {
      // Of a page that is gone by now.
      await lists.dispose().catch(() => undefined);
    }
  }

  #rowsOf({ rows, places }: ListView): Row<Column>[] {
    return rows.map(({ cells, icons, buttons, text }) => {
      const texts = this.#columns.map((column) => [column, cells[places[column] ?? -1] ?? ''] as const);
      return { cells: Object.fromEntries(texts) as Record<Column, string>, icons, buttons, text };
    });
  }

  #notWhole(why: string): PageChangedError {
    return new PageChangedError({ code: 'listNotReadWhole', list: this.#name, why });
  }
}

const SURROUNDINGS = {
  noData: label('noData').source,
  next: label('nextPage').source,
  previous: label('previousPage').source,
  more: label('moreRows').source,
};

/** In whatever order its rows stand. */
function textsOf(rows: readonly { text: string }[]): string {
  return rows
    .map(({ text }) => text)
    .sort()
    .join('\n');
}

function readingOf({ rows, count, saysNoData, next, previous, more, scroll }: ListView): string {
  return JSON.stringify([textsOf(rows), count, saysNoData, next, previous, more, scroll]);
}

function whyNotYet({
  doubled,
  isUnfinished,
  filteredBy,
  rows,
  width,
  count,
  notes,
  saysNoData,
  scroll,
}: ListView): string {
  const [column] = doubled as LabelName[];
  if (column) return `it has more than one column ${inWords(column)}`;
  if (isUnfinished) return 'its rows are not filled in';
  if (filteredBy !== undefined) return `it shows only what was searched for ("${filteredBy}")`;
  const cutOff = rows.find((row) => row.width < width);
  if (cutOff) return `a row of the table was cut off: "${cutOff.cells.join(' | ')}"`;
  if (rows.length === 0 && !saysNoData && count?.total !== 0) {
    const words = notes.map((note) => ` ("${note}")`).join('');
    return `it shows no rows, and does not say that it has none${words}`;
  }
  const { from, to } = count ?? {};
  if (from !== undefined && to !== undefined && !scroll && rows.length > 0 && to - from + 1 !== rows.length) {
    return `it says that it shows ${String(from)}-${String(to)}, and shows ${String(rows.length)} rows`;
  }
  return '';
}

/** A page without scripts shows what it shows, and so does a list that has as many rows as it says. */
function isSettled(view: ListView, milliseconds: number): boolean {
  const { isScripted, count, rows } = view;
  if (!isScripted) return true;
  if (rows.length === 0) return milliseconds >= EMPTY_SETTLED;
  const { from, to } = count ?? {};
  const isAsSaid = from !== undefined && to !== undefined && to - from + 1 === rows.length;
  return isAsSaid || count?.total === rows.length || milliseconds >= SETTLED;
}

/** Whether this many rows are as many as the list says; one that says nothing agrees. Some count their headings too. */
function agrees({ count, rowsByItsOwnCount: own }: ListView, rows: number): boolean {
  if (count) return count.total === rows;
  return own === undefined || own === rows || own === rows + 1;
}

function saidBy({ count, rowsByItsOwnCount }: ListView): string {
  return String(count?.total ?? rowsByItsOwnCount ?? 0);
}
