import { createRequire } from 'node:module';
import type stringWidth from 'string-width';
import { once } from '../lambdas/domain/once.ts';

const PLAIN = /^[\x20-\x7e]*$/u;

/** What the product writes itself: besides plain text the marks of bars, and Japanese, whose characters take two columns each. */
const ORDINARY = /^[\x20-\x7e█░\u3001-\u3029\u3041-\u3096\u30a1-\u30ff\u4e00-\u9fff\uff01-\uff60]*$/u;
const FULL_WIDTH = /[\u3001-\uff60]/gu;

/** Cells of long lists repeat: ages, states, purposes. */
const KNOWN = new Map<string, number>();
const MOST_KNOWN = 1000;

/** Columns that a text takes on a terminal. Nearly every cell of a long list is plain, and needs no closer look. */
export function widthOf(text: string): number {
  if (PLAIN.test(text)) return text.length;
  const known = KNOWN.get(text);
  if (known !== undefined) return known;
  const width = ORDINARY.test(text) ? text.length + (text.match(FULL_WIDTH)?.length ?? 0) : closely()(text);
  if (KNOWN.size < MOST_KNOWN) KNOWN.set(text, width);
  return width;
}

/** Loaded where a text needs it: its table of emoji takes 70 ms of a command, and there is hardly ever one. */
const closely = once(() => (createRequire(import.meta.url)('string-width') as { default: typeof stringWidth }).default);
