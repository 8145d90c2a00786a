/** Zero-width and direction marks, which come along unseen when somebody copies from a page, and control characters. */
const UNSEEN = /[\p{Cf}\p{Cc}]/gu;
/** Longer than anything that a console shows at once. */
const LONGEST = 20_000;

/** What a person typed or pasted, without what cannot be seen; tabs and line breaks stay, because they part cells. */
export function cleanText(text: string | undefined): string {
  return (text ?? '')
    .slice(0, LONGEST)
    .replace(/\r\n?/gu, '\n')
    .replace(UNSEEN, (mark) => (mark === '\n' || mark === '\t' ? mark : ''))
    .trim();
}

/** Bullets, check marks, a "+" before an entry: what consoles draw around a text. */
const COPIED_SYMBOLS = /^[•●○■□▪▸▶➤✓✔☐☑⚠✕✖❌+]+|[•●✓✔]+$/gu;

/** The cells of a pasted row, in order: browsers part them by tabs or line breaks, a person perhaps by wide gaps. */
export function cellsOf(text: string | undefined): string[] {
  return cleanText(text)
    .split(/[\t\n]|\s{2,}|　/u)
    .map((cell) => cell.replace(COPIED_SYMBOLS, '').trim())
    .filter((cell) => cell !== '');
}

/** Pasted rows one by one, each with its cells. */
export function rowsOf(text: string | undefined): string[][] {
  return cleanText(text)
    .split('\n')
    .map(cellsOf)
    .filter((cells) => cells.length > 0);
}

/**
 * One line that a person typed, without what cannot be seen in it; `undefined` where nothing is left. It may be longer
 * than `most`, for anyone who has to refuse it then.
 */
export function typedLine(text: string | undefined, most: number): string | undefined {
  const line = (text ?? '')
    .slice(0, 10 * most)
    .replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/\p{Cf}/gu, '')
    .trim();
  return line === '' ? undefined : line;
}

/** One typed line, cut to what is kept: a reason or a name that nobody is asked again for. */
export function cutLine(text: string | undefined, most: number): string | undefined {
  return typedLine(text, most)?.slice(0, most);
}
