import { BRANDS } from '../../domain/brand.ts';
import { type LabelName, LABELS } from './labels.ts';

/** Bullets, arrows, colons, ™: what may stand around a label without being part of it. */
const DECORATION = String.raw`[^\p{L}\p{N}]*`;

const compiled = new Map<string, RegExp>();

/**
 * The whole text of a label, in both languages and generations. Anchored, because 保存 is not 保存して続行, and
 * アップデート is not アップデートする前に…; white space is tolerated everywhere, because the vendor itself writes
 * "Trend Vision Oneにアクセス" and "Trend Vision One にアクセス".
 */
export function label(...names: LabelName[]): RegExp {
  return compile(names, (texts) => `^${DECORATION}(?:${texts})${DECORATION}$`);
}

/** The title of a page of Vision One, which may stand behind the name of the product. */
export function title(...names: LabelName[]): RegExp {
  return compile(
    names,
    (texts) => `^${DECORATION}(?:${tolerant('Trend Vision One')}${DECORATION})?(?:${texts})${DECORATION}$`,
  );
}

/** The label with something behind it, such as a figure or a state; the text behind it is the first group. */
export function labelled(...names: LabelName[]): RegExp {
  return compile(names, (texts) => String.raw`(?:^|[^\p{L}\p{N}])(?:${texts})[^\p{L}\p{N}\n]*\s*([^\n\t]+)`);
}

/** The label at the beginning of a text. */
export function beginsWith(...names: LabelName[]): RegExp {
  return compile(names, (texts) => `^${DECORATION}(?:${texts})`);
}

/** The label anywhere in a text. */
export function mentions(...names: LabelName[]): RegExp {
  return compile(names, (texts) => `(?:${texts})`);
}

/** Both languages of a label, for messages to people. */
export function inWords(name: LabelName): string {
  const { ja, en } = LABELS[name];
  return `"${ja[0]}" / "${en[0]}"`;
}

function compile(names: readonly LabelName[], pattern: (texts: string) => string): RegExp {
  const texts = names.flatMap((name) => [...LABELS[name].ja, ...LABELS[name].en]);
  const source = pattern([...new Set(texts)].map(tolerant).join('|'));
  const known = compiled.get(source);
  if (known) return known;
  const expression = new RegExp(source, 'iu');
  compiled.set(source, expression);
  return expression;
}

/**
 * Between any two characters of a label white space, a ™ or what breaks a word unseen may stand, or be missing.
 * Playwright 1.63.0 takes the unseen out of a text for a string alone, not for a pattern
 * (findings/playwright-patterns-see-raw-text.sh).
 */
const LOOSE = String.raw`[\s™®\u00ad\u200b-\u200f\u2060\ufeff]*`;

/** Where the vendor's name stands before the name of a product. */
const BRAND = new RegExp(`(?:${BRANDS.join('|')})\\s+(?=(?:Vision|Apex) One)`, 'u');

/** Any name of the vendor will do for any other: consoles of one day may have the old name or the new one. */
const ANY_BRAND = `${LOOSE}(?:${BRANDS.map(loose).join('|')})${LOOSE}`;

function tolerant(text: string): string {
  return text.split(BRAND).map(loose).join(ANY_BRAND);
}

/** Any apostrophe will do; besides, Playwright cannot parse a plain one. */
function loose(text: string): string {
  const characters = [...text.replace(/[\s™®]+/gu, '')].map((character) =>
    /['"’`]/u.test(character) ? '.' : character.replace(/[\\^$.*+?()[\]{}|/]/u, '\\$&'),
  );
  return characters.join(LOOSE);
}
