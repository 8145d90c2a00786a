import { button, config, h, has, Part, texts } from './kit.js';

const PER_PAGE = 10;
const ROW_HEIGHT = 88;
const IN_VIEW = 5;

/**
 * A list made of divs: `<ui-grid>` with `columns` and `rows`. Its page size, its window and its order are the page's.
 *
 * @typedef {{ key: string, title: string }} Column
 * @typedef {{ text: string, note?: string, mark?: string, press?: { name: string, act: () => unknown, quiet?: boolean } }} Cell
 * @typedef {{ cells: Record<string, Cell>, group?: string }} Row
 */
export class Grid extends Part {
  static style = `
.grid{border:1px solid #e4e8ee;border-radius:12px;overflow:hidden}
.body{position:relative}
.window{height:${String(ROW_HEIGHT * IN_VIEW)}px;overflow-y:auto}
.line{display:grid;grid-auto-flow:column;grid-auto-columns:minmax(0,1fr);align-items:center;gap:12px;min-height:44px;padding:4px 16px;border-top:1px solid #eef1f5}
.window .line{position:absolute;left:0;right:0;height:${String(ROW_HEIGHT)}px;overflow:hidden}
.head{border:0;background:#f7f8fa;color:#5b6472;font-weight:600}
.cell{overflow-wrap:anywhere}
.said:not(:empty)+button{margin-left:8px}
.cell button{padding:2px 12px}
.dot{display:inline-block;width:8px;height:8px;margin-right:8px;border-radius:50%;background:#2a8f47}
.foot{display:flex;justify-content:flex-end;align-items:center;gap:14px;padding:10px 16px;color:#5b6472}
.foot button{padding:2px 12px}
.empty{padding:32px;text-align:center;color:#5b6472}`;

  /** @type {Column[]} */
  columns = [];
  /** @type {Row[]} */
  rows = [];
  empty = '';
  /** Which of the ways to write a pager; consoles differ, and so do lists of one console. */
  pager = 'words';
  /** Whether its order changes by itself. */
  resorts = false;
  #page = 0;

  connectedCallback() {
    if (has('MOVED_HEADINGS')) this.columns = moved(this.columns);
    this.#draw();
    if (this.resorts && has('RESORTING_LIST')) this.#keepSorting();
  }

  #role(/** @type {string} */ role) {
    return has('BARE_GRID') ? undefined : role;
  }

  #draw() {
    const isVirtual = has('VIRTUAL_LIST');
    const isPaged = !isVirtual && has('PAGED_LIST');
    const from = isPaged ? this.#page * PER_PAGE : 0;
    const shown = isPaged ? this.rows.slice(from, from + PER_PAGE) : this.rows;
    const body = h('div', { class: 'body', role: this.#role('rowgroup') });
    const head = h(
      'div',
      { class: 'line head', role: this.#role('row') },
      this.columns.map(({ title }) => h('div', { class: 'cell', role: this.#role('columnheader') }, title)),
    );
    this.body = body;
    const count = this.rows.length + 1;
    const content = isVirtual ? h('div', { class: 'window', tabindex: 0 }, body) : body;
    this.show(
      h(
        'div',
        { class: 'grid', role: this.#role('grid'), 'aria-rowcount': has('BARE_GRID') ? undefined : count },
        h('div', { role: this.#role('rowgroup') }, head),
        content,
      ),
      this.rows.length === 0 && this.empty !== '' && h('div', { class: 'empty' }, this.empty),
      isPaged && this.#foot(from, shown.length),
    );
    if (isVirtual) this.#watch(content);
    else this.#fill(shown, from);
  }

  /** Draws the rows that are in the window, and those alone. @param {any} view */
  #watch(view) {
    this.body.style.height = `${String(this.rows.length * ROW_HEIGHT)}px`;
    const draw = () => {
      const first = Math.max(0, Math.floor(view.scrollTop / ROW_HEIGHT) - 1);
      this.#fill(this.rows.slice(first, first + IN_VIEW + 2), first);
      [...this.body.children].forEach((line, index) => {
        line.style.top = `${String((first + index) * ROW_HEIGHT)}px`;
      });
    };
    view.addEventListener('scroll', () => requestAnimationFrame(draw));
    draw();
  }

  /**
   * Puts rows into the lines that are there, as a list without keys does: a line, and the button in it, outlives the row
   * that it was drawn for.
   * @param {Row[]} rows @param {number} from
   */
  #fill(rows, from) {
    while (this.body.children.length > rows.length) this.body.lastElementChild.remove();
    rows.forEach((row, index) => {
      const line = this.body.children[index] ?? this.body.appendChild(this.#line());
      if (!has('BARE_GRID')) line.setAttribute('aria-rowindex', String(from + index + 2));
      line.classList.toggle('group', row.group !== undefined);
      this.columns.forEach(({ key }, column) => {
        fillCell(line.children[column], row.cells[key] ?? { text: '' });
      });
    });
  }

  #line() {
    return h(
      'div',
      { class: 'line', role: this.#role('row') },
      this.columns.map(() => h('div', { class: 'cell', role: this.#role('gridcell') })),
    );
  }

  /** @param {number} from @param {number} shown */
  #foot(from, shown) {
    const all = this.rows.length;
    const last = Math.max(0, Math.ceil(all / PER_PAGE) - 1);
    const turn = (/** @type {number} */ by) => () => {
      this.#page = has('ENDLESS_PAGER') && this.#page + by > last ? 0 : this.#page + by;
      this.#draw();
    };
    const count = texts.rowCount
      .replace('{from}', String(all === 0 ? 0 : from + 1))
      .replace('{to}', String(from + shown))
      .replace('{all}', String(all));
    const [previous, next] = pagerNames(this.pager);
    return h(
      'div',
      { class: 'foot' },
      h('span', {}, texts.rowsPerPage.replace('{rows}', String(PER_PAGE))),
      !has('ENDLESS_PAGER') && h('span', {}, count),
      button(previous.text, turn(-1), { ...previous.attributes, disabled: this.#page === 0 }),
      button(next.text, turn(1), { ...next.attributes, disabled: this.#page === last && !has('ENDLESS_PAGER') }),
    );
  }

  /** The list is always sorted by something else. */
  async #keepSorting() {
    for (let turn = 0; this.isConnected; turn++) {
      await new Promise((resolve) => setTimeout(resolve, config.takes.betweenSorts));
      this.rows = [...this.rows.slice(1), ...this.rows.slice(0, 1)];
      const view = this.root.querySelector('.window');
      if (view) view.dispatchEvent(new Event('scroll'));
      else
        this.#fill(
          has('PAGED_LIST') ? this.rows.slice(this.#page * PER_PAGE, (this.#page + 1) * PER_PAGE) : this.rows,
          0,
        );
    }
  }
}

/** @param {any} cell @param {Cell} content */
function fillCell(cell, { text, note, mark, press }) {
  const said = cell.querySelector('.said') ?? cell.appendChild(h('span', { class: 'said' }));
  const words = note === undefined ? text : `\u200B${text} (${note})`;
  if (said.textContent !== words)
    said.replaceChildren(
      mark === undefined ? '' : h('i', { class: 'dot', title: mark || undefined, role: mark ? 'img' : undefined }),
      words,
    );
  const there = cell.querySelector('button');
  if (!press) {
    there?.remove();
    return;
  }
  const pressed = there ?? cell.appendChild(h('button', { type: 'button' }));
  pressed.textContent = press.name;
  pressed.className = press.quiet ? 'plain' : '';
  pressed.onclick = press.act;
}

/** The first two columns have changed places, and the last heading stands there twice. @param {Column[]} columns */
function moved([first, second, ...others]) {
  const last = others.at(-1);
  return /** @type {Column[]} */ ([second, first, ...others, last && { ...last, key: 'nothing' }].filter(Boolean));
}

/** @param {string} way */
function pagerNames(way) {
  if (way === 'arrows') {
    return [
      { text: '‹', attributes: { title: texts.previous } },
      { text: '›', attributes: { title: texts.next } },
    ];
  }
  if (way === 'icons') {
    return [
      { text: '', attributes: { class: 'icon', 'aria-label': texts.previous } },
      { text: '', attributes: { class: 'icon', 'aria-label': texts.next } },
    ];
  }
  return [
    { text: texts.previous, attributes: {} },
    { text: texts.next, attributes: {} },
  ];
}

customElements.define('ui-grid', Grid);

/** @param {Partial<Grid>} parts */
export const grid = (parts) => h('ui-grid', { data: parts });
