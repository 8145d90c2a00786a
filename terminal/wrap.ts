import { once } from '../lambdas/domain/once.ts';
import { widthOf } from './width.ts';

const segments = once(() => new Intl.Segmenter('ja', { granularity: 'word' }));
/** What must not begin a line in Japanese, nor in English. */
const CLOSING = /^[、。，．・：；！？」』）】〕〉》ー,.;:!?)\]}%…]+$/u;

/**
 * Breaks a text into lines of at most `width` columns: between words, between the characters of Japanese, and within a
 * word only where it is longer than a line. A full-width character takes two columns.
 */
export function wrap(text: string, width: number): string[] {
  if (widthOf(text) <= width) return [text];
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces(text, width)) {
    if (line !== '' && widthOf(line + piece.trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else {
      line += piece;
    }
  }
  return [...lines, line.trimEnd()].filter((each, index) => each !== '' || index === 0);
}

function pieces(text: string, width: number): string[] {
  const found: string[] = [];
  for (const { segment } of segments().segment(text)) {
    const last = found.at(-1);
    // Latin words, addresses and codes hold together with what follows them without a space.
    const isGlued = last !== undefined && (CLOSING.test(segment) || isLatin(last, segment));
    if (isGlued && widthOf(last + segment) <= width) found[found.length - 1] = last + segment;
    else found.push(...(widthOf(segment) > width ? Array.from(segment) : [segment]));
  }
  return found;
}

function isLatin(before: string, after: string): boolean {
  return /[\u0021-\u007e]$/u.test(before) && /^[\u0021-\u007e]/u.test(after);
}
