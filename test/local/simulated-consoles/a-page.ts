/** An element of a page, or of nothing more than text where `tag` is empty. */
export interface Element {
  tag: string;
  attributes: Record<string, string>;
  children: Element[];
  parent: Element | undefined;
  /** Of a text node. */
  own: string;
}

const VOID = new Set(['meta', 'input', 'link', 'br', 'img']);
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** Reads a page of the consoles, strictly: what is not closed, or closed twice, is an error. */
export function parsePage(html: string): Element {
  const root: Element = { tag: 'root', attributes: {}, children: [], parent: undefined, own: '' };
  let at = root;
  // Scripts and styles are not markup.
  const plain = html.replace(/<(script|style)>[\s\S]*?<\/\1>/gu, '');
  for (const [token] of plain.matchAll(/<!doctype html>|<[^>]*>|[^<]+/giu)) {
    if (/^<!/u.test(token)) continue;
    if (!token.startsWith('<')) {
      at.children.push({ tag: '', attributes: {}, children: [], parent: at, own: unescape(token) });
    } else if (token.startsWith('</')) {
      const tag = token.slice(2, -1).trim();
      if (at.tag !== tag || !at.parent) throw new Error(`</${tag}> closes <${at.tag}>`);
      at = at.parent;
    } else {
      const [, tag = ''] = /^<([a-z][a-z0-9]*)/u.exec(token) ?? [];
      if (tag === '') throw new Error(`not an element: ${token}`);
      const element: Element = { tag, attributes: attributesOf(token), children: [], parent: at, own: '' };
      at.children.push(element);
      if (!VOID.has(tag)) at = element;
    }
  }
  if (at !== root) throw new Error(`<${at.tag}> is not closed`);
  return root;
}

/** What a person reads of it, with white space as a browser shows it. */
export function textOf(element: Element): string {
  return rawText(element).replace(/\s+/gu, ' ').trim();
}

export function allOf(element: Element, matches: (element: Element) => boolean): Element[] {
  return element.children.flatMap((child) => [...(matches(child) ? [child] : []), ...allOf(child, matches)]);
}

export function ancestor(element: Element, tag: string): Element | undefined {
  for (let at: Element | undefined = element; at; at = at.parent) if (at.tag === tag) return at;
  return undefined;
}

function rawText({ tag, own, children }: Element): string {
  if (tag === '') return own;
  return (
    children.map(rawText).join('') + (['td', 'th', 'li', 'p', 'dt', 'dd', 'option', 'div'].includes(tag) ? ' ' : '')
  );
}

function attributesOf(token: string): Record<string, string> {
  const found = [...token.matchAll(/\s([a-z-]+)(?:="([^"]*)")?/gu)];
  return Object.fromEntries(found.map(([, name = '', value = '']) => [name, unescape(value)]));
}

function unescape(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39);/gu, (_, name: string) => ENTITIES[name] ?? '');
}
