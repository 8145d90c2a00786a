/** What may stand in a template: text is escaped, `Html` is not, `false` and `undefined` leave nothing. */
export type Part = string | number | boolean | undefined | Html | readonly Part[];

/** Markup that was made by `html`, and so holds nothing that was not escaped. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Markup with everything in it escaped: company and account names come from a spreadsheet. */
export function html(markup: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(markup.reduce((text, piece, index) => text + render(parts[index - 1]) + piece));
}

/** Text that a template must not escape: scripts and styles of our own, never anything that was entered. */
export function trusted(text: string): Html {
  return new Html(text);
}

function render(part: Part): string {
  if (part instanceof Html) return part.text;
  if (typeof part === 'string') return escapeHtml(part);
  if (typeof part === 'number') return String(part);
  if (typeof part === 'object') return part.map(render).join('');
  return '';
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Names of companies and accounts come from a spreadsheet and may hold markup. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/gu, (character) => ENTITIES[character] ?? character);
}
