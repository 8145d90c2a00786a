import { readFile } from 'node:fs/promises';
import { Marked, type Tokens } from 'marked';

const DOCS = new URL('../../docs/', import.meta.url);

/** The pages that the desk shows, by their names in its addresses, with their files. */
const PAGES = {
  runbook: { ja: 'runbook.ja.md', en: 'runbook.md' },
  'when-the-console-changes': { ja: 'when-the-console-changes.ja.md', en: 'when-the-console-changes.md' },
  'log-lines': { ja: 'log-lines.md', en: 'log-lines.md' },
} as const;

interface ManualPage {
  title: string;
  /** HTML of what stands before the first section. */
  before: string;
  sections: { id: string; html: string }[];
}

/**
 * `lambdas/desk/http/pages/manual.json`: what the person who is called at night reads, as HTML, because a function has
 * neither the files of `docs/` nor a parser of Markdown. `npm run docs` writes it.
 */
export async function manual(): Promise<string> {
  const pages = await Promise.all(
    Object.entries(PAGES).map(async ([name, { ja, en }]) => [
      name,
      { ja: await pageOf(name, ja), en: await pageOf(name, en) },
    ]),
  );
  return `${JSON.stringify(Object.fromEntries(pages), null, 2)}\n`;
}

async function pageOf(page: string, file: string): Promise<ManualPage> {
  const marked = new Marked({
    renderer: {
      link({ href, tokens }: Tokens.Link) {
        const text = this.parser.parseInline(tokens);
        const to = addressOf(href, page);
        return to === undefined ? `${text} (<code>docs/${href}</code>)` : `<a href="${to}">${text}</a>`;
      },
      table(token: Tokens.Table) {
        const cells = (row: Tokens.TableCell[], tag: 'th' | 'td'): string =>
          `<tr>${row.map(({ tokens }) => `<${tag}${tag === 'th' ? ' scope="col"' : ''}>${this.parser.parseInline(tokens)}</${tag}>`).join('')}</tr>`;
        const rows = token.rows.map((row) => cells(row, 'td')).join('');
        return `<div class="wide" tabindex="0"><table><thead>${cells(token.header, 'th')}</thead><tbody>${rows}</tbody></table></div>`;
      },
    },
  });
  const [before = '', ...sections] = joined(await readFile(new URL(file, DOCS), 'utf8')).split(/^(?=## )/mu);
  const [, title = ''] = /^# (.+)$/mu.exec(before) ?? [];
  const html = (text: string): string => marked.parse(text, { async: false });
  return {
    title,
    before: html(before.replace(/^# .+$/mu, '')),
    sections: sections.map((text) => ({ id: idOf(text), html: html(text) })),
  };
}

const JAPANESE = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}、。「」（）]`;

/** Japanese has no space where a line of the file was broken, nor beside code and links. */
function joined(text: string): string {
  return text
    .replace(new RegExp(`(?<=${JAPANESE})\\n *(?=[\\p{L}\\p{N}「（[\`])`, 'gu'), '')
    .replace(new RegExp(`(?<=${JAPANESE}) (?=[\`[])|(?<=\`|\\]\\([^)]*\\)) (?=${JAPANESE})`, 'gu'), '');
}

/** Of a heading, as an address has it. */
function idOf(section: string): string {
  return (/^## (.+)$/mu.exec(section)?.[1] ?? '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');
}

/** Where a link of a page leads at the desk; `undefined` where the desk does not have what it leads to. */
function addressOf(href: string, page: string): string | undefined {
  if (/^https?:/u.test(href)) return href;
  const [file = '', section] = href.split('#');
  const name = file === '' ? page : file.replace(/(?:\.ja)?\.md$/u, '');
  if (!Object.hasOwn(PAGES, name)) return undefined;
  if (name === page && section === undefined) return `?lang=${file.endsWith('.ja.md') ? 'ja' : 'en'}`;
  if (name === 'runbook') return section === undefined ? '/runbook' : `/runbook/${section}`;
  return section === undefined ? `/runbook/${name}` : `/runbook/${name}#${section}`;
}
