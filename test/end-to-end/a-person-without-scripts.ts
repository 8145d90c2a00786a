import { DomUtils, parseDocument } from 'htmlparser2';

type Element = ReturnType<typeof DomUtils.getElementsByTagName>[number];

/**
 * Somebody with a browser that runs no scripts: follows links, keeps cookies, and sends the forms of the pages they see
 * with what they type. Sees no layout, and needs no Chromium.
 */
export class PersonWithoutScripts {
  readonly #cookies = new Map<string, Map<string, string>>();
  #address = new URL('about:blank');
  #html = '';

  /** What the page says, without its markup. */
  get text(): string {
    return DomUtils.textContent(elementsIn(parseDocument(this.#html), ['main'])).replace(/\s+/gu, ' ');
  }

  /** What stands in the field of this label. */
  valueOf(label: string): string {
    const found = this.#find('label', (each) => DomUtils.textContent(each).includes(label));
    const field = this.#find('input', ({ attribs }) => attribs['id'] === found?.attribs['for']);
    return field?.attribs['value'] ?? this.#nothing(`field "${label}"`);
  }

  async open(address: string | URL): Promise<void> {
    await this.#go(new URL(address, this.#address), { method: 'GET' });
  }

  /** Follows the link of these words. */
  async follow(words: string): Promise<void> {
    const link = this.#find('a', (each) => DomUtils.textContent(each).includes(words));
    await this.open(link?.attribs['href'] ?? this.#nothing(`link "${words}"`));
  }

  /** Types into the fields of these names, and presses the button of these words in their form. */
  async press(words: string, typed: Readonly<Record<string, string>> = {}): Promise<void> {
    const button = this.#find('button', (each) => DomUtils.textContent(each).includes(words));
    const form = button && formOf(button);
    if (!button || !form) return this.#nothing(`button "${words}"`);
    const fields = new URLSearchParams();
    const offered = new Set<string>();
    for (const { attribs } of elementsIn(form, ['input', 'textarea', 'select'])) {
      const { name = '', type = 'text', value = '' } = attribs;
      offered.add(name);
      const given = typed[name];
      if (type === 'hidden') fields.append(name, value);
      else if (given === undefined) continue;
      else if (type === 'checkbox') fields.append(name, value || 'on');
      else if (type !== 'radio' || given === value) fields.append(name, given);
    }
    for (const name of Object.keys(typed)) if (!offered.has(name)) this.#nothing(`field "${name}"`);
    const { name, value = '' } = button.attribs;
    if (name !== undefined) fields.append(name, value);
    const action = new URL(form.attribs['action'] ?? '', this.#address);
    await this.#go(action, { method: 'POST', body: fields });
  }

  async #go(address: URL, request: RequestInit): Promise<void> {
    const jar = this.#cookies.get(address.origin) ?? new Map<string, string>();
    this.#cookies.set(address.origin, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(address, { ...request, redirect: 'manual', headers: { cookie } });
    for (const each of answer.headers.getSetCookie()) {
      const [pair = ''] = each.split(';');
      const [name = '', value = ''] = pair.split(/=(.*)/su);
      jar.set(name, value);
    }
    const location = answer.headers.get('location');
    if (location !== null) return this.#go(new URL(location, address), { method: 'GET' });
    this.#address = address;
    this.#html = await answer.text();
  }

  #find(tag: string, is: (element: Element) => boolean): Element | undefined {
    return elementsIn(parseDocument(this.#html), [tag]).find(is);
  }

  #nothing(what: string): never {
    throw new Error(`there is no ${what} on ${this.#address.href}: ${this.text.slice(0, 2000)}`);
  }
}

function elementsIn(node: Parameters<typeof DomUtils.getElementsByTagName>[1], tags: readonly string[]): Element[] {
  return DomUtils.getElementsByTagName((tag) => tags.includes(tag), node, true);
}

function formOf(element: Element): Element | undefined {
  for (let at = element.parent; at; at = at.parent) if ('attribs' in at && at.name === 'form') return at;
  return undefined;
}
