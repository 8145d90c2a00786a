import stringWidth from 'string-width';

const PLAIN = /^[\x20-\x7e]*$/u;

/** Cells of long lists repeat: ages, states, purposes. */
const KNOWN = new Map<string, number>();
const MOST_KNOWN = 1000;

/** Columns that a text takes on a terminal. Nearly every cell of a long list is plain, and needs no closer look. */
export function widthOf(text: string): number {
  if (PLAIN.test(text)) return text.length;
  const known = KNOWN.get(text);
  if (known !== undefined) return known;
  const width = stringWidth(text);
  if (KNOWN.size < MOST_KNOWN) KNOWN.set(text, width);
  return width;
}
