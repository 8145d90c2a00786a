import { allOf, ancestor, type Element, parsePage, textOf } from './a-page.ts';

/**
 * A browser without a window: keeps cookies, follows redirects, fills forms by their labels and presses buttons by their
 * names, inside the open dialog where there is one.
 */
export class Browser {
  readonly cookies = new Map<string, string>();
  readonly #headers: Record<string, string>;
  url = '';
  status = 0;
  html = '';
  document: Element = parsePage('');

  constructor(headers: Record<string, string> = {}) {
    this.#headers = headers;
  }

  async open(url: string): Promise<this> {
    return this.#request(new URL(url, this.url || undefined), { method: 'GET' });
  }

  /** Follows the link of this name. */
  async follow(name: string): Promise<this> {
    return this.open(this.#one(name, this.#in('a')).attributes['href'] ?? '');
  }

  /** Fills what is labelled so and presses the button of this name. */
  async press(name: string, fields: Record<string, string> = {}): Promise<this> {
    const button = this.#one(name, this.#in('button'));
    if ('disabled' in button.attributes && !Object.values(fields).includes('on')) {
      throw new Error(`[${name}] cannot be pressed`);
    }
    const form = ancestor(button, 'form');
    if (!form) throw new Error(`[${name}] does nothing`);
    return this.send(form.attributes['action'] ?? '', this.#filled(form, fields), form.attributes['method'] ?? 'get');
  }

  /** Sends a form as it is, which no button of the page may do. */
  async send(path: string, fields: Record<string, string>, method = 'post'): Promise<this> {
    const url = new URL(path, this.url);
    if (method === 'get') return this.#request(url, { method: 'GET' });
    return this.#request(url, { method: 'POST', body: new URLSearchParams(fields) });
  }

  /** The token that the forms of this page carry. */
  get csrf(): string {
    return this.#all('input').find(({ attributes }) => attributes['name'] === 'csrf')?.attributes['value'] ?? '';
  }

  get text(): string {
    return textOf(this.document);
  }

  get heading(): string {
    return textOf(this.#all('h1')[0] ?? parsePage(''));
  }

  /** What the open dialog is called. */
  get dialog(): string | undefined {
    const dialog = this.#dialog();
    if (!dialog) return undefined;
    const [title] = allOf(dialog, ({ attributes }) => attributes['id'] === dialog.attributes['aria-labelledby']);
    return title && textOf(title);
  }

  get alert(): string | undefined {
    const [alert] = allOf(this.document, ({ attributes }) => attributes['role'] === 'alert');
    return alert && textOf(alert);
  }

  /** The cells of each row of each table, headings included. */
  get rows(): string[][] {
    return this.#all('tr').map((row) => allOf(row, ({ tag }) => tag === 'td' || tag === 'th').map(textOf));
  }

  get buttons(): string[] {
    return this.#in('button').map(textOf);
  }

  /** The box of this label. */
  box(label: string): Element {
    const found = this.#labelled(this.document, label);
    if (!found) throw new Error(`no box is labelled "${label}" on: ${this.text}`);
    return found;
  }

  has(name: string): boolean {
    return [...this.#in('button'), ...this.#in('a')].some((element) => textOf(element) === name);
  }

  #all(tag: string): Element[] {
    return allOf(this.document, (element) => element.tag === tag);
  }

  /** Behind an open dialog nothing can be pressed. */
  #in(tag: string): Element[] {
    return allOf(this.#dialog() ?? this.document, (element) => element.tag === tag);
  }

  #dialog(): Element | undefined {
    return allOf(this.document, ({ attributes }) => attributes['role'] === 'dialog')[0];
  }

  #one(name: string, candidates: Element[]): Element {
    const found = candidates.filter((element) => textOf(element) === name);
    const [one] = found;
    if (!one || found.length > 1) {
      throw new Error(`${String(found.length)} things are called "${name}" on: ${candidates.map(textOf).join(' | ')}`);
    }
    return one;
  }

  #filled(form: Element, fields: Record<string, string>): Record<string, string> {
    const hidden = allOf(form, ({ attributes }) => attributes['type'] === 'hidden');
    const filled = hidden.map(({ attributes }) => [attributes['name'] ?? '', attributes['value'] ?? '']);
    for (const [label, value] of Object.entries(fields)) {
      const box = this.#labelled(form, label);
      if (!box) throw new Error(`no box is labelled "${label}" on: ${this.text}`);
      filled.push([box.attributes['name'] ?? '', value]);
    }
    return Object.fromEntries(filled) as Record<string, string>;
  }

  #labelled(within: Element, label: string): Element | undefined {
    const isBox = ({ tag }: Element): boolean => ['input', 'select', 'textarea'].includes(tag);
    const element = allOf(within, ({ tag }) => tag === 'label').find((candidate) => textOf(candidate) === label);
    if (!element) return undefined;
    const id = element.attributes['for'];
    return id === undefined
      ? allOf(element, isBox)[0]
      : allOf(within, (box) => isBox(box) && box.attributes['id'] === id)[0];
  }

  async #request(url: URL, init: RequestInit): Promise<this> {
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { ...this.#headers, cookie: this.#cookiesFor(url) },
    });
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie);
    const location = response.headers.get('location');
    if (location !== null) {
      await response.body?.cancel();
      return this.#request(new URL(location, url), { method: 'GET' });
    }
    this.url = url.href;
    this.status = response.status;
    this.html = await response.text();
    this.document = parsePage(this.html);
    return this;
  }

  /** By path only: the three ports are one host to a browser, which shares its cookies among them. */
  #cookiesFor({ pathname }: URL): string {
    const sent = [...this.cookies].filter(([key]) => pathname.startsWith(key.slice(key.indexOf(' ') + 1)));
    return sent.map(([key, value]) => `${key.slice(0, key.indexOf(' '))}=${value}`).join('; ');
  }

  #keep(cookie: string): void {
    const [, name = '', value = '', path = ''] = /^([^=]+)=([^;]*);.*Path=([^;]*)/u.exec(cookie) ?? [];
    this.cookies.set(`${name} ${path}`, value);
  }
}
