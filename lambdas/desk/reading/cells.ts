import { cleanText } from './clean-text.ts';

/** Bullets, check marks, a "+" before an entry: what consoles draw around a text. */
const MARKS = /^[•●○■□▪▸▶➤✓✔☐☑⚠✕✖❌+]+|[•●✓✔]+$/gu;

/** The cells of a pasted row, in order: browsers part them by tabs or line breaks, a person perhaps by wide gaps. */
export function cellsOf(text: string | undefined): string[] {
  return cleanText(text)
    .split(/[\t\n]|\s{2,}|　/u)
    .map((cell) => cell.replace(MARKS, '').trim())
    .filter((cell) => cell !== '');
}

/** Pasted rows one by one, each with its cells. */
export function rowsOf(text: string | undefined): string[][] {
  return cleanText(text)
    .split('\n')
    .map(cellsOf)
    .filter((cells) => cells.length > 0);
}
