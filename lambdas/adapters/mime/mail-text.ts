import { Parser } from 'htmlparser2';

/** Elements that end a line before and after them: a code in one cell and a number in the next are two. */
const BLOCKS = new Set(
  'address article aside blockquote br caption center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead title tr ul'.split(
    ' ',
  ),
);
const NOT_READ = new Set(['script', 'style', 'template', 'noscript']);

/**
 * The text of an HTML mail: cells, rows, headings and paragraphs on lines of their own, letters as they were sent. (The text
 * that mailparser 3.14 makes joins the cells of a table, and writes headings in capitals.)
 */
export function textOfHtml(html: string): string {
  let text = '';
  let unread = 0;
  const parser = new Parser({
    onopentag: (name) => {
      if (NOT_READ.has(name)) unread++;
      if (BLOCKS.has(name)) text += '\n';
    },
    ontext: (part) => {
      // A line break of the source is a space of the page.
      if (unread === 0) text += part.replace(/\s+/gu, ' ');
    },
    onclosetag: (name) => {
      if (NOT_READ.has(name)) unread--;
      if (BLOCKS.has(name)) text += '\n';
    },
  });
  parser.end(html);
  return text
    .replace(/ *\n */gu, '\n')
    .replace(/\n{2,}/gu, '\n')
    .trim();
}

const ESCAPED_JAPANESE = /\u001b(?:\$[@B]|\([BIJ])/u;

/** ISO-2022-JP is ASCII to a reader who was told no charset: its escape sequences are still there. */
export function decodeEscaped(text: string): string {
  return ESCAPED_JAPANESE.test(text) ? new TextDecoder('iso-2022-jp').decode(Buffer.from(text, 'latin1')) : text;
}
